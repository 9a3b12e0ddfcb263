from datetime import date, timedelta
from itertools import chain
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from hub.registry.models import (
    Agency,
    AgencyName,
    Fact,
    FactWording,
    Office,
    OfficeHolding,
    OfficeTitle,
    Person,
    PersonName,
    Place,
    PlaceName,
    Plan,
    PlanTask,
    Subject,
    SubjectName,
)
from media_library.models import Asset, AssetText, Picture, RightsRecord, Video
from media_library.shotlist.writing import Entry, Said, put_list
from tests.hub.partners.ledger import tell, work
from tests.hub.partners.test_access import problem
from tests.media_library.making import drawing, encoded, picture
from tests.newsroom import article, column, open_newsroom, publish, relay, translate

pytestmark = pytest.mark.django_db
API = "http://127.0.0.1:8000/api/v1"
LISTS = ["columns", "dossiers", "agencies", "places", "people", "facts", "tasks", "subjects"]


@pytest.fixture
def photo(settings: Any, tmp_path: Any) -> Picture:
    settings.MEDIA_ROOT = tmp_path
    open_newsroom()
    made = picture(encoded(drawing((320, 240))), title="Hồ sen", licence="CC-BY-4.0")
    made.texts = [AssetText(language="vi", alt="Hồ sen", caption="Hồ sen ở Kim Liên.")]
    made.save()
    return made


# --- media -----------------------------------------------------------------------------------------------------------


def test_a_picture_is_told_while_an_edition_shows_it(ask, photo: Picture):
    assert problem(ask(f"media/{photo.uid}")) == (404, "not-found")
    tell(1, references=(("picture", str(photo.uid)),))
    told = ask(f"media/{photo.uid}").json()
    assert (told["id"], told["kind"], told["texts"]) == (
        str(photo.uid), "picture", {"vi": {"alt": "Hồ sen", "caption": "Hồ sen ở Kim Liên.", "title": "", "keywords": []}},
    )  # fmt: skip
    assert {rendition["href"].partition("/media/")[0] for rendition in told["renditions"]} == {"http://127.0.0.1:8000"}
    assert ask(f"media/{photo.uid}?lang=vi").json()["alt"] == "Hồ sen"
    tell(1, change="withdrawn")
    assert problem(ask(f"media/{photo.uid}")) == (404, "not-found")


@pytest.fixture
def clip(settings: Any, tmp_path: Any, mp4: bytes) -> Video:
    settings.MEDIA_ROOT = tmp_path
    made = Video(title="Sông Lam", file=ContentFile(mp4, name="a.mp4"), licence="CC-BY-4.0")
    made.save()
    said = {"vi": Said("Toàn cảnh sông"), "en": Said("Wide view of the river")}
    put_list(made.asset, [Entry(0, 2_000, said)], by=None)
    return made


def test_a_clip_brings_its_shots_and_its_chapters(ask, client: Client, clip: Video):
    tell(1, references=(("video", str(clip.uid)),))
    told = ask(f"media/{clip.uid}?lang=en").json()
    assert (told["shots"], told["sound_bites"]) == (
        [{"start": 0.0, "end": 2.0, "description": "Wide view of the river", "places": [], "people": []}],
        [],
    )
    english = next(one for one in told["chapters"] if one["lang"] == "en")
    chapters = client.get(english["href"].removeprefix("http://127.0.0.1:8000"))
    assert (chapters["Content-Type"], chapters.content.decode()) == (
        "text/vtt; charset=utf-8",
        "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nWide view of the river\n",
    )


def test_the_dope_sheet_goes_as_far_as_its_clip(ask, key: str, clip: Video, photo: Picture):
    assert problem(ask(f"media/{clip.uid}/dope-sheet")) == (404, "not-found")
    tell(1, references=(("video", str(clip.uid)), ("picture", str(photo.uid))))
    sheet = ask(f"media/{clip.uid}/dope-sheet")
    assert (sheet["Content-Type"], sheet["Content-Disposition"]) == (
        "text/plain; charset=utf-8", 'attachment; filename="song-lam.en.txt"',
    )  # fmt: skip
    assert "1. 00:00 – 00:02  Wide view of the river" in sheet.content.decode()
    assert ask(f"media/{clip.uid}/dope-sheet", if_none_match=sheet["ETag"]).status_code == 304
    assert "1. 00:00 – 00:02  Toàn cảnh sông" in ask(f"media/{clip.uid}/dope-sheet?lang=vi").content.decode()
    assert problem(ask(f"media/{clip.uid}/dope-sheet?lang=english")) == (400, "malformed-parameter")
    assert problem(ask(f"media/{photo.uid}/dope-sheet")) == (404, "not-found")
    Asset.objects.update(licence="press")
    assert problem(ask(f"media/{clip.uid}/dope-sheet")) == (403, "not-entitled")
    assert ask(f"media/{clip.uid}/dope-sheet", key).status_code == 200


