"""What the portal's search box suggests: of what is released, and of nothing else."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from hub.publishing import acts
from hub.registry.models import Place, PlaceName
from search.openings import follow
from tests.cms.portal.reading import Reading
from tests.cms.portal.test_searching import settle, stories
from tests.newsroom import article, desk_head, publish, relay, translate

pytestmark = pytest.mark.django_db

SUGGESTION_QUERIES = 4


def suggested(client: Client, typed: str, home: str = "vi") -> list[dict[str, str]]:
    settle()
    while follow():
        pass
    answer = client.get(f"/{home}/search/suggestions/", {"q": typed})
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, max-age=30"
    found: list[dict[str, str]] = answer.json()["suggestions"]
    return found


def test_titles_and_names_the_readers_language_first(client: Client) -> None:
    [page] = stories("Làng Sen mùa sen nở")
    translate(page, "en", {"Làng Sen mùa sen nở": "Lang Sen in bloom"})
    place = Place.objects.create(code="lang-sen", kind="site")
    for lang, name in (("vi", "Làng Sen"), ("en", "Lang Sen Village")):
        PlaceName.objects.create(place=place, language=lang, name=name)

    vi = {"text": "Làng Sen mùa sen nở", "lang": "vi"}
    en = {"text": "Lang Sen in bloom", "lang": "en"}
    assert suggested(client, "lang") == [{"text": "Làng Sen", "lang": "vi"}, vi, en]
    assert suggested(client, "lang", "en") == [{"text": "Lang Sen Village", "lang": "en"}, en, vi]


def test_what_is_not_released_is_not_suggested(client: Client) -> None:
    article(title="Làng nháp")
    withdrawn, _kept = stories("Làng rút", "Làng còn")
    assert len(suggested(client, "lang")) == 2
    acts.withdraw(withdrawn, by=desk_head(), reason="Sai.")
    assert suggested(client, "lang") == [{"text": "Làng còn", "lang": "vi"}]


def test_what_the_ledger_withdrew_a_moment_ago_is_not_suggested(client: Client) -> None:
    [page] = stories("Làng rút")
    assert len(suggested(client, "lang")) == 1
    acts.withdraw(page, by=desk_head(), reason="Sai.")
    relay()
    assert client.get("/vi/search/suggestions/", {"q": "lang"}).json() == {"suggestions": []}


@pytest.mark.parametrize("typed", ["", "l", "\0", "%", "x" * 5000])
def test_an_address_may_hold_anything(client: Client, typed: str) -> None:
    assert client.get("/vi/search/suggestions/", {"q": typed}).json() == {"suggestions": []}


def test_the_box_is_a_plain_search_without_a_script(client: Client) -> None:
    publish(article())
    for address in ("/vi/search/", "/vi/"):
        page = Reading(client.get(address))
        box = page.one("input", name="q")
        assert box["data-suggestions"] == "/vi/search/suggestions/"
        assert "role" not in box.attributes


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_for_one_and_three(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    stories(*(f"Làng {number}" for number in range(count)))
    assert len(suggested(client, "lang")) == count
    with django_assert_num_queries(SUGGESTION_QUERIES):
        client.get("/vi/search/suggestions/", {"q": "lang"})
