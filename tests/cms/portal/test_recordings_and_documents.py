"""A recording and a document within a story: heard and taken along by readers, given to partners, and public while it shows them."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from hub.content.preflight.findings import preflight
from hub.publishing import acts
from media_library.clips.preparing import advance_recording
from media_library.models import AssetText, Audio, LibraryDocument
from tests.cms.portal.reading import Reading
from tests.media_library.making import ffmpeg
from tests.newsroom import article, desk_head, fresh, publish, relay, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def song(tmp_path: Path) -> Audio:
    ffmpeg("-f", "lavfi", "-i", "sine=frequency=440:duration=1", str(tmp_path / "a.mp3"))
    content = ContentFile((tmp_path / "a.mp3").read_bytes(), name="a.mp3")
    made = Audio(title="Ví giặm", file=content, credit="Đài Nghệ An", licence="CC-BY-4.0")
    made.save()
    made.texts = [AssetText(language="vi", title="Ví giặm sông Lam", caption="Hát ví phường vải.")]
    made.save()
    return Audio.objects.get(pk=made.pk)


@pytest.fixture
def drawing() -> LibraryDocument:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>'
    made = LibraryDocument(title="Bản đồ Kim Liên", file=ContentFile(svg, name="ban-do.svg"), credit="Sở Du lịch")
    made.save()
    return LibraryDocument.objects.get(pk=made.pk)


def told_by(song: Audio, drawing: LibraryDocument) -> Any:
    return article(
        body=[
            {"type": "recording", "value": {"audio": song.pk, "caption": ""}},
            {"type": "document", "value": {"document": drawing.pk, "caption": "In khổ A3."}},
        ]
    )


def test_readers_hear_the_one_and_take_the_other_along(client: Client, song: Audio, drawing: LibraryDocument) -> None:
    page = told_by(song, drawing)
    publish(page)
    relay()

    seen = Reading(client.get(fresh(page).get_url()))
    (player,) = seen.all("audio")
    (paper,) = [link for link in seen.all("a") if "ban-do-kim-lien" in link.attributes.get("href", "")]
    assert player["aria-label"] == "Ví giặm sông Lam"
    assert [caption.text for caption in seen.all("figcaption")][-2:] == [
        "Ví giặm sông Lam Đài Nghệ An · CC BY 4.0",
        "In khổ A3. Sở Du lịch · Dành cho báo chí, ghi rõ nguồn",
    ]
    assert (paper["type"], paper.text.startswith("Bản đồ Kim LiênSVG, ")) == ("image/svg+xml", True)
    addresses = [player["src"], paper["href"]]
    assert [client.get(one).status_code for one in addresses] == [200, 200]

    acts.withdraw(fresh(page), by=desk_head(), reason="Sai")
    relay()
    assert [client.get(one).status_code for one in addresses] == [404, 404]


def test_partners_get_both_as_data(client: Client, song: Audio, drawing: LibraryDocument) -> None:
    page = told_by(song, drawing)
    publish(page)
    relay()

    body = client.get(f"/api/v1/items/{fresh(page).work}.vi").json()["body"]
    assert [(block["type"], block["caption"]) for block in body] == [("recording", ""), ("document", "In khổ A3.")]
    assert body[0]["audio"]["file"]["sha256"] == song.sha256
    assert body[1]["document"]["file"]["sha256"] == drawing.sha256
    assert client.get(f"/api/v1/media/{song.uid}").json()["kind"] == "audio"


def test_a_translator_gets_their_captions_and_nothing_else(song: Audio, drawing: LibraryDocument) -> None:
    page = told_by(song, drawing)
    publish(page)
    translated = translate(page, "lo")

    assert [(block.block_type, dict(block.value)) for block in translated.body] == [
        ("recording", {"audio": song, "caption": ""}),
        ("document", {"document": drawing, "caption": "[lo] In khổ A3."}),
    ]


@pytest.mark.parametrize(
    ("fields", "code"), [({"credit": ""}, "credit_missing"), ({"usable_until": "2020-01-01"}, "asset_not_usable")]
)
def test_their_rights_are_looked_at_before_the_page_is_released(
    song: Audio, drawing: LibraryDocument, fields: dict[str, str], code: str
) -> None:
    for shown in (song, drawing):
        type(shown.asset).objects.filter(pk=shown.asset.pk).update(**fields)

    found = [finding.code for finding in preflight(told_by(song, drawing))]
    assert [each for each in found if each == code] == [code, code]


def test_a_recording_that_browsers_do_not_play_is_heard_once_it_is_prepared(
    client: Client, drawing: LibraryDocument, tmp_path: Path
) -> None:
    ffmpeg("-f", "lavfi", "-i", "sine=frequency=440:duration=1", str(tmp_path / "a.aiff"))
    content = ContentFile((tmp_path / "a.aiff").read_bytes(), name="a.aiff")
    song = Audio(title="Ví giặm", file=content, credit="Đài Nghệ An", licence="CC-BY-4.0")
    song.save()
    page = told_by(song, drawing)
    publish(page)
    relay()
    before = Reading(client.get(fresh(page).get_url())).all("audio")
    while advance_recording(song.pk):
        pass
    relay()
    (player,) = Reading(client.get(fresh(page).get_url())).all("audio")
    heard = client.get(player["src"])
    original = client.get(f"/media/{song.uid}/{song.sha256[:16]}/a.aiff")
    assert (before, heard.status_code, heard["Content-Type"]) == ([], 200, "audio/mp4")
    assert (original.status_code, original["Location"]) == (302, player["src"])
