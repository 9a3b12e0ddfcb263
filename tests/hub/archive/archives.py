"""Archives made by hand for tests, and what the hub tells of them."""

import json
from pathlib import Path
from typing import Any

from hub.archive.importing import Import, Summary, Wishes
from hub.archive.reports import Report
from hub.publishing.models import Edition
from tests.newsroom import relay


def line(number: int = 1, lang: str = "vi", **fields: Any) -> dict[str, Any]:
    """A whole line; None takes a key away."""
    whole = {
        "id": f"bna-{number}-{lang}",
        "work": f"bna-{number}",
        "lang": lang,
        "type": "article",
        "title": f"Bài {number} ({lang})",
        "text": f"Đoạn một của bài {number}.\n\nĐoạn hai.",
        "date": "2024-05-19T08:00:00+07:00",
        "agency": "bao-nghe-an",
    }
    return {key: value for key, value in (whole | fields).items() if value is not None}


def write(path: Path, *lines: dict[str, Any] | str) -> Path:
    texts = [each if isinstance(each, str) else json.dumps(each, ensure_ascii=False) for each in lines]
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return path


def bring(path: Path, *lines: dict[str, Any] | str, tell: bool = True, **wishes: Any) -> Summary:
    """Import lines as one file; `tell`: let the ledger catch up."""
    file = write(path / "archive.jsonl", *lines)
    with Report(rejected(path)) as refusals, Report(path / "archive.jsonl.notes.jsonl") as notes:
        summary = Import(file, Wishes(**wishes), refusals=refusals, notes=notes).run()
    if tell:
        relay()
    return summary


def rejected(path: Path) -> Path:
    return path / "archive.jsonl.rejected.jsonl"


def reasons(path: Path) -> list[tuple[int, str]]:
    return Report.first(rejected(path), 1000) if rejected(path).exists() else []


def document(external_id: str) -> dict[str, Any]:
    return json.loads(Edition.objects.get(external_id=external_id).document)
