"""How long an archive takes: `make bench-archive`, or with a number of lines: `make bench-archive COUNT=2000`.

Writes a file from the demo's own texts (works in one to eight languages, lines in any order), imports it into an empty
hub while a relay tells it to the ledger, imports it again, and counts what the ledger has. The database is that of
DATABASE_URL, which must be empty, or an SQLite file of its own.
"""

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

ROOT = Path(__file__).resolve().parents[2]
CMS = ROOT / ".venv/bin/cms"
LANGUAGES = ("vi", "en", "lo", "zh-Hans", "ja", "ko", "fr", "ru")
FIRST = datetime(2019, 1, 1, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
COUNT = """
from hub.publishing.models import Edition, Ledger, LedgerEntry, PublishingEvent
print(Edition.objects.filter(state="live").count(), LedgerEntry.objects.count(), Ledger.objects.get().last_seq,
      PublishingEvent.objects.filter(act="published").count())
"""


def texts() -> dict[str, list[str]]:
    """The demo's paragraphs, by language."""
    found: dict[str, list[str]] = {tag: [] for tag in LANGUAGES}
    for path in (ROOT / "site/cms/demo/works").glob("*/*.yaml"):
        if path.stem in found:
            body = yaml.load(path.read_text(), Loader=yaml.CSafeLoader).get("body") or []
            found[path.stem] += [block["paragraph"] for block in body if "paragraph" in block]
    return found


def write_archive(path: Path, count: int) -> None:
    """Half of the lines are Vietnamese; every other work has translations."""
    chance = random.Random(1961)  # noqa: S311 - the same archive each time
    words, lines = texts(), []
    while len(lines) < count:
        number = len(lines)
        others = chance.sample(LANGUAGES[1:], k=chance.choice((0, 0, 1, 1, 2, 7)))
        for tag in ("vi", *others):
            body = chance.choices(words[tag], k=chance.randint(4, 9))
            day = FIRST + timedelta(hours=number % 60_000)
            lines.append({
                "id": f"{number}-{tag}", "work": str(number), "lang": tag, "type": "article", "title": body[0][:80],
                "text": "\n\n".join(body), "date": day.isoformat(), "agency": "bao-nghe-an" if number % 9 else None,
                "url": f"https://bao.example/{number}",
            })  # fmt: skip
    lines = lines[:count]
    chance.shuffle(lines)
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def cms(*args: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(CMS), *args], text=True, check=True, **options)  # type: ignore[call-overload]


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as folder:
        os.environ["HUB_VAR"] = folder
        archive = Path(folder) / "archive.jsonl"
        write_archive(archive, count)
        cms("migrate", "-v0")
        cms("set_up", "-v0")
        relay = subprocess.Popen([str(CMS), "relay"])
        try:
            began = time.monotonic()
            cms("import_archive", str(archive), "--agency", "bao-nghe-an")
            imported = time.monotonic() - began
            cms("relay", "--once")
            told = time.monotonic() - began
        finally:
            relay.terminate()
            relay.wait()
        began = time.monotonic()
        cms("import_archive", str(archive), "--agency", "bao-nghe-an")
        again = time.monotonic() - began
        live, entries, last, events = cms("shell", "-v0", "-c", COUNT, capture_output=True).stdout.split()
        database = os.environ.get("DATABASE_URL", "").partition(":")[0] or "sqlite"
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(
            f"{count} lines, {database}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f};"
            f" all of it took {used.ru_utime + used.ru_stime:.0f} s of a processor (PostgreSQL's own not counted)"
        )
        print(f"  imported       {imported:6.0f} s   {count / imported:.0f} a second")
        print(f"  in the ledger  {told:6.0f} s   (target: 10,000 in 600 s)")
        print(f"  imported again {again:6.0f} s   nothing to do")
        print(f"  {live} live editions, {events} events, {entries} ledger entries, last number {last}")


if __name__ == "__main__":
    main()
