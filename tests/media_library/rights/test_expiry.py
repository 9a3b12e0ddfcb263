"""Warnings once each, whenever the job runs; and the word that rights began or ended."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command

from media_library.models import Asset, Basis, Consent, Notice, PersonShown, RightsRecord
from media_library.rights.expiry import ending, rights_turned, tell_turned, warn
from tests.media_library.making import drawing, encoded, picture

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)


def until(days: int, **fields: Any) -> Asset:
    made = picture(encoded(drawing((40, 30))), usable_until=TODAY + timedelta(days=days), **fields)
    return made.asset


@pytest.mark.parametrize(
    ("days", "notice"),
    [(31, None), (30, "30"), (8, "30"), (7, "7"), (2, "7"), (1, "1"), (0, "1"), (-1, "ended"), (-400, "ended")],
)
def test_the_notice_of_a_day(days: int, notice: str | None) -> None:
    until(days)
    assert [due.notice for due in ending(TODAY)] == ([notice] if notice else [])


def test_the_end_of_a_record_and_of_a_consent_count_too() -> None:
    record = RightsRecord.objects.create(title="Hợp đồng", holder_name="A", usable_until=TODAY + timedelta(days=5))
    picture(encoded(drawing((40, 30))), title="Theo hợp đồng", rights=record)
    by_consent = picture(encoded(drawing((40, 30))), title="Theo đồng ý")
    consent = Consent.objects.create(name="B", scope=["web"], given_on=TODAY, ends_on=TODAY + timedelta(days=20))
    PersonShown.objects.create(asset=by_consent.asset, name="B", basis=Basis.CONSENT, consent=consent)
    assert [(due.asset.title, due.notice) for due in ending(TODAY)] == [("Theo hợp đồng", "7"), ("Theo đồng ý", "30")]


def test_a_warning_is_given_once_and_a_missed_day_loses_nothing() -> None:
    until(10)
    assert [due.notice for due in warn(TODAY)] == [Notice.IN_30_DAYS]
    assert warn(TODAY) == []
    assert [due.notice for due in warn(TODAY + timedelta(days=8))] == [Notice.IN_7_DAYS]
    assert [due.notice for due in warn(TODAY + timedelta(days=9))] == [Notice.TOMORROW]
    assert warn(TODAY + timedelta(days=11)) == []


def test_an_end_and_a_beginning_are_told_once() -> None:
    ended, begun = until(-1), until(300, usable_from=TODAY)
    until(5)
    heard: list[set[Any]] = []

    def listen(assets: Any, **_more: Any) -> None:
        heard.append(set(assets.values_list("pk", flat=True)))

    rights_turned.connect(listen)
    try:
        assert {due.notice for due in tell_turned(TODAY)} == {Notice.ENDED, Notice.BEGUN}
        assert tell_turned(TODAY) == []
    finally:
        rights_turned.disconnect(listen)
    assert heard == [{ended.pk, begun.pk}]


def test_the_command_says_what_is_new(capsys: Any) -> None:
    made = picture(encoded(drawing((40, 30))), usable_until=date(2020, 1, 1)).asset
    call_command("rights_due")
    assert f"2020-01-01 ended: Làng Sen ({made.pk})" in capsys.readouterr().out
    call_command("rights_due")
    assert capsys.readouterr().out == ""
