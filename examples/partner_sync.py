#!/usr/bin/env python3
"""Mirror the Nghệ An content hub into a folder and keep it in step. Python 3.9 or later, nothing to install.

    python3 partner_sync.py mirror --base-url https://hub.example.vn --lang en             # once
    HUB_KEY=nah_… python3 partner_sync.py mirror --base-url https://hub.example.vn --follow

The folder then holds
    items/<id>.json          every edition you may take, as the hub serves it
    media/<sha256>.<ext>     the pictures, clips, subtitles and documents these editions show
    state.json               where to go on

An item is written after its media are there with the right checksums; the cursor moves on after everything before it
is on disk; each file is put in place in one step. So it can be killed at any time and simply run again. Without a
usable cursor it takes the snapshot, which also says what to remove.
Exit codes: 0 in step, 1 the hub is out of reach or sends something broken, 2 wrong use, 3 the key was refused.
"""

import argparse
import contextlib
import hashlib
import http.client
import io
import json
import os
import random
import re
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: take care yourself that two runs do not share a folder
    fcntl = None

ATTEMPTS = 6  # of one request, with growing pauses
LONGEST_PAUSE = 60.0
PIECE = 1 << 20
GONE = (403, 404, 410)
BROKEN_OFF = (OSError, http.client.HTTPException)
ITEM_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[A-Za-z0-9-]{2,35}")
CHECKSUM = re.compile(r"[0-9a-f]{64}")
EXTENSION = re.compile(r"\.[a-z0-9]{1,5}")


class Failed(Exception):  # noqa: N818 - reads as what happened
    """It cannot go on; `code` is the exit code."""

    def __init__(self, message, code=1):
        super().__init__(message)
        self.code = code


class Refused(Exception):  # noqa: N818 - reads as what happened
    """The hub answered with a problem (RFC 9457); `kind` is the last part of its type."""

    def __init__(self, status, problem):
        super().__init__("{} {}: {}".format(status, problem.get("title", ""), problem.get("detail", "")))
        self.status = status
        self.kind = str(problem.get("type", "")).rsplit("/", 1)[-1]


def say(text):
    print(time.strftime("%H:%M:%S"), text, file=sys.stderr, flush=True)


# --- the hub ---------------------------------------------------------------------------------------------------------


class Hub:
    """The partner API over HTTP: tries again what can be tried again, obeys Retry-After."""

    def __init__(self, base_url, key):
        self.base_url = base_url.rstrip("/")
        self.key = key

    def api(self, path, **query):
        return f"{self.base_url}/api/v1/{path}?{urllib.parse.urlencode(query)}".rstrip("?")

    def take(self, url, sink, sound, timeout=60):
        """Write the body into an empty `sink` (a binary file), until `sound(headers, sink)` finds it whole.

        Raises Refused for what no repetition can change, Failed when the patience is over.
        """
        if not url.startswith(("http://", "https://")):
            raise Failed(f"the hub names {url!r}, which is no web address")
        headers = {"Accept-Encoding": "identity", "User-Agent": "partner_sync/1"}
        request = urllib.request.Request(url, headers=headers)  # noqa: S310 - looked at above
        if self.key and url.startswith(self.base_url + "/"):  # the key is for the hub, not for where it may redirect
            request.add_unredirected_header("Authorization", "Bearer " + self.key)
        for attempt in range(ATTEMPTS):
            pause = min(LONGEST_PAUSE, 2.0**attempt) * random.uniform(0.5, 1)  # noqa: S311 - no secret
            try:
                with urllib.request.urlopen(request, timeout=timeout) as answer:  # noqa: S310 - looked at above
                    sink.seek(0)
                    sink.truncate()
                    for piece in iter(lambda: answer.read(PIECE), b""):
                        put(piece, sink)
                if sound(answer.headers, sink):
                    return
                reason = "it arrived damaged"
            except urllib.error.HTTPError as error:
                if error.code != 429 and error.code < 500:
                    raise Refused(error.code, problem_of(error)) from None
                reason, asked = f"HTTP {error.code}", error.headers.get("Retry-After", "")
                pause = float(asked) if asked.isdigit() else pause
            except BROKEN_OFF as error:  # no connection, a reset, a timeout, half an answer
                reason = str(getattr(error, "reason", error)) or type(error).__name__
            if attempt + 1 < ATTEMPTS:
                say(f"{url}: {reason}; again in {pause:.1f} s")
                time.sleep(pause)
        raise Failed(f"{url}: {reason} (tried {ATTEMPTS} times)")


def put(piece, sink):
    try:
        sink.write(piece)
        sink.flush()
    except OSError as error:  # a full disk is no fault of the hub: do not ask it again
        raise Failed(f"cannot write: {error}") from None


