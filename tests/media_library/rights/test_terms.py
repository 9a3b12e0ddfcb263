"""What is told of rights is the same wherever it is told: in the API, in a package and inside the files."""

from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile

from hub.registry.models import Person, PersonName
from media_library.description import describe_document, describe_video
from media_library.files.delivery import find_file
from media_library.finding.findable import asset_documents, to_be_found
from media_library.models import (
    Asset,
    AssetText,
    Basis,
    Consent,
    LibraryDocument,
    PersonShown,
    RightsRecord,
    SubtitleTrack,
    Video,
)
from media_library.packages.choosing import Chosen, files_of
from media_library.packages.purpose import Purpose, verdict_on
from media_library.packages.telling import told_of
from media_library.rights.statements import statement_of
from media_library.rights.terms import is_told, told_tracks
from media_library.shotlist.dope_sheet import dope_sheet
from media_library.shotlist.writing import Entry, Said, put_list
from media_library.subtitles.track_forms import form_key
from tests.media_library.making import picture

pytestmark = pytest.mark.django_db
PRESS = {
    "en": "Press use by partners, unaltered, with the credit line",
    "vi": "Báo chí đối tác được sử dụng, giữ nguyên, ghi nguồn",
}
LAO = "ໜອງບົວ"


def contract(**fields: Any) -> RightsRecord:
    return RightsRecord.objects.create(**{"title": "HĐ", "holder_name": "A", "licence": "press"} | fields)


def leaflet(record: RightsRecord | None = None, *scopes: list[str], **shown: Any) -> Asset:
    """Shows one person for every scope of a consent."""
    one = LibraryDocument(title="Tờ rơi", file=ContentFile(b"%PDF-1.7", name="a.pdf"), licence="press")
    one.rights = record
    one.save()
    for scope in scopes:
        consent = Consent.objects.create(name="Mây", scope=scope, given_on=date(2026, 1, 5))
        PersonShown.objects.create(asset=one.asset, **({"name": "Mây", "consent": consent} | shown))
    return Asset.objects.get(pk=one.asset.pk)


def outputs(asset: Asset, *names: str) -> tuple[dict[str, Any], dict[str, Any], dict[str, str]]:
    """Of API and manifest these keys; what the files say of their use."""
    rights, manifest = describe_document(asset.librarydocument)["rights"], told_of(asset, ["vi", "en"], [])
    return (
        {name: rights[name] for name in names},
        {name: manifest[name] for name in names},
        statement_of(asset).usage_terms,
    )


@pytest.mark.parametrize(
    ("uses", "scopes", "shown", "listed", "said"),
    [
        ([], [["web"]], {}, ["web"], {"en": ". Uses: web", "vi": ". Sử dụng cho: web"}),
        (
            [],
            [["web", "print"], ["print", "social"]],
            {},
            ["print"],
            {"en": ". Uses: print", "vi": ". Sử dụng cho: in"},
        ),
        (["web", "social"], [["web", "print"]], {}, ["web"], {"en": ". Uses: web", "vi": ". Sử dụng cho: web"}),
        (["print"], [["web"]], {}, None, {"en": ". Uses: none", "vi": ". Sử dụng cho: không có"}),
        ([], [["web"]], {"consent": None}, None, {"en": ". Uses: none", "vi": ". Sử dụng cho: không có"}),
        ([], [["web"]], {"basis": Basis.PUBLIC_EVENT}, [], {"en": "", "vi": ""}),
    ],
    ids=["one", "two", "record and consent", "nothing left", "no consent", "no say"],
)
def test_what_people_agreed_to_is_told_everywhere(
    uses: list[str], scopes: list[list[str]], shown: dict[str, Any], listed: list[str] | None, said: dict[str, str]
) -> None:
    told = {"uses": listed}
    asset = leaflet(contract(uses=uses), *scopes, **shown)
    assert outputs(asset, "uses") == (told, told, {tag: PRESS[tag] + said[tag] for tag in PRESS})


def test_consent_for_the_web_alone_keeps_it_out_of_print() -> None:
    asset = leaflet(None, ["web"])
    assert [one.code for one in verdict_on(asset, Purpose(use="print")).reasons] == ["consent_scope"]
    assert verdict_on(asset, Purpose(use="web")).ok


