"""What is restricted has its words in the pixels wherever lists show it, and is shown clean again when it is free."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from django_tasks import default_task_backend
from PIL import Image, ImageChops

from media_library.finding.findable import thumbnails_of, to_be_found
from media_library.jobs import let_go, make_renditions, say_anew
from media_library.models import BrandAsset, Consent, PersonShown, Picture, RightsRecord
from media_library.models.pictures import LISTED, NotDrawnYetError
from media_library.renditions.pruning import KEPT, Pruned, prune_after
from media_library.renditions.standard import STANDARD, all_made, renditions
from tests.media_library.making import agency, drawing, encoded, ordered, picture

pytestmark = pytest.mark.django_db


def plain(**fields: Any) -> Picture:
    """One colour: whatever else is seen was drawn over it."""
    made = picture(encoded(Image.new("RGB", (800, 600), (40, 90, 60))), owner=agency(), **fields)
    make_renditions.func(made.pk)
    return again(made)


def again(made: Picture) -> Picture:
    return Picture.objects.get(pk=made.pk)


def is_covered(name: str) -> bool:
    with default_storage.open(name) as file:
        lightness = Image.open(BytesIO(file.read())).convert("L").getextrema()
    return bool(lightness[1] - lightness[0] > 100)


def in_the_library(asset: Any) -> str | None:
    """The file's name."""
    shown = thumbnails_of([asset])
    row = again(asset.carrier if asset.told_as == "picture" else asset.carrier.picture)
    sha256 = shown[asset.pk].sha256 if shown else ""
    return next((str(one.file.name) for one in row.renditions.all() if one.sha256 == sha256), None)


def seen(made: Picture) -> dict[str, bool | None]:
    """Is it covered, in the library and in Wagtail's lists? None: it is not drawn yet."""
    name = in_the_library(to_be_found().get(pk=made.asset_id))
    try:
        listed = is_covered(again_in_lists(made).get_rendition(LISTED).file.name)
    except NotDrawnYetError:
        listed = None
    return {"library": is_covered(name) if name else None, "lists": listed}


def again_in_lists(made: Picture) -> Picture:
    (one,) = Picture.objects.filter(pk=made.pk).prefetch_renditions(LISTED)
    return one


@pytest.mark.parametrize(
    ("fields", "covered"),
    [({"licence": "press"}, False), ({"licence": "internal"}, True), ({"usable_until": date(2020, 1, 1)}, True)],
)
def test_only_what_is_restricted_is_covered(fields: dict[str, Any], covered: bool) -> None:
    made = plain(**fields)
    assert seen(made) == {"library": covered, "lists": covered}
    assert {is_covered(row.file.name) for row in made.renditions.filter(sha256__in=clean(made))} == {False}


def clean(made: Picture) -> list[str]:
    return [one.sha256 for one in renditions(made) if one.name in ("thumb", "small", "large")]


def test_what_becomes_restricted_is_shown_nowhere_until_it_is_covered_and_clean_again_when_it_is_free() -> None:
    made = plain(licence="press")
    told = []
    for licence in ("internal", "press"):
        made = again(made)
        made.licence = licence
        made.save()
        told.append(seen(made))
        make_renditions.func(made.pk)
        told.append(seen(again(made)))
        assert all_made(again(made))
    covered, shown = {"library": True, "lists": True}, {"library": False, "lists": False}
    # Wagtail's lists follow when the job has been
    assert told == [{"library": None, "lists": False}, covered, {"library": False, "lists": True}, shown]


def test_withdrawn_consent_has_its_pictures_drawn_anew() -> None:
    consent = Consent.objects.create(name="Trần Thị B", scope=["web"], given_on=date(2026, 1, 1))
    made = plain()
    made.asset.people = [PersonShown(name="Trần Thị B", consent=consent)]
    made.asset.save()
    make_renditions.func(made.pk)
    other = picture(encoded(drawing((64, 48))))
    make_renditions.func(other.pk)
    default_task_backend.results.clear()
    consent.save()
    say_anew.func(*ordered("say_anew")[0])
    assert (ordered("say_anew"), ordered("make_renditions")) == ([[str(made.asset_id)]], [])
    consent.withdrawn_on, consent.withdrawal_reason = timezone.localdate(), "Không muốn nữa"
    consent.save()
    say_anew.func(str(made.asset_id))
    assert ordered("make_renditions") == [[made.pk]]


def test_record_of_many_orders_one_job_for_a_hundred() -> None:
    record = RightsRecord.objects.create(title="Hợp đồng", licence="press")
    content = encoded(drawing((8, 8)))
    for _number in range(3):
        picture(content, rights=record)
    default_task_backend.results.clear()
    record.save()
    uids = [str(uid) for uid in record.assets.order_by("pk").values_list("pk", flat=True)]
    assert ordered("say_anew") == [uids]


def test_picture_of_a_restricted_brand_asset_is_covered_where_it_stands_for_that_alone() -> None:
    made = plain(licence="press")
    brand = BrandAsset(title="Biểu trưng", slug="bieu-trung", picture=made, licence="internal")
    brand.save()
    assert [made.pk] in ordered("make_renditions")
    make_renditions.func(made.pk)
    name = in_the_library(to_be_found().get(pk=brand.asset_id))
    assert name is not None
    assert is_covered(name)
    assert seen(made) == {"library": False, "lists": False}


def test_what_lists_show_is_kept_as_long_as_they_show_it() -> None:
    made, now = plain(licence="internal"), timezone.now()
    count = made.renditions.count()
    assert count == len(STANDARD) + 2
    told = Pruned()
    prune_after(0, now, told, let_go=let_go.func)
    assert told == Pruned()
    made.licence = "press"
    made.save()
    make_renditions.func(made.pk)
    for at in (now, now + KEPT + timedelta(days=1)):
        prune_after(0, at, told, let_go=let_go.func)
    # the licence stands inside, so the clean ones are other ones too
    assert (told.noted, told.gone, made.renditions.count()) == (count, count, len(STANDARD))


def test_one_more_restricted_picture_in_the_library_costs_no_query(django_assert_num_queries: Any) -> None:
    counted = []
    for number in (1, 3):
        while Picture.objects.count() < number:
            make_renditions.func(picture(encoded(drawing((64, 48))), licence="internal").pk)
        assets = list(to_be_found())
        with django_assert_num_queries(5):
            counted.append(len(thumbnails_of(assets)))
    assert counted == [1, 3]


def test_words_are_slanting_over_the_same_picture() -> None:
    """Beside the words, it is the clean one."""
    made = plain(licence="internal")
    covered = in_the_library(made.asset)
    free = next(one for one in renditions(made) if one.name == "small")
    row = made.renditions.filter(sha256=free.sha256).first()
    assert (row is not None, covered is not None) == (True, True)
    with default_storage.open(str(covered)) as one, default_storage.open(row.file.name if row else "") as two:
        difference = ImageChops.difference(Image.open(one).convert("L"), Image.open(two).convert("L"))
    changed = sum(difference.histogram()[40:]) / (difference.width * difference.height)
    assert 0.02 < changed < 0.5