def problem_of(error):
    try:
        problem = json.loads(error.read())
    except (ValueError, *BROKEN_OFF):
        problem = None
    return problem if isinstance(problem, dict) else {"title": error.reason}


def sum_of(file):
    digest = hashlib.sha256()
    file.seek(0)
    for piece in iter(lambda: file.read(PIECE), b""):
        digest.update(piece)
    return digest.hexdigest()


def matches_etag(headers, sink):
    """The ETag of an answer is the first 32 digits of the SHA-256 of its body."""
    return (headers.get("ETag") or "").strip('"') == sum_of(sink)[:32]


def is_whole_snapshot(_headers, sink):
    """Its last line says how many items went before; a line that cannot be read was cut off."""
    lines, last = -1, b""
    sink.seek(0)
    for line in sink:
        lines, last = lines + 1, line
    with contextlib.suppress(ValueError):
        told = json.loads(last)
        return isinstance(told, dict) and told.get("end") is True and told.get("items") == lines - 1
    return False


# --- the folder ------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def one_step(path):
    """A file to write aside; it takes its place in one step, also through a power cut, unless an error comes first."""
    aside = path.with_name(path.name + ".part")
    try:
        with open(aside, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        remove(aside)
        raise
    os.replace(aside, path)
    if os.name == "posix":  # the rename itself is safe once its folder is on disk
        folder = os.open(str(path.parent), os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)


def remove(path):
    with contextlib.suppress(FileNotFoundError):
        path.unlink()


def files_shown(part):
    """(checksum, address) of every file a document shows: whatever has both `sha256` and `href`."""
    if isinstance(part, dict):
        if isinstance(part.get("href"), str) and CHECKSUM.fullmatch(str(part.get("sha256"))):
            yield part["sha256"], part["href"]
        for inner in part.values():
            yield from files_shown(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from files_shown(inner)


def media_name(checksum, href):
    extension = os.path.splitext(urllib.parse.urlsplit(href).path)[1].lower()
    return checksum + (extension if EXTENSION.fullmatch(extension) else ".bin")


class Mirror:
    """The folder, and what it takes to keep it in step with the hub."""

    def __init__(self, folder, hub, lang):
        self.hub = hub
        self.query = {"lang": lang} if lang else {}
        self.items, self.media, self.state = folder / "items", folder / "media", folder / "state.json"
        self.items.mkdir(exist_ok=True)
        self.media.mkdir(exist_ok=True)
        # a cursor is good for one hub, key and language; with others, begin with the snapshot
        self.owner = hashlib.sha256(json.dumps([hub.base_url, hub.key, lang]).encode()).hexdigest()[:16]

    def cursor(self):
        try:
            state = json.loads(self.state.read_bytes())
            return state["cursor"] if state["of"] == self.owner and isinstance(state["cursor"], str) else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def remember(self, cursor):
        with one_step(self.state) as file:
            file.write(json.dumps({"cursor": cursor, "of": self.owner}).encode())

    def path(self, item_id):
        if not ITEM_ID.fullmatch(str(item_id)):
            raise Failed(f"the hub sent {item_id!r}, which is no id of an item")
        return self.items / (item_id + ".json")

    def store(self, content):
        """Media first, the item last: an item on disk has all it shows."""
        item = json.loads(content)
        path = self.path(item["id"])
        for checksum, href in sorted(set(files_shown(item))):
            self.load(checksum, href)
        if not path.exists() or path.read_bytes() != content:
            with one_step(path) as file:
                file.write(content)

    def load(self, checksum, href):
        """One file, unless it is here already. What is no longer given out is left out."""
        target = self.media / media_name(checksum, href)
        if target.exists():
            with open(target, "rb") as file:
                if sum_of(file) == checksum:
                    return
        url = urllib.parse.urljoin(self.hub.base_url + "/", href)
        try:
            with one_step(target) as file:
                self.hub.take(url, file, lambda _headers, sink: sum_of(sink) == checksum)
        except Refused as refused:
            if refused.status not in GONE:
                raise
            say(f"{url}: {refused}")

    def sweep(self):
        """Remove the media that no item shows any more, and what a killed run left half-written."""
        used = set()
        for path in self.items.glob("*.json"):
            used.update(media_name(*shown) for shown in files_shown(json.loads(path.read_bytes())))
        for path in [*self.items.glob("*.part"), *self.media.iterdir()]:
            if path.name not in used:
                remove(path)

    def take_snapshot(self):
        """Everything anew. Nothing is removed before all of it is here."""
        say("loading the snapshot")
        kept = self.state.with_name("snapshot.ndjson")
        with one_step(kept) as file:
            self.hub.take(self.hub.api("snapshot", **self.query), file, is_whole_snapshot)
        names = set()
        with open(kept, "rb") as lines:
            cursor = json.loads(next(lines))["cursor"]
            for line in lines:
                told = json.loads(line)
                if "id" in told:
                    self.store(line.rstrip(b"\n"))
                    names.add(told["id"] + ".json")
        for path in self.items.glob("*.json"):
            if path.name not in names:
                remove(path)
        self.sweep()
        remove(kept)
        self.remember(cursor)
        say(f"{len(names)} items")

    def catch_up(self, wait):
        """Apply what has changed since the cursor; with `wait` seconds for something to change."""
        more = True
        while more:
            cursor = self.cursor()
            query = dict(self.query, since=cursor, limit=200, wait=wait)
            answer = json.loads(self.fetch(self.hub.api("changes", **query), timeout=60 + wait))
            # of several changes of one item only the last one counts
            for change in {change["id"]: change for change in answer["changes"]}.values():
                self.apply(change)
            if answer["changes"]:
                self.sweep()
            if answer["cursor"] != cursor:
                self.remember(answer["cursor"])
            more, wait = answer["more"], 0

    def fetch(self, url, timeout=60):
        sink = io.BytesIO()
        self.hub.take(url, sink, matches_etag, timeout)
        return sink.getvalue()

    def apply(self, change):
        path = self.path(change["id"])
        if change["change"] != "withdrawn":
            try:
                self.store(self.fetch(self.hub.api("items/" + change["id"])))
            except Refused as refused:  # gone meanwhile: its withdrawal follows in the ledger
                if refused.status not in GONE:
                    raise
            else:
                say("{change} {id}".format(**change))
                return
        remove(path)
        say("withdrawn {id}".format(**change))

    def sync(self, wait=0):
        """In step when it returns. Heals a lost, damaged or expired cursor."""
        if self.cursor() is None:
            self.take_snapshot()
        try:
            self.catch_up(wait)
        except Refused as refused:
            if refused.kind not in ("cursor-expired", "malformed-cursor"):
                raise
            say(f"the cursor is of no use: {refused}")
            self.take_snapshot()
            self.catch_up(0)


# --- the command -----------------------------------------------------------------------------------------------------


def is_address(text):
    """Scheme, host and perhaps a port: nothing else, and no white space."""
    try:
        parts = urllib.parse.urlsplit(text)
        host, _port = parts.hostname, parts.port  # ValueError: no number, or beyond 65535
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and bool(host)
        and not (parts.username or parts.password or parts.query or parts.fragment or parts.path.rstrip("/"))
        and not re.search(r"[^!-~]", text)
    )


def arguments():
    parser = argparse.ArgumentParser(description="Mirror the Nghệ An content hub into a folder.")
    parser.add_argument("folder", type=Path, help="where the mirror is kept; made if it is not there")
    parser.add_argument("--base-url", required=True, help="the hub, such as https://hub.example.vn")
    parser.add_argument("--key", default=os.environ.get("HUB_KEY", ""), help="your key (better: the variable HUB_KEY)")
    parser.add_argument("--lang", default="", help="one language only (BCP 47), such as en or zh-Hans")
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--once", action="store_true", help="come into step and end (what it does anyway)")
    mode.add_argument("--follow", action="store_true", help="stay in step until stopped with Ctrl-C")
    options = parser.parse_args()
    if not is_address(options.base_url):
        parser.error(f"--base-url {options.base_url!r}: write it like https://hub.example.vn, without a path")
    if options.key and not re.fullmatch(r"nah_[A-Za-z0-9_-]{43}", options.key):
        parser.error("the key has to be the whole text that begins with nah_")
    if options.folder.exists() and not options.folder.is_dir():
        parser.error(f"{options.folder} is a file, not a folder")
    return options


def run(options):
    options.folder.mkdir(parents=True, exist_ok=True)
    with open(options.folder / ".lock", "w") as lock:
        try:
            if fcntl:  # freed by the system when the process ends, however it ends
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Failed(f"another run is at work in {options.folder}", code=2) from None
        mirror = Mirror(options.folder, Hub(options.base_url, options.key), options.lang)
        mirror.sync()
        say("in step")
        while options.follow:
            try:
                mirror.sync(wait=20)
            except (Failed, OSError) as failed:  # the hub is away, the disk is full: both may pass
                say(f"{failed}; going on in {LONGEST_PAUSE:.0f} s")
                time.sleep(LONGEST_PAUSE)


def main():
    try:
        run(arguments())
    except Refused as refused:
        say(str(refused))
        return {400: 2, 401: 3, 403: 3}.get(refused.status, 1)
    except Failed as failed:
        say(str(failed))
        return failed.code
    except OSError as error:
        say(f"cannot write: {error}")
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
