"""Pictures and clips on the portal's search page: those that a page shows and readers may see, each leading to its page."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from hub.content.models import Article
from hub.publishing import acts
from media_library.models import Asset, AssetText, Picture, Video
from media_library.renditions.standard import renditions
from tests.cms.portal.test_searching import answer, settle
from tests.media_library.making import described, drawing, encoded, picture
from tests.newsroom import article, desk_head, open_newsroom, publish, translate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_store(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def pond() -> Picture:
    """On a released page, whose own words say nothing of a pond."""
    open_newsroom()
    made = described(picture(encoded(drawing((64, 48))), title="Hồ sen", licence="press"))
    made.texts = [AssetText(language="vi", alt="Hồ đầy hoa"), AssetText(language="lo", alt="ສະບົວ")]
    made.save()
    renditions(made)
    publish(article(title="Một ngày ở Kim Liên", body=[], picture=made))
    settle()
    return made


def strip(client: Client, home: str = "vi", /, **asked: str) -> str:
    html = answer(client, home, **asked).content.decode()
    return html.partition('<section class="search-pictures"')[2].partition("</section>")[0]


def test_a_picture_leads_to_its_page(client: Client, pond: Picture) -> None:
    html = strip(client, q="ho day hoa")
    assert f'<img src="{renditions(pond)[0].url}" width="64" height="48" alt="Hồ đầy hoa" loading="lazy">' in html
    assert '<a href="/vi/van-hoa/mot-ngay-o-kim-lien/" hreflang="vi">' in html
    assert "Một ngày ở Kim Liên" in html


def test_its_own_title_stands_under_it_where_it_has_one_in_the_reader_s_language(client: Client, pond: Picture) -> None:
    text = pond.asset.text_in("vi")
    text.title = "Sen nở sớm"
    text.save()
    settle()
    assert '<span class="search-picture-page" lang="vi">Sen nở sớm</span>' in strip(client, q="ho day hoa")
    assert "Sen nở sớm" not in strip(client, "lo", q="ho day hoa")


def test_a_clip_stands_for_its_poster(client: Client, pond: Picture, mp4: bytes) -> None:
    clip = Video(
        title="Hồ đầy hoa", file=ContentFile(mp4, name="ho.mp4"), poster=pond, licence="press", credit="Báo Nghệ An"
    )
    clip.save()
    publish(
        article(
            title="Một ngày trên hồ",
            body=[{"type": "clip", "value": {"video": clip.pk, "caption": ""}, "id": str(clip.uid)}],
        )
    )
    settle()
    html = strip(client, q="ho day hoa")
    assert (html.count("<img "), html.count('class="length"')) == (1, 1)


def test_the_page_is_in_the_reader_s_language_where_there_is_one(client: Client, pond: Picture) -> None:
    assert '<a href="/vi/' in strip(client, "lo", q="ho day hoa")
    translate(Article.objects.get(), "lo")
    settle()
    html = strip(client, "lo", q="ho day hoa")
    assert ('<a href="/lo/' in html, 'alt="ສະບົວ"' in html) == (True, True)


@pytest.mark.parametrize("asked", [{"kind": "article"}, {"cursor": "0-1"}])
def test_only_the_first_page_without_filters_has_them(client: Client, pond: Picture, asked: dict[str, str]) -> None:
    assert strip(client, q="ho day hoa", **asked) == ""


def test_a_picture_without_thumbnail_waits(client: Client, pond: Picture) -> None:
    pond.renditions.all().delete()
    settle()
    assert strip(client, q="ho day hoa") == ""


def test_what_is_internal_is_not_shown(client: Client, pond: Picture) -> None:
    asset = pond.asset
    asset.licence = "internal"
    asset.save()
    settle()
    assert strip(client, q="ho day hoa") == ""


def test_nor_in_the_breath_before_the_index_knows(client: Client, pond: Picture) -> None:
    Asset.objects.filter(pk=pond.uid).update(licence="internal")
    assert strip(client, q="ho day hoa") == ""


def test_with_its_page_it_goes(client: Client, pond: Picture) -> None:
    acts.withdraw(Article.objects.get(), by=desk_head(), reason="Sai")
    settle()
    assert strip(client, q="ho day hoa") == ""
