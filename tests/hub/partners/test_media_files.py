"""What an answer of the API names can be taken: by everybody, by an address lent to one partner, and not a moment longer."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from hub.partners.keys import create_key
from hub.partners.models import Partner
from media_library.clips.posters import give_poster
from media_library.clips.preparing import advance, advance_recording
from media_library.clips.rights_inside import stamp_proxy
from media_library.models import (
    Asset,
    AssetText,
    Audio,
    BrandAsset,
    Consent,
    FileVersion,
    Package,
    PersonShown,
    Picture,
    RightsRecord,
    SubtitleTrack,
    Video,
)
from media_library.models.consents import Basis
from media_library.packages import ordering
from media_library.shotlist.writing import Entry, Said, put_list
from tests.hub.partners.ledger import tell
from tests.hub.partners.test_access import problem
from tests.hub.partners.test_search import settle, story
from tests.media_library.making import clip as filmed
from tests.media_library.making import document, drawing, encoded, pdf, picture
from tests.media_library.packages.room import blurred_anew, librarian, made
from tests.newsroom import open_newsroom

pytestmark = pytest.mark.django_db
HERE = "http://127.0.0.1:8000"
PUBLIC = f"{HERE}/media/"
LENT = f"{HERE}/api/v1/media/"
ONLY_LAO = {"territories": ["LA"]}


@pytest.fixture(autouse=True)
def _own_store(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    open_newsroom()


@pytest.fixture
def photo() -> Picture:
    made = picture(encoded(drawing((320, 240))), title="Hồ sen", licence="press")
    made.texts = [AssetText(language="vi", alt="Hồ sen", caption="Hồ sen ở Kim Liên.")]
    made.save()
    return made


@pytest.fixture(scope="module")
def from_a_camera(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Says where it was filmed."""
    where = ("-metadata", "location=+18.6700+105.5700/", "-metadata", "location-eng=+18.6700+105.5700/")
    return filmed(tmp_path_factory.mktemp("clip") / "a.mp4", seconds=2, options=where)


@pytest.fixture
def film(from_a_camera: bytes) -> Video:
    """Prepared, with its rights inside, a poster, subtitles and shots."""
    made = Video(title="Sông Lam", file=ContentFile(from_a_camera, name="a.mp4"), licence="press", credit="Đài Nghệ An")
    made.save()
    track = ContentFile(b"WEBVTT\n\n00:00.000 --> 00:01.000\nA\n", name="a.vtt")
    SubtitleTrack(video=made, language="vi", file=track).save()
    put_list(made.asset, [Entry(0, 1_000, {"vi": Said("Toàn cảnh sông")})], by=None)
    while advance(made.pk):
        pass
    made = Video.objects.get(pk=made.pk)
    give_poster(made)
    stamp_proxy(made)
    # what the door of uploads reads in it
    FileVersion.objects.filter(asset=made.asset).update(
        proposals=[{"field": "gps", "value": "18.67, 105.57", "source": "file"}]
    )
    return Video.objects.get(pk=made.pk)


@pytest.fixture
def lao(partner: Partner) -> str:
    """The key of the station in Viêng Chăn."""
    Partner.objects.filter(pk=partner.pk).update(country="LA")
    return create_key(partner, by=None, name="play-out")[1]


def limited(carrier: Any, **record: Any) -> None:
    """Its rights are those of a record."""
    record = {"title": "Hợp đồng 7", "holder_name": "A", "licence": "press", **record}
    for asset in {carrier.asset, *([carrier.poster.asset] if getattr(carrier, "poster", None) else [])}:
        asset.rights = RightsRecord.objects.create(**record)
        asset.save()


def shown(carrier: Any, kind: str) -> None:
    poster = getattr(carrier, "poster", None)
    story(1, how={"references": ((kind, str(carrier.uid)), *([("picture", str(poster.uid))] if poster else []))})


