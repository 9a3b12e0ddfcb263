"""Whatever is typed or sent, at every door where people and programs ask: an honest answer or a clear refusal, never a fault
of ours, never a long wait, never more than the asker may find; and the same on every engine."""

import json
from time import process_time

import pytest
from django.core.cache import cache
from django.test import Client

from search import choosing
from search.answering import Answer, Refused, search
from search.documents import Reach
from search.facets import COUNTED
from search.models import StoredDocument
from search.scope import Scope
from tests.hub.alerts.watched import chief
from tests.hub.partners.test_search import settle, story
from tests.search.corpus import Corpus
from tests.search.hostile import addresses, hostile, raw

PUBLIC = Scope(frozenset({Reach.PUBLIC}))
SECONDS = 1.5  # of a processor, for one answer
SEEDS = range(100)
BROKE: tuple[int, ...] = ()  # seeds that found something, beyond those above


def answer_to(typed: str, *, as_you_type: bool) -> Answer | str:
    began = process_time()
    try:
        answer: Answer | str = search(typed, scope=PUBLIC, as_you_type=as_you_type, facets=COUNTED, limit=5)
    except Refused as refused:
        answer = str(refused)
    assert process_time() - began < SECONDS, ascii(typed)
    return answer


def test_any_text_is_answered_or_refused_with_a_sentence(corpus: Corpus):
    titles = dict(StoredDocument.objects.values_list("key", "title"))
    for seed in (*SEEDS, *BROKE):
        answer = answer_to(hostile(seed), as_you_type=bool(seed % 2))
        if isinstance(answer, str):
            assert answer.startswith("Please search for fewer words: at most ")
            continue
        assert ["".join(piece.text for piece in hit.title) for hit in answer.hits] == [
            titles[hit.key] for hit in answer.hits
        ]
        assert sum(answer.facets["kind"].values()) == answer.total >= len(answer.hits)


@pytest.mark.elasticsearch
@pytest.mark.parametrize("engine", ["elasticsearch"], indirect=True)
def test_both_engines_answer_any_text_alike(corpus: Corpus):
    outside = choosing.outside()
    differing = []
    for seed in (*SEEDS[::3], *BROKE):
        answers = []
        for engine in (None, outside):
            choosing.use(engine)
            answer = answer_to(hostile(seed), as_you_type=bool(seed % 2))
            assert choosing.fault() == "", (seed, choosing.fault())
            answers.append(
                answer if isinstance(answer, str) else (answer.hits, answer.total, answer.facets, answer.stage)
            )
        if answers[0] != answers[1]:
            differing.append((seed, hostile(seed)))
    assert differing == []


@pytest.mark.parametrize("language", ["en", "vi"])
def test_any_address_of_the_api_is_answered_or_refused_with_a_problem(db: None, client: Client, language: str):
    for number, title in enumerate(("Lễ hội Làng Sen", "Cửa Lò 2026", "义安省", "Z9 ệ x"), start=1):
        story(number, title=title, prose="Nghệ An 123/QĐ-UBND, 19/5/2025. ແຂວງເງ້ອານ")
    settle()
    beginnings = {"en": ("“", "This cursor", "The request"), "vi": ("“", "Con trỏ", "Không đọc được", "Địa chỉ này")}
    for address in addresses(range(0 if language == "en" else 60, 60 if language == "en" else 120)):
        for path in ("search", "search/suggestions"):
            cache.clear()
            began = process_time()
            response = client.get(f"/api/v1/{path}?{address}", headers={"accept-language": language})
            assert process_time() - began < SECONDS, address
            told = json.loads(response.content)
            if response.status_code == 200:
                assert "hits" in told or "suggestions" in told
                continue
            assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json"), (
                address,
                told,
            )
            assert told["detail"].startswith(beginnings[language]), told["detail"]
            assert not told["detail"].endswith(".."), told["detail"]
            assert set(told) >= {"type", "title", "status", "detail", "instance"}


def test_pages_for_people_show_what_they_can(corpus: Corpus, client: Client):
    client.force_login(chief())
    for typed, seed in [*((raw(seed), seed) for seed in range(40)), ("sen", -1), ("%00", -1)]:
        for address in (
            "/vi/search/?q=sen&place=%00&year=%00&column=%00",
            "/admin/media-library/?q=sen&place=%00&agency=%00&licence=%00&year=%00&person_shown=%00",
            f"/vi/search/?q={typed}&place={raw(seed + 1)[:90]}&year={raw(seed + 2)[:9]}&kind={typed}&lang={typed}&cursor={typed}",
            f"/admin/search/?q={typed}&in={raw(seed + 1)[:90]}",
            f"/admin/media-library/?q={typed}&place={raw(seed + 1)[:90]}&year={raw(seed + 2)[:90]}&cursor=0-1&order={typed}",
        ):
            began = process_time()
            response = client.get(address)
            assert (response.status_code, process_time() - began < 2 * SECONDS) == (200, True), address
