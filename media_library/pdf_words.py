"""The text of a PDF, within limits of pages, characters, memory and time (`media_library.pdf_reader`)."""

import subprocess
import sys
from pathlib import Path

from media_library.pdf_reader import ENCRYPTED, SECONDS

READER = Path(__file__).with_name("pdf_reader.py")
LARGEST = 300 * 1024 * 1024
PATIENCE = 2 * SECONDS  # a machine under load gives less than a whole processor


class UnreadableError(Exception):
    """No words can be had from it; says why, for the log and the row."""


def words_of_pdf(path: Path) -> str:
    """
    Raises:
        UnreadableError: broken, encrypted, endless, or too large.
    """
    if path.stat().st_size > LARGEST:
        raise UnreadableError("too large")
    command = [sys.executable, "-I", str(READER), str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603 - our own program
    except subprocess.TimeoutExpired as endless:
        raise UnreadableError("it takes too long") from endless
    if done.returncode == ENCRYPTED:
        raise UnreadableError("encrypted")
    if done.returncode != 0:
        raise UnreadableError(f"broken ({done.returncode})")
    return done.stdout.decode("utf-8", "replace").strip()
