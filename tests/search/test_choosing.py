"""Which engine answers: a failing one is left alone for a while, tried by one request, and comes back by itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from search import choosing
from search.documents import Reach
from search.engine import Agreement, Declined, EngineFailed, Found, Standing, Wanted
from search.expressions import carries

WANTED = Wanted(tiers=(), scope=carries("reach", Reach), limit=1)


@dataclass
class Fake:
    """An engine of somebody else, as good as its `act`."""

    name: str = "fake"
    act: Callable[[], Found] = lambda: Found(total=7)
    asked: int = 0
    meanwhile: list[str] = field(default_factory=list)

    def find(self, wanted: Wanted) -> Found:
        self.asked += 1
        return self.act()

    def standing(self) -> Standing:
        raise NotImplementedError

    def rebuild(self, told: Callable[[int], None]) -> int:
        raise NotImplementedError

    def reconcile(self) -> Agreement:
        raise NotImplementedError


@pytest.fixture
def fake(db: None) -> Iterator[Fake]:
    fake = Fake()
    choosing.use(fake)
    yield fake
    choosing.use(None)


@pytest.fixture
def rest(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Lets its rest be over."""
    now = [1000.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])

    def over() -> None:
        now[0] += choosing.REST

    return over


def fails() -> Found:
    raise EngineFailed("gone")


def declines() -> Found:
    raise Declined("1 changes behind")


def test_the_engine_outside_is_asked_first(fake: Fake):
    assert (choosing.find(WANTED), choosing.fault()) == ((Found(total=7), "fake"), "")


def test_without_one_the_embedded_engine_answers(db: None):
    assert (choosing.find(WANTED)[1], choosing.outside(), choosing.fault()) == ("embedded", None, "")


def test_one_that_failed_is_left_alone_and_then_tried_again(fake: Fake, rest: Callable[[], None]):
    fake.act = fails
    assert [choosing.find(WANTED)[1] for _again in range(3)] == ["embedded"] * 3
    assert (fake.asked, choosing.fault()) == (1, "gone")

    rest()
    assert [choosing.find(WANTED)[1] for _again in range(3)] == ["embedded"] * 3
    assert fake.asked == 2

    rest()
    fake.act = Fake.act
    assert [choosing.find(WANTED)[1] for _again in range(3)] == ["fake"] * 3
    assert (fake.asked, choosing.fault()) == (5, "")


def test_one_request_tries_while_the_others_pass_by(fake: Fake, rest: Callable[[], None]):
    fake.act = fails
    choosing.find(WANTED)
    rest()

    def slow() -> Found:
        fake.meanwhile.append(choosing.find(WANTED)[1])
        return Found(total=7)

    fake.act = slow
    assert (choosing.find(WANTED)[1], fake.meanwhile, fake.asked) == ("fake", ["embedded"], 2)


def test_one_that_declines_is_asked_the_next_question(fake: Fake):
    fake.act = declines
    assert (choosing.find(WANTED)[1], choosing.fault()) == ("embedded", "1 changes behind")

    fake.act = Fake.act
    assert (choosing.find(WANTED)[1], choosing.fault()) == ("fake", "")