def addresses(part: Any) -> Iterator[str]:
    """Of every file that an answer names, whatever the key is called."""
    if isinstance(part, dict):
        for one in part.values():
            yield from addresses(one)
    elif isinstance(part, list):
        for one in part:
            yield from addresses(one)
    elif isinstance(part, str) and re.match(rf"({HERE})?/(media|api/v1/media/[^/]+/files)/", part):
        yield part.removeprefix(HERE)


def content_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def taken(client: Client, part: Any) -> dict[str, int]:
    """Every address an answer names, and what the texts for players name on, to its status."""
    found: dict[str, int] = {}
    waiting = list(addresses(part))
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        answer = client.get(path)
        found[path] = answer.status_code
        if answer.status_code == 200 and path.endswith((".m3u8", "stills.vtt")):
            beside = re.findall(r"\.\./[0-9a-f]{16}/[^\s\"#]+", content_of(answer).decode())
            waiting += [path.rsplit("/", 2)[0] + one.removeprefix("..") for one in beside]
    assert found
    return found


def hrefs(answer: Any) -> set[str]:
    assert answer.status_code == 200, answer.content.decode()
    return {rendition["href"] for rendition in answer.json()["renditions"]}


# --- every address leads somewhere -----------------------------------------------------------------------------------


@pytest.mark.parametrize("where", [{}, ONLY_LAO], ids=["everywhere", "in Laos only"])
def test_every_address_of_a_picture_and_of_a_clip_answers(
    ask: Any, client: Client, lao: str, film: Video, photo: Picture, where: dict[str, Any]
) -> None:
    """Thumbnails of hits and the list too; what is for everybody is the same address for everybody."""
    shown(film, "video")
    story(2, how={"references": (("picture", str(photo.uid)),)})
    for carrier in (film, photo):
        limited(carrier, **where)
    one, other = ask(f"media/{film.uid}", lao).json(), ask(f"media/{photo.uid}", lao).json()
    settle()
    listed, hits = ask("media", lao).json(), ask("search?type=clip&type=picture", lao).json()
    assert len(listed["items"]) == 2
    assert {hit["picture"] is None for hit in hits["hits"]} == {False}
    before = LENT if where else PUBLIC
    assert {one["file"]["href"].startswith(before), other["renditions"][0]["href"].startswith(before)} == {True}
    found = taken(client, [one, other, listed, hits])
    assert {path: status for path, status in found.items() if status != 200} == {}
    assert any(path.endswith(".ts") for path in found)


def test_every_address_of_a_brand_asset_and_a_document_answers(ask: Any, client: Client) -> None:
    looks = picture(encoded(drawing((64, 48))), title="Nón lá", licence="CC-BY-4.0")
    brand = BrandAsset(
        title="Nón", slug="non-la", role="souvenir", status="approved", licence="CC-BY-4.0", picture=looks
    )
    brand.file = ContentFile(pdf("Nón"), name="non.pdf")
    brand.save()
    paper = document(pdf("x"), licence="CC-BY-4.0")
    story(1, how={"references": (("document", str(paper.uid)),)})
    found = taken(client, [ask(f"media/{uid}").json() for uid in (brand.uid, paper.uid)])
    assert {path: status for path, status in found.items() if status not in (200, 302)} == {}


def test_without_a_key_nobody_is_taken_at_their_word(ask: Any, photo: Picture) -> None:
    """The address of a file asks as the web does; an answer that named one which is dead would be no answer."""
    photo.asset.licence = "CC-BY-4.0"
    story(1, how={"references": (("picture", str(photo.uid)),)})
    limited(photo, licence="CC-BY-4.0", territories=["LA"], uses=["print"])
    refused = ask(f"media/{photo.uid}?territory=LA&use=print")
    assert (problem(refused), refused.json()["reasons"]) == ((403, "not-entitled"), ["key", "use", "territory"])
    limited(photo, licence="CC-BY-4.0")
    assert {href.startswith(PUBLIC) for href in hrefs(ask(f"media/{photo.uid}?territory=LA&use=print"))} == {True}


