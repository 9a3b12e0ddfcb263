"""`/search` over pictures, clips, recordings, documents and brand assets: what partners find of them, and what they do not."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from hub.content.models import Article
from hub.publishing.acts import withdraw
from hub.registry.models import Person, PersonName
from media_library.models import Asset, AssetText, Basis, BrandAsset, Consent, PersonShown, Picture, RightsRecord
from media_library.renditions.standard import renditions
from tests.hub.partners.test_access import problem
from tests.hub.partners.test_search import API, ids, key_for, settle, story
from tests.media_library.making import described, drawing, encoded, picture
from tests.newsroom import article, desk_head, open_newsroom, publish, relay, translate

pytestmark = pytest.mark.django_db
QUERIES = 9


@pytest.fixture(autouse=True)
def own_store(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def small(title: str = "Hồ sen", licence: str = "CC-BY-4.0") -> Picture:
    return described(picture(encoded(drawing((64, 48))), title=title, licence=licence))


def told(made: Picture, **fields: Any) -> Picture:
    """Shown in a released article."""
    open_newsroom()
    publish(article(picture=made, title=f"Bài về {made.title}", **fields))
    relay()
    settle()
    return made


def test_a_picture_is_told_whole(ask):
    made = small()
    made.texts = [
        AssetText(language="vi", title="Hồ sen", caption="Sen nở tháng năm.", alt="Hồ đầy sen"),
        AssetText(language="en", title="Lotus pond", caption="Lotus in May."),
    ]
    made.save()
    told(made)
    thumbnail = renditions(made)[0]
    at = Asset.objects.get(pk=made.uid).created_at
    page = Article.objects.get()
    assert ask("search?q=lotus+may&type=picture&facets=type,licence").json() == {
        "hits": [
            {
                "id": str(made.uid),
                "type": "picture",
                "lang": None,
                "work": None,
                "title": "Hồ sen",
                "summary": "Sen nở tháng năm.",
                "names": {"vi": "Hồ sen", "en": "Lotus pond"},
                "published_at": at.isoformat(),
                "href": f"{API}/media/{made.uid}",
                "url": f"http://127.0.0.1:8000/vi/van-hoa/{page.slug}/",
                "languages": ["vi"],
                "picture": {
                    "href": f"http://127.0.0.1:8000{thumbnail.url}", "type": "image/jpeg", "width": thumbnail.width,
                    "height": thumbnail.height, "alt": "Hồ đầy sen", "credit": "Báo Nghệ An",
                },
                "highlights": {"title": "Hồ sen", "excerpt": "<mark>Lotus</mark> in <mark>May</mark>."},
                "external_id": None,
                "tier": 13,
            }
        ],
        "facets": {"type": {"picture": 1}, "licence": {"CC-BY-4.0": 1}},
        "total": 1,
        "next": None,
        "did_you_mean": None,
        "stage": "all",
    }  # fmt: skip


def test_words_of_a_picture_find_it_beside_the_article(ask):
    made = told(small())
    assert sorted(hit["type"] for hit in ask("search?q=ho+sen").json()["hits"]) == ["article", "picture"]
    assert ids(ask("search?q=ho+sen&type=picture")) == [str(made.uid)]
    assert ids(ask("search?q=ho+sen&type=clip")) == []


# --- who finds what --------------------------------------------------------------------------------------------------


def finds(ask: Any, key: str | None = None) -> bool:
    """Is it found, and is it counted? Both or neither."""
    told = ask("search?type=picture&facets=licence", key).json()
    assert [len(told["hits"]), sum(told["facets"]["licence"].values())] == [told["total"]] * 2
    return bool(told["hits"])


@pytest.mark.parametrize(
    ("its", "article_s", "agreed", "is_found"),
    [
        ("CC-BY-4.0", "CC-BY-4.0", None, True),
        ("press", "CC-BY-4.0", None, False),
        ("CC-BY-4.0", "press", None, False),
        ("press", "CC-BY-4.0", {}, False),
        ("press", "CC-BY-4.0", {"licences": ["press"]}, True),
        ("CC-BY-4.0", "press", {"licences": ["press"]}, True),
        ("internal", "CC-BY-4.0", {"licences": ["press", "internal"]}, False),
        ("CC-BY-4.0", "CC-BY-4.0", {"languages": ["lo"]}, False),
        ("CC-BY-4.0", "CC-BY-4.0", {"languages": ["vi"]}, True),
    ],
)
def test_found_with_the_licences_of_both_and_in_a_language_of_the_agreement(
    ask, its: str, article_s: str, agreed: dict | None, *, is_found: bool
):
    told(small(licence="CC-BY-4.0"), licence=article_s)
    asset = Asset.objects.get()
    asset.licence = its
    asset.save()
    settle()
    assert finds(ask, None if agreed is None else key_for(**agreed)) == is_found


def test_what_nothing_shows_is_not_found(ask):
    small()
    settle()
    assert not finds(ask)


def test_with_its_article_it_goes(ask):
    told(small())
    withdraw(Article.objects.get(), by=desk_head(), reason="Sai")
    relay()
    settle()
    assert not finds(ask)


def embargoed(made: Picture) -> None:
    asset = made.asset
    asset.usable_from = timezone.localdate() + timedelta(days=1)
    asset.save()


def expired(made: Picture) -> None:
    asset = made.asset
    asset.usable_until = timezone.localdate() - timedelta(days=1)
    asset.save()


def taken_back(made: Picture) -> None:
    consent = Consent.objects.create(name="Mây", scope=["web"], given_on=timezone.localdate())
    PersonShown.objects.create(asset=made.asset, name="Mây", basis=Basis.CONSENT, consent=consent)
    consent.withdrawn_on, consent.withdrawal_reason = timezone.localdate(), "Đổi ý"
    consent.save()


def for_print(made: Picture) -> None:
    asset = made.asset
    asset.rights = RightsRecord.objects.create(title="A", holder_name="A", licence="CC-BY-4.0", uses=["print"])
    asset.save()


@pytest.mark.parametrize("change", [embargoed, expired, taken_back, for_print])
@pytest.mark.parametrize("is_indexed", [True, False])
def test_what_may_not_be_used_now_is_not_shown(ask, change: Callable[[Picture], None], *, is_indexed: bool):
    """Not even in the breath before the indexer has heard of it."""
    made = told(small())
    change(made)
    if is_indexed:
        settle()
        assert not finds(ask)
    assert ask("search?type=picture").json()["hits"] == []


@pytest.mark.parametrize(("country", "is_found"), [("LA", True), ("FR", False), ("", False)])
def test_what_is_for_one_territory_is_found_there(ask, country: str, *, is_found: bool):
    made = told(small())
    asset = made.asset
    asset.rights = RightsRecord.objects.create(title="A", holder_name="A", licence="CC-BY-4.0", territories=["LA"])
    asset.save()
    settle()
    assert finds(ask, key_for(country=country)) == is_found


def test_languages_and_page_are_those_the_asker_may_take(ask):
    made = small()
    made.texts.add(AssetText(language="lo", alt="ສະບົວ"))
    made.save()
    told(made)
    translate(Article.objects.get(locale__language_code="vi"), "lo")
    relay()
    settle()
    everybody = ask("search?type=picture").json()["hits"][0]
    lao = ask("search?type=picture", key_for(languages=["lo"])).json()["hits"][0]
    assert (everybody["languages"], "/vi/" in everybody["url"]) == (["lo", "vi"], True)
    assert (lao["languages"], "/lo/" in lao["url"]) == (["lo"], True)


def test_nobody_is_looked_up_by_who_is_seen(ask):
    made = told(small())
    person = Person.objects.create(code="nguyen-thi-may", name_ascii="May")
    PersonName.objects.create(person=person, language="vi", name="Nguyễn Thị Mây")
    PersonShown.objects.create(asset=made.asset, person=person, basis=Basis.PUBLIC_EVENT, named=True)
    settle()
    assert finds(ask)
    assert ids(ask("search?type=picture&person=nguyen-thi-may")) == []
    assert ids(ask("search?type=picture&q=%22nguyen+thi+may%22")) == []


def test_an_approved_brand_asset_needs_no_article(ask):
    for slug, status in (("logo", "approved"), ("logo-moi", "proposed")):
        BrandAsset(title="Biểu trưng", slug=slug, role="logo", status=status, licence="CC-BY-4.0").save()
    settle()
    hits = ask("search?q=bieu+trung&type=brand", key_for(languages=["ko"])).json()["hits"]
    approved = BrandAsset.objects.get(slug="logo")
    assert [(hit["id"], hit["url"], hit["languages"]) for hit in hits] == [(str(approved.uid), None, [])]
    assert ask(hits[0]["href"].removeprefix(f"{API}/")).status_code == 200


@pytest.mark.parametrize("kind", ["picture", "clip", "recording", "document", "brand"])
def test_media_need_a_key_that_is_for_media(ask, kind: str):
    response = ask(f"search?type={kind}", key_for(scopes=["read:items"]))
    assert (problem(response), response.json()["scope"]) == ((403, "not-entitled"), "read:media")


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_pictures(ask, django_assert_num_queries, count: int):
    for number in range(count):
        told(small(f"Sen {number}"))
    story(90, title="Sen")
    settle()
    ask("search?q=sen")
    with django_assert_num_queries(QUERIES):
        assert len(ids(ask("search?q=sen"))) == 2 * count + 1
