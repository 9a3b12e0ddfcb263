"""What is taken from a clip is never freer than the clip, and is taken again when the clip's file is another one."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from media_library.clips.posters import give_poster
from media_library.models import Consent, PersonShown, Picture, RightsRecord, Video
from media_library.models.versions import Change
from media_library.rights.clearance import AssetFacts, Grant, Shown, somewhere, usable
from media_library.rights.clearing import facts_of, verdict_of
from media_library.rights.expiry import ending
from search.models import Touched
from tests.hub.publishing.test_asset_source import key_of
from tests.media_library.making import clip, drawing, encoded, let_go_of_files, ordered

TODAY = date(2026, 11, 27)
WORKER = Shown("Chị Hoa", needs_consent=True)


@pytest.mark.parametrize(
    ("of_clip", "reasons"),
    [
        (AssetFacts("press"), []),
        (AssetFacts("internal"), ["internal"]),
        (AssetFacts("press", usable_from=TODAY + timedelta(1)), ["not_yet"]),
        (AssetFacts("press", usable_until=TODAY - timedelta(1)), ["expired"]),
        (AssetFacts("press", grant=Grant("Hợp đồng", approved=False, licence="press", ended=True)), ["ended"]),
        (AssetFacts("press", grant=Grant("H", True, "press", uses=frozenset({"print"}))), ["use"]),
        (AssetFacts("press", grant=Grant("H", True, "press", languages=frozenset({"vi"}))), ["language"]),
        (AssetFacts("press", people=(WORKER,)), ["no_consent"]),
    ],
)
def test_a_still_may_be_used_as_its_clip_may(of_clip: AssetFacts, reasons: list[str]) -> None:
    verdict = usable(
        AssetFacts("CC-BY-4.0", people=(WORKER,) if of_clip.people else (), still_of=of_clip),
        use="web", day=TODAY, language="en", licences=frozenset({"CC-BY-4.0", "press"}),
    )  # fmt: skip
    assert [reason.code for reason in verdict.reasons] == reasons


def test_what_is_left_is_what_both_allow() -> None:
    contract = Grant("H", True, "press", uses=frozenset({"web", "print"}), territories=frozenset({"LA", "VN"}))
    still = AssetFacts(
        "CC-BY-4.0",
        usable_from=TODAY,
        usable_until=TODAY + timedelta(9),
        grant=Grant("I", True, "press", uses=frozenset({"web"}), territories=frozenset({"VN", "CN"})),
        still_of=AssetFacts(
            "press", usable_from=TODAY + timedelta(1), usable_until=TODAY + timedelta(5), grant=contract
        ),
    )
    assert (still.effective_licence, still.uses, somewhere(still)) == ("press", {"web"}, "VN")
    assert (still.first_day, still.last_day) == (TODAY + timedelta(1), TODAY + timedelta(5))


def film(mp4: bytes, **fields: Any) -> Video:
    made = Video(title="Sông Lam", file=ContentFile(mp4, name="a.mp4"), licence="CC-BY-4.0", **fields)
    made.save()
    give_poster(made)
    return made


def exchanged(made: Video, tmp_path: Path) -> Video:
    """Its file, by another one."""
    let_go_of_files()
    again = Video.objects.get(pk=made.pk)
    again.file = ContentFile(clip(tmp_path / "b.mp4", seconds=1, options=("-vf", "negate")), name="b.mp4")  # type: ignore[assignment] # a field takes a file
    again.save()
    return Video.objects.get(pk=made.pk)


@pytest.mark.django_db
def test_it_ends_with_the_clip_and_is_indexed_with_it(mp4: bytes) -> None:
    made = film(mp4)
    poster = made.poster
    record = RightsRecord.objects.create(title="Hợp đồng", usable_until=timezone.localdate() + timedelta(3))
    Touched.objects.all().delete()
    made.rights = record
    made.save()
    assert Touched.objects.filter(key=key_of(poster.uid)).exists()
    assert verdict_of(Picture.objects.get().asset).ok
    Touched.objects.all().delete()
    record.usable_until = timezone.localdate() - timedelta(1)
    record.save()
    assert Touched.objects.filter(key=key_of(poster.uid)).exists()
    assert [reason.code for reason in verdict_of(Picture.objects.get().asset).reasons] == ["expired"]
    assert [due.asset.pk for due in ending(timezone.localdate())] == [made.uid]


@pytest.mark.django_db
def test_another_file_of_the_clip_gives_it_a_new_still(mp4: bytes, tmp_path: Path) -> None:
    made = film(mp4)
    first = Picture.objects.get().sha256
    assert give_poster(Video.objects.get()) is None
    again = exchanged(made, tmp_path)
    assert ordered("make_poster")[-1] == [made.pk]
    give_poster(again)
    still = Picture.objects.get()
    assert (still == again.poster, still.sha256 != first) == (True, True)
    assert (still.asset.file_version, still.asset.still_version) == (2, 2)
    assert give_poster(Video.objects.get()) is None


@pytest.mark.django_db
def test_what_somebody_put_in_the_stills_place_stays(mp4: bytes, tmp_path: Path, admin_user: Any) -> None:
    made = film(mp4)
    still = Picture.objects.get()
    still.file = ContentFile(encoded(drawing()), name="bia.jpg")  # type: ignore[assignment] # a field takes a file
    still.change = Change(by=admin_user)
    still.save()
    assert give_poster(exchanged(made, tmp_path)) is None
    assert Picture.objects.get().asset.file_version == 2


@pytest.mark.django_db
def test_a_face_that_is_blurred_in_the_newest_file_only_closes_the_still_of_the_older(
    mp4: bytes, tmp_path: Path
) -> None:
    made = film(mp4)
    PersonShown.objects.create(asset=made.asset, name="Chị Hoa", face_visible=True, face_blurred=True)
    again = exchanged(made, tmp_path)
    PersonShown.objects.update(blur_seen_version=2, blur_seen_at=timezone.now())
    assert verdict_of(Video.objects.get().asset).ok
    assert [one.code for one in verdict_of(Picture.objects.get().asset).reasons] == ["no_consent"]
    again.asset.versions.filter(number=1).update(stays_inside=True)
    PersonShown.objects.all().delete()
    assert facts_of(Picture.objects.get().asset).effective_licence == "internal"
    give_poster(again)
    assert facts_of(Picture.objects.get().asset).effective_licence == "CC-BY-4.0"


@pytest.mark.django_db
def test_a_withdrawal_closes_the_stills(mp4: bytes) -> None:
    made = film(mp4)
    consent = Consent.objects.create(name="Chị Hoa", scope=["web"], given_on=date(2026, 1, 1))
    PersonShown.objects.create(asset=made.asset, name="Chị Hoa", face_visible=True, consent=consent)
    assert verdict_of(Picture.objects.get().asset).ok
    Touched.objects.all().delete()
    consent.withdrawn_on, consent.withdrawal_reason = timezone.localdate(), "Không muốn nữa"
    consent.save()
    assert Touched.objects.filter(key=key_of(Picture.objects.get().uid)).exists()
    assert [one.code for one in verdict_of(Picture.objects.get().asset).reasons] == ["consent_withdrawn"]