# --- a lent address --------------------------------------------------------------------------------------------------


@pytest.fixture
def lent(ask: Any, lao: str, photo: Picture) -> str:
    """One to a rendition, for the web in Laos."""
    story(1, how={"references": (("picture", str(photo.uid)),)})
    limited(photo, **ONLY_LAO)
    return min(hrefs(ask(f"media/{photo.uid}", lao))).removeprefix(f"{HERE}/api/v1/")


def test_a_lent_address_is_for_its_asker_s_cache_alone_and_serves_ranges(ask: Any, lent: str) -> None:
    answer = ask(lent)
    whole = content_of(answer)
    assert (answer.status_code, answer["Cache-Control"], answer["Vary"], answer["X-Robots-Tag"]) == (
        200, "private, no-cache", "Authorization", "noindex",
    )  # fmt: skip
    part = ask(lent, Range="bytes=10-19")
    assert (part.status_code, content_of(part), part["Content-Range"]) == (
        206, whole[10:20], f"bytes 10-19/{len(whole)}",
    )  # fmt: skip
    assert ask(lent, If_None_Match=answer["ETag"]).status_code == 304
    head = ask(lent, method="head")
    assert (head.status_code, head["Content-Length"], content_of(head)) == (200, str(len(whole)), b"")


def test_it_stays_the_same_for_a_while_and_then_ends(
    ask: Any, lao: str, lent: str, photo: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = timezone.now() + timedelta(hours=1, seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)  # the clock, not our code
    refused = ask(lent)
    assert problem(refused) == (403, "not-entitled")
    assert refused.json()["detail"] == "This address is not good any more: ask for the media again."
    assert ask(min(hrefs(ask(f"media/{photo.uid}", lao))).removeprefix(f"{HERE}/api/v1/")).status_code == 200


def tampered(lent: str, **other: Any) -> str:
    """Another thing sealed into it, with the signature of what was."""
    import base64  # noqa: PLC0415 - here alone

    media, uid, files, signature, *rest = lent.split("/")
    sealed, checked = signature.split(":")
    told = json.loads(base64.urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))) | other
    anew = base64.urlsafe_b64encode(json.dumps(told, separators=(",", ":")).encode()).decode().rstrip("=")
    return "/".join([media, uid, files, f"{anew}:{checked}", *rest])


@pytest.mark.parametrize("other", [{"use": "print"}, {"territory": "VN"}, {"original": True}, {"until": 9_999_999_999}])
def test_what_is_sealed_into_it_cannot_be_changed(ask: Any, lent: str, other: dict[str, Any]) -> None:
    assert ask(tampered(lent)).status_code == 200
    assert problem(ask(tampered(lent, **other))) == (403, "not-entitled")


def test_it_opens_that_asset_alone(ask: Any, lent: str, lao: str) -> None:
    other = picture(encoded(drawing((64, 48)).rotate(90)), title="Khác", licence="press")
    story(2, how={"references": (("picture", str(other.uid)),)})
    limited(other, **ONLY_LAO)
    its = min(hrefs(ask(f"media/{other.uid}", lao))).removeprefix(f"{HERE}/api/v1/")
    signature = lent.split("/")[3]
    assert problem(ask("/".join([*its.split("/")[:3], signature, *its.split("/")[4:]]))) == (403, "not-entitled")
    assert problem(ask("/".join([*lent.split("/")[:4], *its.split("/")[4:]]))) == (404, "not-found")


def test_another_partner_s_key_does_not_go_with_it(ask: Any, lao: str, lent: str) -> None:
    other = create_key(Partner.objects.create(name="Đài khác", contact="a@example.org"), by=None, name="web")[1]
    assert [ask(lent, lao).status_code, ask(lent, other).status_code] == [200, 403]