def test_a_picture_of_a_press_edition_is_for_partners(ask, key: str, photo: Picture):
    tell(1, licence="press", references=(("picture", str(photo.uid)),))
    assert problem(ask(f"media/{photo.uid}")) == (403, "not-entitled")
    assert ask(f"media/{photo.uid}", key).status_code == 200


def test_a_press_picture_in_an_open_edition_is_for_partners(ask, key: str, photo: Picture):
    Asset.objects.update(licence="press")
    tell(1, references=(("picture", str(photo.uid)),))
    assert problem(ask(f"media/{photo.uid}")) == (403, "not-entitled")
    assert ask(f"media/{photo.uid}", key).status_code == 200


@pytest.mark.parametrize("days", [{"usable_from": 1}, {"usable_until": -1}])
def test_outside_its_days_of_use_a_picture_is_refused(ask, key: str, photo: Picture, days: dict[str, int]):
    tell(1, references=(("picture", str(photo.uid)),))
    Asset.objects.update(**{name: timezone.localdate() + timedelta(days=count) for name, count in days.items()})
    refused = ask(f"media/{photo.uid}", key)
    assert problem(refused) == (403, "not-entitled")
    words = {"usable_from": "It is under embargo: it may be used from", "usable_until": "It could be used until"}
    assert words[next(iter(days))] in refused.json()["detail"]
    assert refused.json()["reasons"] == ["not_yet" if "usable_from" in days else "expired"]


def test_a_refusal_gives_every_reason(ask, key: str, photo: Picture):
    tell(1, references=(("picture", str(photo.uid)),))
    photo.rights = RightsRecord.objects.create(
        title="Hợp đồng", holder_name="A", uses=["web"], territories=["VN", "LA"], licence="CC-BY-4.0"
    )
    photo.save()
    for query in ("territory=VN", "territory=LA&use=web"):
        assert ask(f"media/{photo.uid}?{query}", key).status_code == 200
    refused = ask(f"media/{photo.uid}?territory=JP&use=print", key)
    assert problem(refused) == (403, "not-entitled")
    assert refused.json()["reasons"] == ["use", "territory"]
    assert ask(f"media/{photo.uid}").json()["reasons"] == ["territory"]  # without a territory: everywhere


@pytest.mark.parametrize("query", ["use=tv", "territory=XX", "territory=vn", "lang=xx", "lang=vi&lang=vi", "a=1"])
def test_media_refuses_bad_parameters(ask, query: str):
    assert problem(ask(f"media/{work(1)}?{query}"))[0] == 400


# --- reference lists -------------------------------------------------------------------------------------------------


def registry(number: int) -> None:
    """One row of everything, with names in two languages."""
    agency = Agency(code=f"agency-{number}", kind="press", valid_from=date(2020, 1, 1))
    agency.names = [
        AgencyName(language="vi", name="Tên cũ", valid_to=date(2024, 12, 31)),
        AgencyName(language="vi", name="Tên mới", valid_from=date(2025, 1, 1)),
        AgencyName(language="en", name="New name"),
    ]
    agency.save()
    place = Place(code=f"place-{number}", kind="site", latitude="18.67", longitude="105.57")
    place.names = [PlaceName(language="vi", name="Làng Sen")]
    place.save()
    person = Person(code=f"person-{number}", born=date(1960, 5, 1))
    person.names = [PersonName(language="vi", name="Nguyễn Văn A")]
    person.save()
    office = Office(code=f"office-{number}", agency=agency)
    office.titles = [OfficeTitle(language="vi", title="Giám đốc")]
    office.holdings = [OfficeHolding(person=person, valid_from=date(2021, 1, 1))]
    office.save()
    fact = Fact(
        code=f"fact-{number}",
        value="16486.5",
        decimals=1,
        unit="km²",
        as_of=date(2024, 12, 31),
        source="Niên giám",
        owner=agency,
    )
    fact.wordings = [FactWording(language="vi", label="Diện tích", text="Tỉnh rộng {value}.")]
    fact.save()
    plan, _made = Plan.objects.get_or_create(number="1/KH", issued=date(2026, 1, 1), title_vi="Kế hoạch")
    PlanTask.objects.create(plan=plan, code=f"3.{number}", title_vi="Nhiệm vụ", title_en="Task", position=number)
    subject = Subject(code=f"0100000{number}")
    subject.names = [SubjectName(language="vi", name="văn hóa")]
    subject.save()


