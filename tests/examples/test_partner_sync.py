"""The example, run as a partner runs it: a process of its own against a live server, while content changes and things break."""

import hashlib
import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache

from hub.partners.keys import create_key
from hub.partners.models import Partner
from hub.publishing.acts import correct, withdraw
from hub.publishing.models import Edition, Ledger, State
from media_library.models import AssetText, Picture
from tests.media_library.making import drawing, encoded, picture
from tests.newsroom import article, desk_head, edit, fresh, open_newsroom, publish, relay, translate
from tests.waiting import wait_until

pytestmark = pytest.mark.django_db(transaction=True)
SCRIPT = Path(__file__).resolve().parents[2] / "examples" / "partner_sync.py"


class Site:
    """A partner's folder and the runs of the script."""

    def __init__(self, folder: Path, base_url: str) -> None:
        self.folder = folder
        self.base_url = base_url

    def start(self, *args: str, **environment: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-W", "error", str(SCRIPT), str(self.folder), "--base-url", self.base_url, *args]
        return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ | environment)

    def sync(self, *args: str, code: int = 0, **environment: str) -> str:
        process = self.start(*args, **environment)
        said = process.communicate(timeout=90)[1]
        assert process.returncode == code, said
        return said

    @property
    def items(self) -> dict[str, bytes]:
        return {path.stem: path.read_bytes() for path in (self.folder / "items").glob("*.json")}

    @property
    def media(self) -> set[str]:
        return {path.name for path in (self.folder / "media").iterdir()}

    def assert_exact(self, **only: Any) -> None:
        """What is in the folder is what the ledger has, and nothing else; every file has its checksum."""
        live = Edition.objects.filter(state=State.LIVE, is_open=True, **only)
        assert self.items == {edition.pk: edition.document.encode() for edition in live}
        shown = {checksum for content in self.items.values() for checksum in checksums(json.loads(content))}
        files = {path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in (self.folder / "media").iterdir()}
        assert files == {checksum: checksum for checksum in shown}
        left = {path.name for path in self.folder.iterdir()}
        assert left == {".lock", "items", "media", "state.json"}


def checksums(part: Any) -> set[str]:
    if isinstance(part, dict):
        own = {part["sha256"]} if "sha256" in part and "href" in part else set()
        return own.union(*map(checksums, part.values()))
    return set().union(*map(checksums, part)) if isinstance(part, list) else set()


def a_picture(shade: int) -> Picture:
    made = picture(
        encoded(drawing((320 + shade, 240))), title=f"Ảnh {shade}", credit="Báo Nghệ An", licence="CC-BY-4.0"
    )
    made.texts = [
        AssetText(language="vi", alt="Hồ sen", caption="Hồ sen ở Kim Liên."),
        AssetText(language="en", alt="A lotus pond", caption="A lotus pond in Kim Liên."),
    ]
    made.save()
    return made


@pytest.fixture
def site(tmp_path: Path, live_server: Any, settings: Any) -> Site:
    settings.BASE_URL = live_server.url
    settings.MEDIA_ROOT = tmp_path / "store"
    cache.clear()
    open_newsroom()
    return Site(tmp_path / "mirror", live_server.url)


def test_mirror_follows_publish_correction_and_withdrawal(site: Site):
    first, second = article(picture=a_picture(1)), article(title="Bài hai", picture=a_picture(2))
    publish(first)
    publish(second)
    relay()
    site.sync("--once")
    site.assert_exact()
    assert len(site.items) == 2
    assert len(site.media) > 2

    desk = desk_head()
    edit(first, title="Tên đã sửa")
    correct(fresh(first), by=desk, note="Sửa tên")
    english = translate(first, "en")
    relay()
    site.sync()
    site.assert_exact()
    assert len(site.items) == 3

    before = site.media
    withdraw(fresh(second), by=desk, reason="Sai")
    relay()
    said = site.sync()
    site.assert_exact()
    assert "withdrawn" in said
    assert site.media < before
    assert len(english.title) > 0


def test_nothing_changed_writes_nothing(site: Site):
    publish(article())
    relay()
    site.sync()
    before = {
        path: path.stat().st_mtime_ns for path in site.folder.rglob("*") if path.is_file() and path.name != ".lock"
    }
    site.sync()
    assert {
        path: path.stat().st_mtime_ns for path in site.folder.rglob("*") if path.is_file() and path.name != ".lock"
    } == before


