"""A list is changed as one: whole, by somebody who may, and whatever shows the clip hears of it."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from wagtail.models import Collection, ModelLogEntry

from hub.registry.models import Person, PersonName, Place
from hub.staff.models import User
from media_library.description import describe_video
from media_library.models import Asset, Basis, Passage, PersonShown, Video
from media_library.shotlist.telling import chapters
from media_library.shotlist.writing import Entry, Said, advice, put_list, state_of
from tests.media_library.packages.room import may_see

pytestmark = pytest.mark.django_db
RIVER = Entry(0, 2_000, {"vi": Said("Toàn cảnh sông"), "en": Said("Wide view of the river")})


@pytest.fixture
def asset(mp4: bytes) -> Asset:
    made: Asset = Video.objects.create(title="Sông Lam", file=ContentFile(mp4, name="a.mp4")).asset
    return made


def weaver() -> Person:
    made = Person(code="lan", fictional=True)
    made.names.add(PersonName(language="vi", name="Lan"), PersonName(language="en", name="Ms Lan"))
    made.save()
    return made


def bite(**more: object) -> Entry:
    said = {"lo": Said("ສະບາຍດີ", "ນາງ ລານ"), "vi": Said("Xin chào"), "en": Said("Hello", "Lan, weaver")}
    return Entry(**{"starts": 2_000, "ends": 4_000, "said": said, "role": "bite", "language": "lo"} | more)  # type: ignore[arg-type]


def told(asset: Asset, language: str | None) -> dict[str, object]:
    described = describe_video(Video.objects.get(asset=asset), language)
    return {name: described[name] for name in ("shots", "sound_bites")}


def test_what_partners_are_told_in_one_language(asset: Asset) -> None:
    place = Place.objects.create(code="song-lam", kind="river")
    put_list(asset, [bite(speaker=weaver()), Entry(0, 2_000, RIVER.said, places=[place])], by=None)
    assert told(asset, "en") == {
        "shots": [
            {
                "start": 0.0,
                "end": 2.0,
                "description": "Wide view of the river",
                "places": [{"code": "song-lam", "name": ""}],
                "people": [],
            }
        ],
        "sound_bites": [
            {
                "start": 2.0,
                "end": 4.0,
                "lang": "lo",
                "speaker": {"id": "lan", "name": "Lan, weaver"},
                "verbatim": "ສະບາຍດີ",
                "translation": "Hello",
            }
        ],
    }


def test_what_partners_are_told_in_all(asset: Asset) -> None:
    put_list(asset, [RIVER, bite()], by=None)
    assert told(asset, None) == {
        "shots": [
            {
                "start": 0.0,
                "end": 2.0,
                "texts": {
                    "en": {"description": "Wide view of the river"},
                    "vi": {"description": "Toàn cảnh sông"},
                },
                "places": [],
                "people": [],
            }
        ],
        "sound_bites": [
            {
                "start": 2.0,
                "end": 4.0,
                "lang": "lo",
                "speaker": {"id": None, "name": "ນາງ ລານ"},
                "verbatim": "ສະບາຍດີ",
                "texts": {"en": {"translation": "Hello"}, "vi": {"translation": "Xin chào"}},
            }
        ],
    }


def test_in_the_language_that_is_spoken_nothing_is_translated(asset: Asset) -> None:
    put_list(asset, [bite()], by=None)
    assert told(asset, "lo")["sound_bites"] == [
        {
            "start": 2.0,
            "end": 4.0,
            "lang": "lo",
            "speaker": {"id": None, "name": "ນາງ ລານ"},
            "verbatim": "ສະບາຍດີ",
            "translation": None,
        }
    ]


def test_a_draft_without_words_is_told_to_nobody(asset: Asset) -> None:
    put_list(asset, [Entry(0, 2_000, {})], by=None)
    assert told(asset, None) == {"shots": [], "sound_bites": []}
    assert advice(asset, 4_000) == ["1 entry has no words yet: it is not given out."]


def test_people_in_a_shot_are_told_where_the_clip_names_them(asset: Asset) -> None:
    person = weaver()
    put_list(asset, [Entry(0, 2_000, RIVER.said, people=[person])], by=None)
    shown = PersonShown.objects.create(asset=asset, person=person, basis=Basis.PUBLIC_EVENT, named=False)
    assert told(asset, "en")["shots"][0]["people"] == []  # type: ignore[index]
    shown.named = True
    shown.save()
    assert told(asset, "en")["shots"][0]["people"] == [{"id": "lan", "name": "Ms Lan"}]  # type: ignore[index]


def test_a_language_that_is_not_in_the_entry_stays(asset: Asset) -> None:
    put_list(asset, [RIVER], by=None)
    row = Passage.objects.get()
    put_list(asset, [Entry(0, 3_000, {"vi": Said("Sông")}, pk=row.pk)], by=None)
    kept = Passage.objects.get()
    assert (kept.pk, kept.ends) == (row.pk, 3_000)
    assert {text.language: text.words for text in kept.texts.all()} == {"vi": "Sông", "en": "Wide view of the river"}


def test_a_row_that_is_in_no_entry_goes_and_one_of_another_clip_is_not_touched(asset: Asset, mp4: bytes) -> None:
    other = Video.objects.create(title="Khác", file=ContentFile(mp4, name="b.mp4")).asset
    put_list(other, [RIVER], by=None)
    foreign = Passage.objects.get()
    put_list(asset, [RIVER], by=None)
    put_list(asset, [Entry(1_000, 2_000, RIVER.said, pk=foreign.pk)], by=None)
    assert [(row.starts, row.ends) for row in asset.passages.all()] == [(1_000, 2_000)]
    assert [(row.pk, row.starts) for row in other.passages.all()] == [(foreign.pk, 0)]


def test_who_may_not_change_clips_changes_no_list(asset: Asset) -> None:
    user = User.objects.create_user("u", password="mot-mat-khau-dai")
    with pytest.raises(PermissionDenied):
        put_list(asset, [RIVER], by=user)
    user.user_permissions.add(Permission.objects.get(codename="change_video"))
    may_see(user, Collection.get_first_root_node())
    user = User.objects.get(pk=user.pk)
    put_list(asset, [RIVER], by=user)
    entry = ModelLogEntry.objects.get(action="media_library.shotlist")
    assert (entry.user, entry.object_id, entry.data) == (user, str(asset.pk), {"count": 1})


def test_another_state_for_every_change(asset: Asset) -> None:
    states = [state_of(asset)]
    put_list(asset, [RIVER], by=None)
    states.append(state_of(asset))
    row = Passage.objects.get()
    put_list(asset, [Entry(0, 2_000, {"fr": Said("Le fleuve")}, pk=row.pk)], by=None)
    states.append(state_of(asset))
    assert len(set(states)) == 3
    put_list(asset, [Entry(0, 2_000, {"fr": Said("Le fleuve")}, pk=row.pk)], by=None)
    assert state_of(asset) == states[-1]


def test_what_somebody_ought_to_know(asset: Asset) -> None:
    person = weaver()
    late = Entry(1_000, 9_000, RIVER.said, people=[person])
    put_list(asset, [RIVER, late], by=None)
    assert advice(asset, 4_000) == [
        "The shots at 00:00 and 00:01 overlap.",
        "00:09 lies beyond the end of the present file.",
        "Lan is not among the people shown: nobody has noted a consent.",
    ]
    PersonShown.objects.create(asset=asset, person=person, basis=Basis.PUBLIC_EVENT)
    put_list(asset, [RIVER, bite(speaker=person)], by=None)
    assert advice(Asset.objects.get(), 4_000) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts": 2_000, "ends": 2_000},
        {"role": "shot", "language": "vi"},
        {"role": "bite", "language": ""},
    ],
)
def test_the_database_refuses_what_makes_no_sense(asset: Asset, wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Passage.objects.create(**{"asset": asset, "starts": 0, "ends": 1_000} | wrong)


def test_chapters_are_the_shots_of_one_language(asset: Asset) -> None:
    odd = Entry(2_000, 3_500, {"en": Said("A <b> & -->\n\nmore")})
    put_list(asset, [RIVER, odd, bite()], by=None)
    assert chapters(asset, "en") == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nWide view of the river\n\n"
        "00:00:02.000 --> 00:00:03.500\nA &lt;b> &amp; → more\n"
    )
    assert chapters(asset, "fr") == ""
