"""A program by itself: reads one PDF and writes its text to the standard output. Run on a leash by
`media_library.finding.pdf_words`; imports nothing of the house.
"""

import sys
from itertools import islice
from typing import Any

PAGES = 400
CHARACTERS = 120_000
ENCRYPTED, UNREADABLE = 3, 4


def main(path: str) -> int:
    from pypdf import PdfReader  # noqa: PLC0415 - half a second that no process of ours that takes our exit codes should wait

    try:
        pdf = PdfReader(path, strict=False)
        if pdf.is_encrypted:
            return ENCRYPTED
        left = CHARACTERS
        for page in islice(pdf.pages, PAGES):
            text = _said_on(page)[:left]
            sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
            left -= len(text)
            if left <= 0:
                break
    except (Exception, MemoryError):  # noqa: BLE001 - whatever a broken file makes a parser stumble over
        return UNREADABLE
    return 0


def _said_on(page: Any) -> str:
    """A broken page says nothing; the others do."""
    try:
        return str(page.extract_text())
    except Exception:  # noqa: BLE001 - as above
        return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