def withdrawn(photo: Picture) -> None:
    tell(1, change="withdrawn")


def ended(photo: Picture) -> None:
    Asset.objects.update(usable_until=timezone.localdate() - timedelta(days=1))


def consent_taken_back(photo: Picture) -> None:
    today = timezone.localdate()
    consent = Consent.objects.create(
        name="Mây", scope=["web"], given_on=today, withdrawn_on=today, withdrawal_reason="Đổi ý"
    )
    PersonShown.objects.create(asset=photo.asset, name="Mây", basis=Basis.CONSENT, consent=consent)


def elsewhere(photo: Picture) -> None:
    RightsRecord.objects.update(territories=["JP"])


def licence_taken_away(photo: Picture) -> None:
    Partner.objects.update(licences=[])


def suspended(photo: Picture) -> None:
    Partner.objects.update(is_active=False)


def calls_from_elsewhere(photo: Picture) -> None:
    Partner.objects.update(networks="203.0.113.0/24")


@pytest.mark.parametrize(
    ("change", "status", "slug", "reasons"),
    [
        (withdrawn, 404, "not-found", None),
        (ended, 403, "not-entitled", ["expired"]),
        (consent_taken_back, 403, "not-entitled", ["consent_withdrawn"]),
        (elsewhere, 403, "not-entitled", ["territory"]),
        (licence_taken_away, 403, "not-entitled", None),
        (suspended, 403, "not-entitled", None),
        (calls_from_elsewhere, 403, "address-not-allowed", None),
    ],
)
def test_rights_are_asked_again_when_it_is_used(
    ask: Any, lent: str, photo: Picture, change: Callable[[Picture], None], status: int, slug: str, reasons: Any
) -> None:
    change(photo)
    refused = ask(lent)
    assert (problem(refused), refused.json().get("reasons")) == ((status, slug), reasons)


def test_a_lent_address_shows_no_face_that_is_blurred_by_now(ask: Any, lao: str, lent: str, photo: Picture) -> None:
    assert ask(lent).status_code == 200
    blurred_anew(photo)
    assert problem(ask(lent)) == (404, "not-found")
    assert ask(min(hrefs(ask(f"media/{photo.uid}", lao))).removeprefix(f"{HERE}/api/v1/")).status_code == 200


def test_a_store_that_is_away_is_said(ask: Any, lent: str, photo: Picture, settings: Any) -> None:
    shutil.rmtree(settings.MEDIA_ROOT)
    refused = ask(lent)
    assert (problem(refused), refused["Retry-After"]) == ((503, "unavailable"), "30")


# --- originals -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("use", ["print", "broadcast", "exhibition"])
def test_an_entitled_partner_takes_the_original(ask: Any, client: Client, lao: str, photo: Picture, use: str) -> None:
    story(1, how={"references": (("picture", str(photo.uid)),)})
    told = ask(f"media/{photo.uid}?use={use}", lao).json()["original"]
    assert {name: told[name] for name in ("type", "size", "sha256", "position_inside")} == {
        "type": "image/jpeg", "size": photo.file_size, "sha256": photo.sha256, "position_inside": False,
    }  # fmt: skip
    path = told["href"].removeprefix(f"{HERE}/api/v1/")
    with photo.file.open() as file:
        content = file.read()
    answer, part = ask(path), ask(path, Range="bytes=5-9")
    assert (answer["Cache-Control"], content_of(answer)) == ("private, no-cache", content)
    assert (part.status_code, content_of(part)) == (206, content[5:10])
    (entry,) = ModelLogEntry.objects.filter(action="media_library.original_taken")
    assert entry.data == {"recipient": "Đài Viêng Chăn", "use": use, "territory": "LA"}
    in_public = "/".join(["/media", str(photo.uid), photo.sha256[:16], "ho-sen.jpg"])
    assert client.get(in_public).status_code == 404


