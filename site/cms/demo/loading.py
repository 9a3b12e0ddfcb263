"""Loads the whole demo. Running it again adds what is missing and changes nothing that is there."""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import OperationalError, connection
from django.utils import translation

from cms.demo.accounts import ensure_staff
from cms.demo.assets import load_pictures, load_videos
from cms.demo.brand import load_brand
from cms.demo.editions import CORRECTED, REPLACEMENT, WITHDRAWN, Desk
from cms.demo.files import Work, works
from cms.demo.rights import load_rights
from hub.publishing.relay import relay_waiting
from locales.languages import SOURCE
from media_library.models import Picture
from media_library.renditions.standard import renditions

WITHDRAWAL_REASON = "Sau đợt sắp xếp đơn vị hành chính tháng 7/2025, nhận định “tỉnh lớn nhất cả nước” không còn đúng; xin đọc bài thay thế."


def load_demo(say: Callable[[str], None]) -> None:
    """Pictures, clips, works in all their languages, one correction, one withdrawal; then the ledger catches up."""
    started = time.monotonic()
    with translation.override(SOURCE):
        by = ensure_staff()
        pictures = load_pictures()
        load_rights(pictures)
        load_brand()
        desk = Desk(by, pictures, load_videos())
        say(f"  {len(pictures)} pictures, {len(desk.videos)} clips   {time.monotonic() - started:.0f} s")
        everything = works()
        with drawn_meanwhile(Picture.objects.all()):
            for work in everything:
                desk.file_source(work)
            for work in everything:
                if work.name != CORRECTED:
                    _translate(desk, work)
        settle()
        by_name = {work.name: work for work in everything}
        desk.correct(by_name[CORRECTED])
        settle()
        _translate(desk, by_name[CORRECTED])
        desk.withdraw(by_name[WITHDRAWN], by_name[REPLACEMENT], WITHDRAWAL_REASON)
        settle()
    say(f"  {len(everything)} works in their languages   {time.monotonic() - started:.0f} s")


def _translate(desk: Desk, work: Work) -> None:
    for language in work.languages:
        if language != SOURCE:
            desk.translate(work, language)


@contextmanager
def drawn_meanwhile(pictures: Iterable[Picture]) -> Iterator[None]:
    """Drawing is half of the loading: every core draws while the works are written, so the relay finds all of it made."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        drawings = [pool.submit(_draw, picture) for picture in pictures]
        yield
        for drawing in drawings:
            drawing.result()


def _draw(picture: Picture) -> None:
    try:
        renditions(picture)
    except OperationalError:
        pass  # SQLite gives the database to the loading again and again: what is not drawn now, the relay draws
    finally:
        connection.close()  # each thread has its own


def settle() -> None:
    """Let the ledger catch up, so that history is told in its order."""
    while relay_waiting():
        pass
