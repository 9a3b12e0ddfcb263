"""When a clip says or shows what was found: told beside the hit, and the player begins there."""

from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from media_library.finding.moments import moments
from media_library.finding.words_inside import read_inside
from media_library.models import Asset, SubtitleTrack, Video, WordsInside
from media_library.shotlist.writing import Entry, Said, put_list
from search.indexing import index_waiting
from tests.media_library.packages.room import small

pytestmark = pytest.mark.django_db
VTT = """WEBVTT

00:00:01.500 --> 00:00:02.000
Về làng

00:01:02.000 --> 00:01:03.000
Về làng xem hội
"""


@pytest.fixture
def film(mp4: bytes) -> Video:
    made = Video(title="Dòng Lam", file=ContentFile(mp4, name="a.mp4"), licence="press")
    made.save()
    SubtitleTrack(video=made, language="vi", file=ContentFile(VTT.encode(), name="vi.vtt")).save()
    put_list(made.asset, [Entry(500, 900, {"vi": Said("Cầu Bến Thủy từ trên cao")})], by=None)
    read_inside(Asset.objects.get(pk=made.asset_id))
    return made


def test_the_line_an_excerpt_is_cut_from(film: Video, django_assert_num_queries: Any) -> None:
    uid = str(film.uid)
    for excerpt, at in (
        ("Về làng", 1500),  # the same words before words around it
        ("làng xem hội", 62_000),
        ("Cầu Bến Thủy từ trên cao", 500),
    ):
        with django_assert_num_queries(3):
            assert moments({uid: excerpt}) == {uid: at}
    with django_assert_num_queries(3):
        assert moments({uid: "Không ai nói"}) == {}
    with django_assert_num_queries(0):
        assert moments({}) == {}


def test_what_was_read_before_times_were_kept_is_read_again(film: Video) -> None:
    WordsInside.objects.update(starts=None, text="cũ")
    assert moments({str(film.uid): "cũ"}) == {}
    read_inside(Asset.objects.get(pk=film.asset_id))
    assert WordsInside.objects.values_list("text", "starts").get() == ("Về làng\nVề làng xem hội", [1500, 62_000])


def test_a_hit_leads_to_the_moment(editor: Client, film: Video) -> None:
    small("Hội làng")
    while index_waiting():
        pass
    place = f"{reverse('media_library:library')}?{urlencode({'q': 'xem hoi', 'look': 'list'})}"
    page = editor.get(place)
    (hit,) = [item for item in page.context["items"] if item["uid"] == str(film.uid)]
    address = reverse("wagtailsnippets_media_library_asset:edit", args=[film.uid])
    assert (hit["moment"], hit["moment_url"]) == ("01:02", f"{address}?at=62")
    assert (
        f'<a href="{address}?at=62&amp;next={quote(place, safe="")}" class="library-moment">' in page.content.decode()
    )
    shown = editor.get(f"{address}?at=62").content.decode()
    assert 'preload="metadata"' in shown
    assert '.mp4#t=62"' in shown
    for at in ("x", "-1", "nan", "1e99", ""):
        plain = editor.get(f"{address}?at={at}").content.decode()
        assert ('preload="none"' in plain, "#t=" in plain) == (True, False)


def test_a_hit_by_its_title_tells_no_moment_and_shows_the_caption(editor: Client, film: Video) -> None:
    film.asset.texts.create(language="vi", caption="Phim về một dòng sông.")
    film.save()
    while index_waiting():
        pass
    page = editor.get(f"{reverse('media_library:library')}?{urlencode({'q': 'dong lam', 'look': 'list'})}")
    (hit,) = page.context["items"]
    assert (hit["moment"], "".join(piece.text for piece in hit["excerpt"])) == ("", "Phim về một dòng sông.")