@pytest.mark.parametrize(
    ("query", "with_key", "record"),
    [
        ("", True, {}),
        ("?use=social", True, {}),
        ("?use=print", False, {}),
    ],
)
def test_to_others_none_is_told(
    ask: Any, lao: str, photo: Picture, query: str, with_key: bool, record: dict[str, Any]
) -> None:
    Asset.objects.update(licence="CC-BY-4.0")
    story(1, how={"references": (("picture", str(photo.uid)),)})
    assert ask(f"media/{photo.uid}{query}", lao if with_key else None).json()["original"] is None


def test_listed_without_the_right_to_it_none_is_told(ask: Any, lao: str, photo: Picture) -> None:
    story(1, how={"references": (("picture", str(photo.uid)),)})
    limited(photo, uses=["web"])
    settle()
    (item,) = ask("media?use=print", lao).json()["items"]
    assert (item["rights"]["usable"], item["original"]) == (False, None)
    limited(photo)
    (item,) = ask("media?use=print", lao).json()["items"]
    assert (item["rights"]["usable"], item["original"]["sha256"]) == (True, photo.sha256)


def test_an_address_of_an_original_opens_nothing_else_and_none_else_opens_it(
    ask: Any, lao: str, photo: Picture
) -> None:
    story(1, how={"references": (("picture", str(photo.uid)),)})
    limited(photo, **ONLY_LAO)
    told = ask(f"media/{photo.uid}?use=print", lao).json()
    original = told["original"]["href"].removeprefix(f"{HERE}/api/v1/").split("/")
    rendition = told["renditions"][0]["href"].removeprefix(f"{HERE}/api/v1/").split("/")
    assert ask("/".join(original)).status_code == ask("/".join(rendition)).status_code == 200
    for signature, rest in ((original[3], rendition[4:]), (rendition[3], original[4:])):
        assert problem(ask("/".join([*original[:3], signature, *rest]))) == (404, "not-found")


# --- clips and recordings --------------------------------------------------------------------------------------------


def everything_said(content: bytes, tmp_path: Path) -> dict[str, Any]:
    path = tmp_path / "taken.mp4"
    path.write_bytes(content)
    command = ["exiftool", "-j", "-G1", "-n", "-ee", "-a", str(path)]
    (told,) = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return dict(told)


@pytest.mark.exiftool
def test_of_a_clip_everybody_takes_the_proxy_and_the_original_says_where(
    ask: Any, client: Client, lao: str, film: Video, tmp_path: Path
) -> None:
    shown(film, "video")
    told = ask(f"media/{film.uid}?use=broadcast", lao).json()
    assert told["file"] == {name: told["proxy"][name] for name in ("href", "type", "size", "sha256")}
    in_public = everything_said(content_of(client.get(told["file"]["href"].removeprefix(HERE))), tmp_path)
    assert [name for name in in_public if "GPS" in name or "Location" in name] == []
    assert in_public["XMP-photoshop:Credit"] == "Đài Nghệ An"
    original = told["original"]
    assert (original["sha256"], original["position_inside"]) == (film.sha256, True)
    content = content_of(ask(original["href"].removeprefix(f"{HERE}/api/v1/")))
    assert len(content) == original["size"]
    assert any("GPS" in name for name in everything_said(content, tmp_path))


def test_where_the_original_was_public_its_address_leads_to_the_proxy(client: Client, film: Video) -> None:
    path = f"/media/{film.uid}/{film.sha256[:16]}/song-lam.mp4"
    assert client.get(path).status_code == 404
    shown(film, "video")
    answer = client.get(path)
    assert answer.status_code == 302
    assert re.fullmatch(rf"/media/{film.uid}/[0-9a-f]{{16}}/proxy\.mp4", answer["Location"])
    Video.objects.get(pk=film.pk).preparation.delete()
    assert client.get(path).status_code == 404


