from datetime import date, datetime

import pytest
from django import forms
from django.utils import translation
from django.utils.formats import date_format
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

DAY = date(2026, 5, 10)


@pytest.mark.parametrize(("language", "short"), [("vi", "10/5/2026"), ("en", "10 May 2026")])
def test_a_day_is_read_as_it_is_shown_and_as_vietnamese_write_it(language: str, short: str) -> None:
    """Django reads the month first where a language says nothing: 10/5 was the fifth of October."""
    with translation.override(language):
        shown = AdminDateInput().format_value(DAY)
        days = [
            forms.DateField().clean(typed) for typed in (shown, "10/5/2026", "10-05-2026", "10.5.2026", "2026-05-10")
        ]
        moment = datetime.fromisoformat("2026-05-10T14:05")
        moments = [
            forms.DateTimeField().clean(typed).replace(tzinfo=None)
            for typed in (AdminDateTimeInput().format_value(moment), "10/5/2026 14:05", "2026-05-10T14:05")
        ]
        assert (shown, date_format(DAY, "SHORT_DATE_FORMAT")) == ("10/05/2026", short)
        assert (days, moments) == ([DAY] * 5, [moment] * 3)
