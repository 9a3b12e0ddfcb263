"""E-mail: sent where the hub is set up with it, never otherwise."""

from pathlib import Path
from typing import Any

import pytest
from django.core import mail

from hub.outbound import letters


@pytest.fixture(autouse=True)
def _mail_is_set_up(settings: Any) -> None:
    settings.EMAIL_OFFERED = True
    settings.DEFAULT_FROM_EMAIL = "hub@nghean.example"
    settings.BASE_URL = "https://hub.nghean.example"


def test_a_letter():
    letters.send("sen@example.vn", "Có tin mới\nBcc: x@example.vn", "Chào chị Sen", id="one")

    [letter] = mail.outbox
    assert (letter.subject, letter.body, letter.to, letter.from_email) == (
        "Có tin mới Bcc: x@example.vn", "Chào chị Sen", ["sen@example.vn"], "hub@nghean.example",
    )  # fmt: skip
    assert letter.extra_headers == {"Auto-Submitted": "auto-generated", "Message-ID": "<one@hub.nghean.example>"}


def test_nothing_is_sent_where_the_hub_has_no_mail(settings: Any):
    settings.EMAIL_OFFERED = False
    with pytest.raises(letters.Refused, match=r"^The hub is not set up to send e-mail\.$"):
        letters.send("sen@example.vn", "Tin", "Chào")
    assert mail.outbox == []


def test_a_mail_server_that_is_away_is_told(settings: Any):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 1, False
    with pytest.raises(letters.Unanswered, match=r"^The mail server did not take it: .*refused"):
        letters.send("sen@example.vn", "Tin", "Chào")


def test_an_address_that_is_none_is_told():
    with pytest.raises(letters.Unanswered, match=r"^The mail server did not take it"):
        letters.send("sen\n@example.vn", "Tin", "Chào")


def test_letters_are_written_into_files_in_the_demo(settings: Any, tmp_path: Path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    letters.send("sen@example.vn", "Tin", "Chào")
    [file] = (tmp_path / "mail").iterdir()
    assert "To: sen@example.vn" in file.read_text()
