"""Text is stored composed, whichever door it came through."""

from unicodedata import normalize

import pytest
from django.core.exceptions import ValidationError

from hub.content.models import Article
from tests import newsroom
from tests.hub.content.desk_room import block

pytestmark = pytest.mark.django_db

VIETNAMESE = normalize("NFD", "Làng Sen mùa sen nở: Ủy ban, Đền Cuông")
KOREAN = "\u1112\u1161\u11ab\u1100\u1173\u11af"  # conjoining jamo: 한글
LAO = "ນໍ້າ"


@pytest.mark.parametrize("text", [VIETNAMESE, KOREAN, normalize("NFD", LAO)])
def test_text_is_stored_composed(text: str) -> None:
    quote = block("quote", {"text": text, "speaker": text, "role": ""}) | {"id": "2"}
    page = newsroom.article(title=text, byline=text, body=[block("paragraph", f"<p>{text}</p>"), quote])
    page.summary = text
    page.save_revision()
    page.save()
    stored = Article.objects.get(pk=page.pk)
    whole = normalize("NFC", text)
    assert (stored.title, stored.summary, stored.byline) == (whole, whole, whole)
    assert stored.body[0].value.source == f"<p>{whole}</p>"
    assert (stored.body[1].value["text"], stored.body[1].value["speaker"]) == (whole, whole)
    assert stored.latest_revision.content["title"] == whole


def test_cells_of_a_table_are_stored_composed() -> None:
    page = newsroom.article(body=[block("table", {"data": [[VIETNAMESE]], "first_row_is_table_header": True})])
    assert Article.objects.get(pk=page.pk).body[0].value["data"] == [[normalize("NFC", VIETNAMESE)]]


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x0b", "\x7f", "\x85", "\ud800", "\ufffe"])
@pytest.mark.parametrize("name", ["title", "summary", "byline"])
def test_control_character_is_refused_and_named(name: str, character: str) -> None:
    page = newsroom.article()
    setattr(page, name, f"Làng{character}Sen")
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    code = f"U+{ord(character):04X}"
    assert [code in message and "“Làng”" in message for message in refused.value.message_dict[name]][-1] is True


def test_control_character_in_the_body_is_refused() -> None:
    page = newsroom.article()
    page.body = [block("paragraph", "<p>Sen\x0bnở</p>")]
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert list(refused.value.message_dict) == ["body"]


def test_line_breaks_and_tabs_are_kept() -> None:
    page = newsroom.article(body=[block("quote", {"text": "Một\r\nhai\tba", "speaker": "Hà An", "role": ""})])
    assert page.body[0].value["text"] == "Một\r\nhai\tba"


@pytest.mark.parametrize(
    ("title", "slug"), [("Đền Cuông – xứ Nghệ", "den-cuong-xu-nghe"), ("Ở Đô Lương, Ủy ban", "o-do-luong-uy-ban")]
)
def test_slug_is_made_from_the_vietnamese_title(title: str, slug: str) -> None:
    assert newsroom.article(title=title).slug == slug
