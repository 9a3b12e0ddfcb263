"""Renditions that nothing needs go after three months, with their files; what is needed after all stays."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from media_library.jobs import let_go, prune_renditions
from media_library.models import Picture, Rendition
from media_library.renditions.pruning import KEPT, Pruned, prune_after
from media_library.renditions.standard import STANDARD, StandardFilter, renditions
from tests.media_library.making import drawing, encoded, ordered
from tests.media_library.packages.room import librarian, made, small

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def pruned(days: int, *, only_tell: bool = False) -> tuple[int, int]:
    told = Pruned()
    let_files_go = None if only_tell else let_go.func
    assert prune_after(0, NOW + timedelta(days=days), told, let_go=let_files_go) is None
    return told.noted, told.gone


def drawn(picture: Picture) -> Picture:
    renditions(picture)
    return Picture.objects.get(pk=picture.pk)


def said_otherwise(picture: Picture, credit: str = "Đài Nghệ An") -> Picture:
    picture = Picture.objects.get(pk=picture.pk)
    picture.asset.credit = credit
    picture.asset.save()
    return drawn(Picture.objects.get(pk=picture.pk))


def files(picture: Picture) -> set[str]:
    return set(picture.renditions.values_list("file", flat=True))


def there(names: set[str]) -> set[bool]:
    return {default_storage.exists(name) for name in names}


def test_old_words_go_three_months_after_new_ones_came() -> None:
    first = drawn(small())
    old = files(first)
    new = files(said_otherwise(first)) - old
    count = len(STANDARD)
    assert [pruned(day) for day in (0, 1, KEPT.days - 1)] == [(count, 0), (0, 0), (0, 0)]
    assert pruned(KEPT.days, only_tell=True) == (0, count)
    assert (there(old), first.renditions.count()) == ({True}, 2 * count)
    assert pruned(KEPT.days) == (0, count)
    assert (there(old), there(new), files(first)) == ({False}, {True}, new)
    assert pruned(KEPT.days + 1) == (0, 0)


def test_what_is_needed_again_begins_anew() -> None:
    first = drawn(small())
    said_otherwise(first)
    pruned(0)
    said_otherwise(first, "Báo Nghệ An")
    assert pruned(KEPT.days) == (len(STANDARD), 0)
    assert sorted(set(first.renditions.values_list("needless_since", flat=True)), key=str) == [
        NOW + KEPT,
        None,
    ]


def test_another_file_a_retired_size_and_wagtails_own_sizes() -> None:
    first = drawn(small())
    first.create_rendition(StandardFilter("width-20|format-jpeg", "of-before"))
    first.get_rendition("max-30x30")
    assert pruned(0) == (1, 0)
    first.file = ContentFile(encoded(drawing((50, 40))), name="moi.jpg")  # type: ignore[assignment]
    first.save()
    drawn(first)
    assert pruned(1) == (len(STANDARD) + 1, 0)
    assert pruned(KEPT.days) == (0, 1)


def test_two_sizes_of_a_small_picture_are_one_file() -> None:
    first = drawn(small())
    shared, other = first.renditions.filter(filter_spec__in=[STANDARD["small"], STANDARD["medium"]])
    assert shared.file.name == other.file.name
    Rendition.objects.filter(pk=shared.pk).update(focal_point_key="of-before", needless_since=NOW)
    assert pruned(KEPT.days) == (0, 1)
    assert (there({other.file.name}), Rendition.objects.filter(pk=shared.pk).exists()) == ({True}, False)


def test_what_a_package_holds_stays() -> None:
    first = drawn(small())
    package = made(librarian(), first.asset, form="web")
    (held,) = {file.storage_name for file in package.files.all()} & files(first)
    said_otherwise(first)
    pruned(0)
    pruned(KEPT.days)
    assert held in files(first)
    assert there({held}) == {True}


def test_the_store_is_asked_by_a_job_that_is_ordered_with_the_rows_going() -> None:
    first = drawn(small())
    old = files(first)
    said_otherwise(first)
    pruned(0)

    def broken(*names: str) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        prune_after(0, NOW + KEPT, Pruned(), let_go=broken)
    assert (files(first) >= old, there(old)) == (True, {True})
    ordered_for: list[tuple[str, ...]] = []
    prune_after(0, NOW + KEPT, Pruned(), let_go=lambda *names: ordered_for.append(names))
    assert (files(first) & old, there(old), ordered_for) == (set(), {True}, [tuple(sorted(old))])


def test_piece_by_piece() -> None:
    rows = [drawn(small(f"Sen {number}")) for number in range(2)]
    for row in rows:
        said_otherwise(row)
    told = Pruned()
    assert [prune_after(after, NOW, told, let_go=let_go.func, piece=1) for after in (0, rows[0].pk, rows[1].pk)] == [
        rows[0].pk,
        rows[1].pk,
        None,
    ]
    assert told == Pruned(noted=2 * len(STANDARD))
    prune_renditions.func(0)
    assert ordered("prune_renditions") == []


def test_the_command_says_what_it_would_take_away() -> None:
    first = drawn(small())
    said_otherwise(first)
    old = Rendition.objects.exclude(image__asset__credit="").order_by("pk")[: len(STANDARD)]
    Rendition.objects.filter(pk__in=[row.pk for row in old]).update(needless_since=NOW - KEPT)
    told = {}
    for options in (["--tell"], []):
        out = StringIO()
        call_command("prune_renditions", *options, stdout=out)
        told[bool(options)] = (out.getvalue().split(" (")[0], Rendition.objects.count())
    count = len(STANDARD)
    assert told == {
        True: (f"{count} renditions would be taken away", 2 * count),
        False: (f"{count} renditions taken away", count),
    }