@pytest.mark.parametrize(
    ("fields", "en", "vi"),
    [
        ({"exclusive": True}, ". Exclusive rights", ". Quyền độc quyền"),
        ({"languages": ["vi", "lo"]}, ". Languages: Lao, Vietnamese", ". Ngôn ngữ: Tiếng Lào, Tiếng Việt"),
        ({"translation_allowed": False}, ". Not to be translated", ". Không được dịch"),
        ({"territories": ["VN"]}, ". Territories: Vietnam", ". Phạm vi lãnh thổ: Việt Nam"),
    ],
)
def test_limits_of_a_record_are_told_everywhere(fields: dict[str, Any], en: str, vi: str) -> None:
    names = ("exclusive", "territories", "translation_allowed", "modification_allowed")
    free = {"exclusive": False, "territories": [], "translation_allowed": True, "modification_allowed": False}
    told = free | {name: value for name, value in fields.items() if name in names}
    asset = leaflet(contract(**fields))
    assert outputs(asset, *names) == (told, told, {"en": PRESS["en"] + en, "vi": PRESS["vi"] + vi})


def test_what_may_be_changed_is_told_everywhere() -> None:
    told = {"modification_allowed": True}
    assert outputs(leaflet(contract(modification_allowed=True)), "modification_allowed") == (
        told,
        told,
        {
            "en": "Press use by partners, with the credit line; may be changed",
            "vi": "Báo chí đối tác được sử dụng, ghi nguồn; được chỉnh sửa",
        },
    )


@pytest.mark.parametrize(("licence", "allowed"), [("CC-BY-4.0", True), ("press", False)])
def test_an_open_licence_cannot_forbid_changes(licence: str, allowed: bool) -> None:
    record = RightsRecord(title="HĐ", holder_name="A", licence=licence)
    record.full_clean()
    assert record.modification_allowed is allowed


def test_what_a_draft_says_is_told_to_nobody() -> None:
    words = {
        "terms": "Không quảng cáo",
        "third_party": "NHK",
        "terms_url": "https://a.vn",
        "data_mining": "DMI-PROHIBITED",
    }
    asset = leaflet(contract(live=False, uses=["web"], **words))
    names = ("holder", "terms", "third_party", "terms_url", "data_mining", "uses")
    assert {name: describe_document(asset.librarydocument)["rights"][name] for name in names} == {
        "holder": "",
        "terms": "",
        "third_party": "",
        "terms_url": None,
        "data_mining": None,
        "uses": ["web"],
    }
    assert {name: told_of(asset, ["vi"], [])[name] for name in ("own_terms", "third_party", "terms_url", "uses")} == {
        "own_terms": "",
        "third_party": "",
        "terms_url": f"{settings.BASE_URL}/licences/#press",
        "uses": ["web"],
    }


# --- languages --------------------------------------------------------------------------------------------------------


@pytest.fixture
def film(mp4: bytes) -> Video:
    """Words, subtitles, a shot and a sound bite, in Vietnamese and Lao."""
    made = Video(title="Sông Lam", file=ContentFile(mp4, name="a.mp4"), licence="press")
    made.texts = [
        AssetText(language="vi", title="Hồ sen", keywords="sen"),
        AssetText(language="lo", title=LAO, keywords=LAO),
    ]
    made.save()
    for tag, words in (("vi", "Xin chào"), ("lo", LAO)):
        content = f"WEBVTT\n\n00:00.500 --> 00:02.000\n{words}\n".encode()
        SubtitleTrack.objects.create(video=made, language=tag, file=ContentFile(content, name=f"{tag}.vtt"))
    said = {"vi": Said("Hồ sen"), "lo": Said(LAO)}
    put_list(made.asset, [Entry(0, 1_000, said), Entry(1_000, 2_000, said, role="bite", language="vi")], by=None)
    return made


def under(film: Video, **fields: Any) -> Video:
    film.rights = contract(**fields)
    film.save()
    return Video.objects.get(pk=film.pk)


BOTH = ["lo", "vi"]
LIMITS = pytest.mark.parametrize(
    ("fields", "languages"),
    [({}, BOTH), ({"translation_allowed": False}, ["vi"]), ({"languages": ["vi", "en"]}, ["vi"])],
    ids=["free", "not to be translated", "two languages"],
)


@LIMITS
def test_the_api_tells_words_in_the_languages_of_the_rights(
    film: Video, fields: dict[str, Any], languages: list[str]
) -> None:
    told = describe_video(under(film, **fields))
    assert list(told["texts"]) == languages
    assert told["keywords"] == [{"lo": LAO, "vi": "sen"}[tag] for tag in languages]
    assert [one["lang"] for one in told["subtitles"]] == languages
    assert sorted(one["lang"] for one in told["chapters"]) == languages
    (shot,), (bite,) = told["shots"], told["sound_bites"]
    words = {"lo": LAO, "vi": "Hồ sen"}
    assert shot["texts"] == {tag: {"description": words[tag]} for tag in languages}
    assert (bite["verbatim"], bite["texts"]) == (
        "Hồ sen",
        {tag: {"translation": words[tag]} for tag in languages if tag != "vi"},
    )