@pytest.mark.parametrize(
    "damage", ["", "{", '{"cursor": 1}', '{"cursor": "abc", "of": "x"}', None, "malformed", "expired", "epoch"]
)
def test_a_lost_or_useless_cursor_heals_without_duplicates_or_losses(site: Site, damage: str | None):
    page, other = article(picture=a_picture(1)), article(title="Bài hai")
    publish(page)
    publish(other)
    relay()
    site.sync()
    withdraw(fresh(page), by=desk_head(), reason="Sai")
    publish(article(title="Bài ba"))
    relay()
    state = site.folder / "state.json"
    if damage is None:
        state.unlink()
    elif damage == "malformed":
        state.write_text(json.dumps(json.loads(state.read_text()) | {"cursor": "abc"}))
    elif damage == "expired":
        Ledger.objects.update(oldest_seq=4)
    elif damage == "epoch":
        Ledger.objects.update(epoch=uuid4())
    else:
        state.write_text(damage)
    (site.folder / "items" / f"{uuid4()}.vi.json").write_text("{}")

    assert "loading the snapshot" in site.sync()

    site.assert_exact()
    assert len(site.items) == 2


def test_damaged_files_are_loaded_again_when_their_item_is(site: Site):
    page = article(picture=a_picture(1))
    publish(page)
    relay()
    site.sync()
    next((site.folder / "media").iterdir()).write_bytes(b"damaged")
    (site.folder / "media" / "half.webp.part").write_bytes(b"half")
    edit(page, title="Lần hai")
    publish(fresh(page))
    relay()
    site.sync()
    site.assert_exact()


@pytest.mark.parametrize("after", [0.15, 0.3, 0.5])
def test_killed_at_any_time_and_run_again_it_is_exact(site: Site, after: float):
    for number in range(4):
        publish(article(title=f"Bài {number}", picture=a_picture(number + 1)))
    relay()
    for _round in range(3):
        process = site.start()
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    site.sync()
    site.assert_exact()
    assert len(site.items) == 4


def test_follow_hears_of_changes_and_ends_with_ctrl_c(site: Site):
    publish(article())
    relay()
    process = site.start("--follow")
    wait_until(
        lambda: len(site.items) == 1 if site.folder.exists() and (site.folder / "items").exists() else False, within=25
    )
    publish(article(title="Bài hai"))
    relay()
    wait_until(lambda: len(site.items) == 2, within=25)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 0
    process.communicate()
    site.assert_exact()


def test_one_language_and_a_change_of_it(site: Site):
    page = article()
    publish(page)
    translate(page, "lo")
    relay()
    site.sync("--lang", "lo")
    site.assert_exact(lang="lo")
    site.sync("--lang", "vi")
    site.assert_exact(lang="vi")


def test_a_key_brings_what_it_may_take_and_its_end_is_told(site: Site):
    publish(article(licence="press"))
    relay()
    partner = Partner.objects.create(name="Đài", contact="a@example.org", licences=["press"])
    _key, text = create_key(partner, by=None, name="web")
    site.sync()
    assert len(site.items) == 0
    site.sync(HUB_KEY=text)
    assert len(site.items) == 1
    Partner.objects.update(licences=[])
    site.sync(HUB_KEY=text)
    assert len(site.items) == 0
    Partner.objects.update(is_active=False)
    assert "Invalid key" in site.sync(HUB_KEY=text, code=3)


@pytest.mark.parametrize(
    "args",
    [
        ("--base-url", "hub.example.vn"),
        ("--base-url", "http://hub.example.vn/api/v1"),
        ("--base-url", "http://hub.example.vn#top"),
        ("--base-url", "http://hub.example.vn:99999"),
        ("--base-url", "http://hub.example.vn:port"),
        ("--base-url", "http://me:secret@hub.example.vn"),
        ("--base-url", "http://hub example.vn"),
        ("--base-url", "http://[::1"),
        ("--key", "secret"),
        ("--lang", "xx"),
        ("--once", "--follow"),
        ("--folow",),
    ],
)
def test_wrong_use_ends_with_2_and_says_why(site: Site, args: tuple[str, ...]):
    said = site.sync(*args, code=2)
    assert len(said.strip()) > 20
    assert "Traceback" not in said


def test_a_file_in_the_place_of_the_folder_is_refused(site: Site):
    site.folder.write_text("mine")
    assert "is a file, not a folder" in site.sync(code=2)
    assert site.folder.read_text() == "mine"


def test_a_full_disk_is_told_at_once_and_heals(site: Site):
    open_newsroom()
    publish(article(picture=a_picture(1)))
    relay()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (512, limits[1]))  # the child inherits it: no file beyond half a kilobyte
    try:
        process = site.start()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    said = process.communicate(timeout=30)[1]
    assert (process.returncode, "cannot write" in said, "again in" in said) == (1, True, False), said
    assert site.items == {}
    site.sync()
    site.assert_exact()
