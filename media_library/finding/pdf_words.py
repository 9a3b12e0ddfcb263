"""The text of a PDF, within limits of pages, characters, memory and time (`media_library.finding.pdf_reader`)."""

import sys
from pathlib import Path

from media_library.finding.pdf_reader import ENCRYPTED
from media_library.leash import GIGABYTE, Limits, OverLimitError, run

READER = [sys.executable, "-I", "-B", str(Path(__file__).with_name("pdf_reader.py"))]
LIMITS = Limits(seconds=60, cpu_seconds=30, memory=GIGABYTE, largest=1024)  # it writes no file
LARGEST = 300 * 1024 * 1024


class UnreadableError(Exception):
    """No words can be had from it; says why, for the log and the row."""


def words_of_pdf(path: Path, *, limits: Limits = LIMITS) -> str:
    """
    Raises:
        UnreadableError: broken, encrypted, endless, or too large.
    """
    if path.stat().st_size > LARGEST:
        raise UnreadableError("too large")
    try:
        done = run([*READER, str(path)], limits=limits)
    except OverLimitError as endless:
        raise UnreadableError("it takes too long") from endless
    if done.returncode == ENCRYPTED:
        raise UnreadableError("encrypted")
    if done.returncode != 0:
        raise UnreadableError(f"broken ({done.returncode})")
    return done.stdout.decode("utf-8", "replace").strip()