@LIMITS
def test_asked_for_a_language_the_api_tells_nothing_in_another(
    film: Video, fields: dict[str, Any], languages: list[str]
) -> None:
    told, there = describe_video(under(film, **fields), "lo"), "lo" in languages
    assert (told["title"], told["keywords"]) == ((LAO, [LAO]) if there else ("Sông Lam", []))
    assert told["shots"][0]["description"] == (LAO if there else "")
    assert told["sound_bites"][0]["translation"] == (LAO if there else "")


@LIMITS
def test_a_package_takes_subtitles_in_the_languages_of_the_rights(
    film: Video, fields: dict[str, Any], languages: list[str]
) -> None:
    found = files_of(under(film, **fields).asset, "original", BOTH, place=1, title="Sông Lam")
    assert sorted({one.language for one in found if one.role == "subtitles"}) == languages
    assert (LAO in sheet_in("lo", found), "[vi] Hồ sen" in sheet_in("lo", found)) == (
        ("lo" in languages), ("lo" not in languages),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "languages", "codes"),
    [
        ({"languages": ["vi", "lo"]}, ("en", "fr"), ["language"]),
        ({"languages": ["vi", "lo"]}, ("en", "lo"), []),
        ({"languages": ["vi", "lo"]}, (), []),
        ({"translation_allowed": False}, ("en",), []),
    ],
)
def test_what_may_be_used_in_none_of_its_languages_goes_into_no_package(
    film: Video, fields: dict[str, Any], languages: tuple[str, ...], codes: list[str]
) -> None:
    purpose = Purpose("web", languages=languages)
    assert [one.code for one in verdict_on(under(film, **fields).asset, purpose).reasons] == codes


def test_what_is_refused_in_each_of_its_languages_says_why_of_each(film: Video) -> None:
    still = picture(rights=contract(languages=["en"]), still_of=under(film, languages=["lo"]))
    verdict = verdict_on(Asset.objects.get(pk=still.asset.pk), Purpose("web", languages=("en", "lo")))
    assert [one.words for one in verdict.reasons] == [
        "It may be used in these languages only: Lao.",
        "It may be used in these languages only: English.",
    ]


def sheet_in(language: str, found: list[Chosen]) -> str:
    (one,) = [file for file in found if (file.role, file.language) == ("dope_sheet", language)]
    return (one.content or b"").decode()


@LIMITS
def test_subtitles_that_may_not_leave_are_for_the_house(
    film: Video, fields: dict[str, Any], languages: list[str]
) -> None:
    video = under(film, **fields)
    for track in SubtitleTrack.objects.filter(video=video):
        for key, name in ((track.sha256, "a.vtt"), (form_key(track, "srt"), "a.srt")):
            stored = find_file(video.uid, key[:16], name)
            assert stored is not None
            assert stored.internal is (track.language not in languages)


@LIMITS
def test_a_hit_shows_words_in_the_languages_of_the_rights(
    film: Video, fields: dict[str, Any], languages: list[str]
) -> None:
    under(film, **fields)
    (document,) = asset_documents(list(to_be_found()), {})
    assert (sorted(document.shown["texts"]), sorted(document.shown["names"])) == (languages, languages)


def test_what_is_said_may_be_written_down_where_it_may_not_be_translated(film: Video) -> None:
    film.spoken_language = "lo"
    video = under(film, translation_allowed=False)
    assert [track.language for track in told_tracks(video)] == ["lo"]
    assert [is_told(track) for track in sorted(video.subtitles.all(), key=lambda one: one.language)] == [True, False]


@pytest.mark.parametrize(("withdrawn", "name"), [(None, "Bà Mây"), (date(2026, 2, 1), "")])
def test_who_speaks_is_not_told_once_the_consent_is_withdrawn(film: Video, withdrawn: date | None, name: str) -> None:
    person = Person(code="may", names=[PersonName(language="vi", name="Bà Mây")])
    person.save()
    put_list(film.asset, [Entry(0, 900, {"vi": Said("Chào")}, role="bite", language="vi", speaker=person)], by=None)
    reason = "Đổi ý" if withdrawn else ""
    consent = Consent.objects.create(
        person=person, scope=["web"], given_on=date(2026, 1, 5), withdrawn_on=withdrawn, withdrawal_reason=reason
    )
    PersonShown.objects.create(asset=film.asset, person=person, consent=consent, named=True)
    told = describe_video(Video.objects.get(pk=film.pk), "vi")
    assert told["sound_bites"][0]["speaker"] == {"id": "may" if name else None, "name": name}
    assert told["people"] == ([{"id": "may", "name": name}] if name else [])
    assert ("Bà Mây" in dope_sheet(Asset.objects.get(pk=film.asset.pk), "vi")) is bool(name)