def test_until_a_clip_is_prepared_it_has_no_file(ask: Any, key: str, from_a_camera: bytes) -> None:
    clip = Video(title="Sông Lam", file=ContentFile(from_a_camera, name="a.mp4"), licence="press")
    clip.save()
    story(1, how={"references": (("video", str(clip.uid)),)})
    told = ask(f"media/{clip.uid}?use=broadcast", key).json()
    assert (told["file"], told["proxy"], told["original"]["sha256"]) == (None, None, clip.sha256)


def test_of_a_recording_that_says_where_it_was_made_everybody_takes_the_proxy(
    ask: Any, client: Client, key: str, tmp_path: Path
) -> None:
    from tests.media_library.making import ffmpeg  # noqa: PLC0415 - here alone

    ffmpeg("-f", "lavfi", "-i", "sine=frequency=440:duration=1", str(tmp_path / "a.mp3"))
    sound = Audio(title="Ví giặm", file=ContentFile((tmp_path / "a.mp3").read_bytes(), name="a.mp3"), licence="press")
    sound.save()
    story(1, how={"references": (("audio", str(sound.uid)),)})
    path = ask(f"media/{sound.uid}", key).json()["file"]["href"].removeprefix(HERE)
    before = client.get(path).status_code
    FileVersion.objects.update(proposals=[{"field": "gps", "value": "18.67, 105.57", "source": "file"}])
    assert (before, client.get(path).status_code, ask(f"media/{sound.uid}", key).json()["file"]) == (200, 404, None)
    while advance_recording(sound.pk):
        pass
    told = ask(f"media/{sound.uid}", key).json()["file"]
    assert (told["type"], client.get(told["href"].removeprefix(HERE)).status_code) == ("audio/mp4", 200)


# --- what a package offers -------------------------------------------------------------------------------------------


def test_a_clip_for_broadcast_in_laos_is_found_and_taken_there(ask: Any, client: Client, lao: str, film: Video) -> None:
    """Job E3: no page may show it, for the web may not have it; the desk offers it in a package."""
    limited(film, uses=["broadcast"], territories=["LA"])
    Asset.objects.filter(kind="image").update(rights=None)  # the still is the house's own
    package = made(librarian(), film.asset, offered=True, use="broadcast", territory="LA", languages=["vi"])
    settle()
    query = "use=broadcast&territory=LA"
    (item,) = ask(f"media?type=video&{query}", lao).json()["items"]
    assert item == ask(f"media/{film.uid}?{query}", lao).json()
    assert (item["rights"]["usable"], item["original"]["sha256"]) == (True, film.sha256)
    assert set(taken(client, item).values()) == {200}
    other = create_key(
        Partner.objects.create(name="NHK", contact="a@example.jp", country="JP", licences=["press"]), by=None, name="a"
    )[1]
    for key, asked in ((lao, ""), (lao, "use=print&territory=LA"), (other, query), (None, query)):
        assert ask(f"media?{asked}", key).json()["items"] == []
        assert problem(ask(f"media/{film.uid}?{asked}", key)) == (404, "not-found")
    assert ask("search?type=clip", lao).json()["total"] == 0
    ordering.recall(Package.objects.get(pk=package.pk), by=package.created_by, reason="Nhầm")
    assert ask(f"media?{query}", lao).json()["items"] == []
    assert problem(ask(item["file"]["href"].removeprefix(f"{HERE}/api/v1/"))) == (404, "not-found")


@pytest.mark.parametrize("count", [1, 3])
def test_lent_addresses_cost_the_same_for_any_number(
    ask: Any, lao: str, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        made = picture(encoded(drawing((64, 48)).rotate(number)), title=f"Sen {number}", licence="press")
        story(number, how={"references": (("picture", str(made.uid)),)})
        limited(made, **ONLY_LAO)
    settle()
    ask("media?use=print", lao)
    with django_assert_num_queries(19):
        items = ask("media?use=print", lao).json()["items"]
    assert [len(item["original"]["href"]) > 0 for item in items] == [True] * count