def test_registry_rows(ask):
    registry(1)
    told = {name: ask(name).json()["items"] for name in LISTS}
    assert told == {
        "columns": [],
        "dossiers": [],
        "agencies": [
            {
                "id": "agency-1", "kind": "press", "names": {"en": "New name", "vi": "Tên mới"},
                "name_history": [
                    {"lang": "en", "name": "New name", "valid_from": None, "valid_to": None, "status": "approved"},
                    {"lang": "vi", "name": "Tên cũ", "valid_from": None, "valid_to": "2024-12-31", "status": "approved"},
                    {"lang": "vi", "name": "Tên mới", "valid_from": "2025-01-01", "valid_to": None, "status": "approved"},
                ],
                "parent": None, "successor": None, "website": None, "valid_from": "2020-01-01", "valid_to": None,
            }
        ],
        "places": [
            {
                "id": "place-1", "kind": "site", "names": {"vi": "Làng Sen"},
                "name_history": [{"lang": "vi", "name": "Làng Sen", "valid_from": None, "valid_to": None, "status": "approved"}],
                "parent": None, "successors": [], "latitude": 18.67, "longitude": 105.57, "valid_from": None, "valid_to": None,
            }
        ],
        "people": [
            {
                "id": "person-1", "names": {"vi": "Nguyễn Văn A"}, "name_ascii": None, "born": "1960-05-01", "died": None,
                "fictional": False,
                "offices": [
                    {"id": "office-1", "agency": "agency-1", "titles": {"vi": "Giám đốc"}, "valid_from": "2021-01-01", "valid_to": None}
                ],
            }
        ],
        "facts": [
            {
                "id": "fact-1", "value": "16486.5", "unit": "km²", "as_of": "2024-12-31", "source": "Niên giám", "source_url": None,
                "owner": "agency-1", "expires": None, "status": "approved", "supersedes": None,
                "wordings": {"vi": {"label": "Diện tích", "text": "16.486,5 km²", "sentence": "Tỉnh rộng 16.486,5 km²."}},
            }
        ],
        "tasks": [
            {
                "id": "3.1", "plan": "1/KH", "names": {"vi": "Nhiệm vụ", "en": "Task"}, "parent": None, "lead": None, "years": None,
                "carried_by_product": False,
            }
        ],
        "subjects": [
            {
                "id": "medtop:01000001", "uri": "http://cv.iptc.org/newscodes/mediatopic/01000001", "names": {"vi": "văn hóa"},
                "broader": None,
            }
        ],
    }  # fmt: skip


def test_names_in_one_language(ask):
    registry(1)
    assert ask("agencies?lang=en").json()["items"][0]["name"] == "New name"
    assert ask("people?lang=vi").json()["items"][0]["offices"][0]["title"] == "Giám đốc"
    assert ask("facts?lang=vi").json()["items"][0]["sentence"] == "Tỉnh rộng 16.486,5 km²."
    assert ask("tasks?lang=lo").json()["items"][0]["name"] == "Task"


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_whatever_they_hold(ask, count: int, django_assert_num_queries):
    for number in range(1, count + 1):
        registry(number)
        tell(number, kind="dossier")
    cost = {"dossiers": 2, "agencies": 2, "places": 3, "people": 4, "facts": 2, "tasks": 1, "subjects": 2}
    for name, queries in cost.items():
        with django_assert_num_queries(queries):
            assert len(ask(name).json()["items"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_columns_cost_the_same_whatever_they_hold(ask, count: int, django_assert_num_queries):
    for number in range(count):
        column(f"Mục {number}", f"muc-{number}")
    ask("columns")
    with django_assert_num_queries(2):
        assert len(ask("columns").json()["items"]) == count


@pytest.mark.parametrize("name", ["agencies", "places", "people", "facts", "tasks", "subjects"])
def test_lists_are_paged(ask, name: str):
    for number in range(1, 4):
        registry(number)
    pages, path = [], f"{name}?limit=2&lang=vi"
    while path:
        answer = ask(path).json()
        pages.append([row["id"] for row in answer["items"]])
        path = (answer["next"] or "").removeprefix(f"{API}/")
    assert [len(page) for page in pages] == [2, 1]
    assert len(set(chain.from_iterable(pages))) == 3


def test_columns_and_dossiers_in_the_languages_they_are_released_in(ask):
    page = article()
    publish(page)
    translate(page, "lo")
    relay()
    shelf = page.get_parent().specific
    tell(5, "lo", kind="dossier")
    everything = ask("columns").json()["items"]
    assert [(row["id"], row["names"]) for row in everything] == [
        (str(shelf.translation_key), {"lo": "[lo] Văn hóa", "vi": "Văn hóa"})
    ]
    assert ask("columns?lang=lo").json()["items"][0]["name"] == "[lo] Văn hóa"
    assert ask("columns?lang=ja").json()["items"] == []
    assert [row["names"] for row in ask("dossiers").json()["items"]] == [{"lo": "Bài 5"}]
    assert ask("dossiers?lang=vi").json()["items"] == []
    column_id = everything[0]["id"]
    assert len(ask(f"items?column={column_id}").json()["items"]) == 2


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("query", ["lang=xx", "limit=0", "limit=201", "cursor=x", "q=1", "limit=1&limit=2"])
def test_lists_refuse_bad_parameters(ask, name: str, query: str):
    assert problem(ask(f"{name}?{query}"))[0] == 400


@pytest.mark.parametrize("value", ["x", "9" * 30])
def test_a_cursor_with_a_foreign_key_is_400(ask, value: str):
    from hub.partners.api.cursors import fingerprint, seal  # noqa: PLC0415 - slow import

    for name in LISTS:
        assert ask(f"{name}?cursor={seal('list', fingerprint((name, None)), value)}").status_code in (200, 400)
