"""A partner's side: the API over HTTP with a key, a cursor that it keeps, and the mirror it runs."""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SYNC = Path(__file__).resolve().parents[2] / "examples" / "partner_sync.py"
PATIENCE = 60.0  # seconds from the desk's click to the partner's feed; the promise is three minutes


@dataclass(frozen=True)
class Answer:
    status: int
    body: str
    headers: dict[str, str]

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def ask(url: str, key: str = "") -> Answer:
    """GET without following redirects: an API that redirects would be a fault to be seen."""
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 - our own address
    try:
        with _no_redirects.open(request, timeout=40) as response:
            return Answer(response.status, response.read().decode(), dict(response.headers))
    except urllib.error.HTTPError as refused:
        with refused:
            return Answer(refused.code, refused.read().decode(), dict(refused.headers))


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


_no_redirects = urllib.request.build_opener(_Stay())


class Partner:
    """Follows the ledger from where it stands when it is made."""

    def __init__(self, base_url: str, key: str) -> None:
        self.base_url, self.key = base_url, key
        self.cursor = json.loads(self.get("snapshot").body.splitlines()[0])["cursor"]

    def get(self, path: str, **query: Any) -> Answer:
        return ask(f"{self.base_url}/api/v1/{path}?{urllib.parse.urlencode(query)}".rstrip("?"), self.key)

    def item(self, item_id: str) -> Answer:
        return self.get(f"items/{item_id}")

    def poll(self, wait: int = 0) -> list[dict[str, Any]]:
        """What is new, and the cursor moves on."""
        new: list[dict[str, Any]] = []
        more = True
        while more:
            page = self.get("changes", since=self.cursor, wait=0 if new else wait).json
            new += page["changes"]
            self.cursor, more = page["cursor"], page["more"]
        return new

    def wait_for(self, wanted: Callable[[dict[str, Any]], bool], count: int = 1) -> list[dict[str, Any]]:
        """Polls as the guide says until so many changes of interest have come. Returns these, in order."""
        deadline = time.monotonic() + PATIENCE
        found: list[dict[str, Any]] = []
        while len(found) < count and time.monotonic() < deadline:
            found += [change for change in self.poll(wait=10) if wanted(change)]
        return found


def mirror(base_url: str, key: str, folder: Path) -> set[str]:
    """Runs the sync example once. Returns the ids of the items it holds."""
    ran = subprocess.run(
        [sys.executable, str(SYNC), str(folder), "--base-url", base_url, "--once"],
        env={**os.environ, "HUB_KEY": key}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return {path.name.removesuffix(".json") for path in (folder / "items").glob("*.json")}
