"""A program by itself: reads one PDF and writes its text to the standard output. Run by `media_library.pdf_words`.

A hostile PDF may never end or take all memory, so it is read where that harms nobody: this process limits its own
memory and time, and is killed when it does not come back. It imports nothing of the house.
"""

import resource
import sys
from itertools import islice

from pypdf import PdfReader

MEMORY = 1 << 30  # of addresses: Python, pypdf and one page
SECONDS = 30
PAGES = 400
CHARACTERS = 120_000
ENCRYPTED, UNREADABLE = 3, 4


def main(path: str) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
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


def _said_on(page: object) -> str:
    """A broken page says nothing; the others do."""
    try:
        return str(page.extract_text())  # type: ignore[attr-defined]  # pypdf's page
    except Exception:  # noqa: BLE001 - as above
        return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
