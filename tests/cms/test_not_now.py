"""What people are told when the database cannot do what they want."""

from typing import NoReturn

import pytest
from cms.not_now import want_behind
from cms.portal.refusals import out_of_order
from django.db import DatabaseError, InterfaceError, InternalError, OperationalError, ProgrammingError, connection
from django.http.response import HttpResponseBase
from django.test import RequestFactory
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

AWAY = "Cơ sở dữ liệu hiện không trả lời."
READ_ONLY = "Chưa lưu được gì: cơ sở dữ liệu hiện chỉ đọc được. Bộ phận kỹ thuật cần kiểm tra ổ đĩa của cơ sở dữ liệu."
FULL = "Chưa lưu được gì: ổ đĩa của cơ sở dữ liệu đã đầy. Bộ phận kỹ thuật cần giải phóng dung lượng."


def told(path: str, fault: Exception) -> HttpResponseBase:
    """As Django asks: while the fault is handled."""
    try:
        broken_view(fault)
    except RuntimeError:
        return out_of_order(RequestFactory().get(path))


def broken_view(fault: Exception) -> NoReturn:
    raise RuntimeError from fault


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        (OperationalError("database is locked"), 503, AWAY),
        (OperationalError("attempt to write a readonly database"), 503, READ_ONLY),
        (InternalError("cannot execute UPDATE in a read-only transaction"), 503, READ_ONLY),
        (OperationalError("database or disk is full"), 507, FULL),
        (OperationalError('could not extend file "base/1/2": No space left on device'), 507, FULL),
    ],
)
def test_the_desk_is_told_what_is_wrong(
    fault: Exception, status: int, words: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0), override("vi"):
        answer = told("/admin/pages/", fault)
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (status, "30", "no-store")
    assert words in answer.content.decode()  # type: ignore[attr-defined] # no stream


@pytest.mark.django_db
def test_readers_are_told_in_their_language() -> None:
    with override("ru"):
        answer = told("/ru/", OperationalError("database is locked"))
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "Попробуйте ещё раз через несколько минут." in answer.content.decode()  # type: ignore[attr-defined] # no stream


@pytest.mark.parametrize("fault", [ProgrammingError("syntax error"), DatabaseError("?"), ValueError("disk is full")])
def test_other_faults_are_ours(fault: Exception) -> None:
    assert want_behind(fault) is None


@pytest.mark.skipif(connection.vendor != "sqlite", reason="it says what PostgreSQL has classes for")
def test_a_missing_table_is_no_database_that_is_away() -> None:
    assert want_behind(OperationalError("no such table: x")) is None


@pytest.mark.postgres
@pytest.mark.parametrize("fault", [OperationalError("server closed the connection"), InterfaceError("closed")])
def test_a_lost_connection_is_a_database_that_is_away(fault: Exception) -> None:
    want = want_behind(fault)
    assert want is not None
    assert want.status == 503
