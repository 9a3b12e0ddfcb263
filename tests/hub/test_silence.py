"""Whoever does not answer is asked by one caller at a time."""

import copy

from hub.silence import Silence


def test_one_caller_asks_for_all() -> None:
    silence = Silence(60)
    assert [silence.may_ask(), silence.may_ask()] == [True, True]
    silence.begin()
    assert [silence.may_ask(), copy.copy(silence).may_ask()] == [False, True]

    over = Silence(0)
    over.begin()
    over._seconds = 60
    assert [over.may_ask(), over.may_ask()] == [True, False]
    over.end()
    assert over.may_ask()
