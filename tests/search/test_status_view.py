"""The page that tells administrators how the index stands."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from hub.registry.models import Place
from hub.staff.models import User
from search import choosing
from search.engines.elasticsearch.connection import Cluster
from search.engines.elasticsearch.finding import ElasticsearchEngine
from search.indexing import index_waiting
from tests.hub.content.desk_room import speaking_english
from tests.hub.publishing.test_desk_search import reader

pytestmark = pytest.mark.django_db

PAGE = reverse("search_status")
NOBODY = "http://127.0.0.1:9"  # where nothing listens


def look() -> dict[str, str]:
    """The rows of the page; of two that are called alike the first one."""
    client = Client()
    client.force_login(speaking_english(User.objects.create_superuser("chief", "chief@example.vn", "x")))
    answer = client.get(PAGE)
    assert answer.status_code == 200
    html = answer.content.decode()
    rows = re.findall(r'<th scope="row">([^<]*)</th><td>([^<]*)</td>', html)
    return {"html": html} | dict(reversed(rows))


def test_how_the_index_stands():
    Place.objects.create(code="vinh", kind="site")
    while index_waiting():
        pass
    Place.objects.create(code="cua-lo", kind="site")
    told = look()
    assert (told["Engine that answers now"], told["Documents"]) == ("embedded", "1")
    assert (told["Changes that are not indexed yet"], told["Documents that cannot be indexed"]) == ("1", "0")
    assert told["Last indexed"] != "–"
    assert "<td>edition</td>" in told["html"]


def test_before_there_is_an_index():
    told = look()
    assert (told["Documents"], told["Last indexed"], told["Last compared with the database"]) == ("0", "–", "–")


def test_why_the_engine_outside_does_not_answer():
    choosing.use(ElasticsearchEngine(Cluster((NOBODY,), index="hub-test-nobody", replicas=0)))
    try:
        told = look()
    finally:
        choosing.use(None)
    assert told["Engine that answers now"] == "embedded"
    assert "because the engine outside does not answer" in told["html"]
    assert "Why it does not go on" in told["html"]


def test_it_is_for_administrators():
    client = Client()
    assert client.get(PAGE).status_code == 302
    client.force_login(reader("view_place"))
    assert client.get(PAGE).status_code == 302
    assert PAGE not in client.get(reverse("wagtailadmin_home")).content.decode()
