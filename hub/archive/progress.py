"""How far a long run has come: a bar on a terminal, a line now and then anywhere else."""

import time
from typing import IO, Any

from django.utils.translation import gettext as _

WIDTH = 30
BAR_SECONDS = 0.2
LINE_SECONDS = 15.0


class Progress:
    def __init__(self, total: int, out: IO[str] | Any) -> None:
        self.total, self.out = total, out
        self.bar = bool(getattr(out, "isatty", lambda: False)())
        self.began = self.told = time.monotonic()

    def __call__(self, done: int) -> None:
        now = time.monotonic()
        if now - self.told < (BAR_SECONDS if self.bar else LINE_SECONDS):
            return
        self.told = now
        self._tell(done, now - self.began)

    def end(self, done: int) -> None:
        if self.bar:
            self._tell(done, time.monotonic() - self.began)
            self.out.write("\n")

    def _tell(self, done: int, seconds: float) -> None:
        share = min(1.0, done / self.total) if self.total else 1.0
        left = seconds / done * (self.total - done) if done else 0
        words = _("%(done)d of %(total)d lines, %(rate)d a second, %(left)s left") % {
            "done": done, "total": self.total, "rate": round(done / seconds) if seconds else 0, "left": _clock(left)}  # fmt: skip
        filled = round(share * WIDTH)
        self.out.write(f"\r\x1b[2K{'█' * filled}{'░' * (WIDTH - filled)} {words}" if self.bar else words + "\n")
        self.out.flush()


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
