"""Letters about rights: one a day to each who looks after them, about what is theirs and new, until it gets there."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from hub.outbound.pauses import MOST_ATTEMPTS, PAUSES
from hub.registry.models import Agency
from hub.staff.models import User
from media_library.models import (
    Asset,
    Basis,
    Consent,
    LetterChoice,
    PersonShown,
    RightsLetter,
    RightsNotice,
    RightsRecord,
)
from media_library.rights.expiry import tell_turned
from media_library.rights.warning import send_letters, write_letters
from tests.media_library.making import agency, drawing, encoded, picture

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 6, 15, 1, 0, tzinfo=UTC)  # eight o'clock in Vietnam
TODAY = MORNING.date()
CLOCK = {"now": MORNING}


@pytest.fixture(autouse=True)
def _mail_is_set_up(settings: Any) -> None:
    settings.EMAIL_OFFERED = True
    settings.DEFAULT_FROM_EMAIL = "hub@example.vn"
    settings.BASE_URL = "https://hub.example.vn"


@pytest.fixture(autouse=True)
def _noticed_in_the_morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are stamped by the clock; these tests have their own."""
    CLOCK["now"] = MORNING
    monkeypatch.setattr(timezone, "now", lambda: CLOCK["now"])


def officer(name: str = "thu-thu", language: str = "en", **fields: Any) -> User:
    user = User.objects.create_user(name, f"{name}@example.vn", "mot-mat-khau-dai", **fields)
    user.user_permissions.add(*Permission.objects.filter(codename__in=("access_admin", "change_rights")))
    UserProfile.objects.create(user=user, preferred_language=language)
    return User.objects.get(pk=user.pk)


def ending(days: int, title: str = "Làng Sen", **fields: Any) -> Asset:
    made = picture(encoded(drawing((40, 30))), title=title, usable_until=TODAY + timedelta(days=days), **fields)
    found: Asset = made.asset
    return found


def morning(days: int = 0) -> list[list[str]]:
    """Whom the letters of a morning go to, and what they name."""
    mail.outbox = []
    now = CLOCK["now"] = MORNING + timedelta(days=days)
    write_letters(now)
    send_letters(now)
    return [[*letter.to, *(line for line in letter.body.split("\n") if "(picture)" in line)] for letter in mail.outbox]


def test_a_letter() -> None:
    officer()
    asset = ending(30)
    morning()
    [letter] = mail.outbox
    assert (letter.subject, letter.to, letter.body) == (
        "Rights: 1 asset to look at",
        ["thu-thu@example.vn"],
        "Rights and consents that end soon, have ended or were withdrawn:\n\n"
        "Làng Sen (picture)\n"
        "Ends in 30 days. Last day of use: 15 Jul 2026 (the asset's own days of use).\n"
        f"https://hub.example.vn/admin/snippets/media_library/asset/edit/{asset.pk}/\n\n"
        "All rights that end: https://hub.example.vn/admin/media-library/rights/ending/\n"
        "You get this letter because you look after rights. Change it in your account: "
        "https://hub.example.vn/admin/account/",
    )


def test_a_letter_is_in_the_language_of_its_reader() -> None:
    officer(language="vi")
    ending(7)
    morning()
    assert mail.outbox[0].subject == "Bản quyền: 1 tư liệu cần xem"


def test_each_warning_comes_once_on_its_day() -> None:
    officer()
    ending(30)
    told = {days: morning(days) for days in range(33)}
    assert [days for days, letters in told.items() if letters] == [0, 23, 29]
    assert RightsLetter.objects.filter(sent_at=None).count() == 0


def test_the_end_is_told_on_the_morning_after_the_last_day() -> None:
    officer()
    ending(-1)
    tell_turned(TODAY)
    assert morning() == [["thu-thu@example.vn", "Làng Sen (picture)"]]
    assert "Ended. Last day of use: 14 Jun 2026 (the asset's own days of use)." in mail.outbox[0].body
    assert morning(1) == []


def test_one_letter_has_all_that_is_due() -> None:
    officer()
    ending(7, "B")
    ending(1, "A")
    record = RightsRecord.objects.create(
        title="Hợp đồng 12", holder_name="X", uses=["web", "print"], territories=["LA"], languages=["lo"],
        usable_until=TODAY + timedelta(days=20),
    )  # fmt: skip
    picture(encoded(drawing((40, 30))), title="Theo hợp đồng", rights=record)
    assert morning() == [["thu-thu@example.vn", "A (picture)", "B (picture)", "Theo hợp đồng (picture)"]]
    assert "(rights record “Hợp đồng 12”: web, print; Laos; Lao)" in mail.outbox[0].body
    assert morning() == []


def test_a_letter_costs_the_same_for_any_number_of_assets(django_assert_num_queries: Any) -> None:
    officer()
    for title in "ABC":
        ending(1, title)
    CLOCK["now"] = MORNING
    write_letters(MORNING)
    with CaptureQueriesContext(connection) as of_three:
        send_letters(MORNING)
    RightsLetter.objects.update(sent_at=None)
    RightsNotice.objects.exclude(asset__title="A").delete()
    with django_assert_num_queries(len(of_three)):
        send_letters(MORNING + timedelta(days=1))


def test_the_end_and_the_withdrawal_of_a_consent() -> None:
    officer()
    shown = picture(encoded(drawing((40, 30))), title="Chân dung").asset
    consent = Consent.objects.create(name="Mây", scope=["web"], given_on=TODAY, ends_on=TODAY + timedelta(days=5))
    PersonShown.objects.create(asset=shown, name="Mây", basis=Basis.CONSENT, consent=consent)
    assert morning() == [["thu-thu@example.vn", "Chân dung (picture)"]]
    assert "Ends in 7 days. Last day of use: 20 Jun 2026 (consent of Mây: web)." in mail.outbox[0].body
    consent.withdrawn_on, consent.withdrawal_reason = TODAY + timedelta(days=1), "Đổi ý"
    consent.save()
    assert morning(1) == [["thu-thu@example.vn", "Chân dung (picture)"]]
    assert "Consent withdrawn on 16 Jun 2026." in mail.outbox[0].body
    assert "Đổi ý" not in mail.outbox[0].body


def test_a_withdrawal_of_years_ago_is_no_news() -> None:
    officer()
    shown = picture(encoded(drawing((40, 30)))).asset
    consent = Consent.objects.create(
        name="Mây", scope=["web"], given_on=TODAY, withdrawn_on=TODAY - timedelta(days=400)
    )
    PersonShown.objects.create(asset=shown, name="Mây", basis=Basis.CONSENT, consent=consent)
    assert morning() == []


def test_everybody_is_told_of_what_is_theirs() -> None:
    newspaper = agency()
    magazine = Agency.objects.create(code="tap-chi", kind="press", valid_from=TODAY)
    officer("bao", agency=newspaper)
    officer("tap-chi", agency=magazine)
    officer("tinh")
    ending(7, "Của báo", owner=newspaper)
    ending(7, "Của không ai")
    assert sorted(morning()) == [
        ["bao@example.vn", "Của báo (picture)", "Của không ai (picture)"],
        ["tap-chi@example.vn", "Của không ai (picture)"],
        ["tinh@example.vn", "Của báo (picture)", "Của không ai (picture)"],
    ]


def test_what_an_agency_has_where_nobody_gets_letters_is_told_to_all_unless_somebody_looks_after_all() -> None:
    newspaper = agency()
    station = Agency.objects.create(code="dai")
    officer("bao", agency=newspaper)
    ending(7, "Của đài", owner=station)
    assert morning() == [["bao@example.vn", "Của đài (picture)"]]
    officer("tinh")
    ending(6, "Cũng của đài", owner=station)
    assert morning(1) == [["tinh@example.vn", "Cũng của đài (picture)", "Của đài (picture)"]]


def test_who_gets_none() -> None:
    ending(7)
    User.objects.create_user("phong-vien", "pv@example.vn", "mot-mat-khau-dai")
    User.objects.create_superuser("quan-tri", "qt@example.vn", "mot-mat-khau-dai")
    LetterChoice.objects.create(user=officer("khong-muon"), rights=False)
    for name, fields in (("da-nghi", {"is_active": False}), ("khong-thu", {"email": ""})):
        User.objects.filter(pk=officer(name).pk).update(**fields)
    assert morning() == []
    assert not RightsLetter.objects.exists()


def test_nothing_is_written_before_seven_or_without_a_mail_server(settings: Any) -> None:
    officer()
    ending(7)
    assert write_letters(MORNING - timedelta(hours=2)) == 0
    settings.EMAIL_OFFERED = False
    assert write_letters(MORNING) == 0
    settings.EMAIL_OFFERED = True
    assert write_letters(MORNING) == 1


def away(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 1, False


def test_a_mail_server_that_is_away_is_asked_again(settings: Any) -> None:
    officer()
    ending(7)
    sound = settings.EMAIL_BACKEND
    away(settings)
    write_letters(MORNING)
    assert (send_letters(MORNING), send_letters(MORNING)) == (1, 0)
    assert "refused" in RightsLetter.objects.get().fault
    settings.EMAIL_BACKEND = sound
    assert send_letters(MORNING + PAUSES[0]) == 1
    letter = RightsLetter.objects.get()
    assert (len(mail.outbox), letter.fault, letter.sent_at) == (1, "", MORNING)
    assert send_letters(MORNING + timedelta(days=1)) == 0


def test_what_no_server_took_for_a_day_is_told_by_the_next_letter(settings: Any) -> None:
    officer()
    ending(7)
    write_letters(MORNING)
    RightsLetter.objects.update(attempts=MOST_ATTEMPTS - 1)
    sound = settings.EMAIL_BACKEND
    away(settings)
    send_letters(MORNING)
    assert RightsLetter.objects.get().given_up
    settings.EMAIL_BACKEND = sound
    assert morning(1) == [["thu-thu@example.vn", "Làng Sen (picture)"]]
    assert morning(2) == []


def test_a_process_killed_at_the_last_attempt_leaves_it_to_the_next_letter() -> None:
    officer()
    ending(7)
    write_letters(MORNING)
    RightsLetter.objects.update(attempts=MOST_ATTEMPTS)
    assert send_letters(MORNING) == 0
    assert morning(1) == [["thu-thu@example.vn", "Làng Sen (picture)"]]


def test_what_was_settled_before_it_was_sent_is_not_told() -> None:
    officer()
    asset = ending(7)
    write_letters(MORNING)
    Asset.objects.filter(pk=asset.pk).update(usable_until=TODAY + timedelta(days=700))
    send_letters(MORNING)
    assert (mail.outbox, RightsLetter.objects.count()) == ([], 0)


def test_who_gave_up_the_office_before_it_was_sent_is_not_told() -> None:
    user = officer()
    ending(7)
    write_letters(MORNING)
    user.user_permissions.clear()
    send_letters(MORNING)
    assert (mail.outbox, RightsLetter.objects.count()) == ([], 0)


def test_what_is_long_past_is_forgotten_and_an_end_is_not_told_again() -> None:
    officer()
    ending(1)
    morning()
    assert RightsNotice.objects.count() == 1
    morning(120)
    assert [notice.notice for notice in RightsNotice.objects.all()] == []
    assert RightsLetter.objects.count() == 0


def test_the_command_writes_and_sends(monkeypatch: pytest.MonkeyPatch) -> None:
    officer()
    ending(7)
    call_command("alerts", "--once")
    assert [letter.to for letter in mail.outbox] == [["thu-thu@example.vn"]]


def test_letters_are_chosen_in_the_account(client: Client) -> None:
    user = officer()
    client.force_login(user)
    page = client.get(reverse("wagtailadmin_account")).content.decode()
    assert "Write to me when rights and consents end" in page
    names = {"name_email-first_name": "Thư", "name_email-last_name": "Lê", "name_email-email": "thu-thu@example.vn"}
    more = {"locale-preferred_language": "en", "locale-current_time_zone": "Asia/Ho_Chi_Minh", "theme-theme": "system"}
    more |= {"theme-contrast": "system", "theme-density": "default", "theme-keyboard_shortcuts": "on"}
    answer = client.post(reverse("wagtailadmin_account"), names | more)
    assert answer.status_code == 302, answer.context["panels_by_tab"]
    assert not LetterChoice.objects.get(user=user).rights


@pytest.mark.parametrize("who", ["no office", "no mail"])
def test_who_is_not_asked(client: Client, settings: Any, who: str) -> None:
    user = officer()
    if who == "no office":
        user.user_permissions.remove(Permission.objects.get(codename="change_rights"))
    settings.EMAIL_OFFERED = who != "no mail"
    client.force_login(user)
    assert "Write to me when rights" not in client.get(reverse("wagtailadmin_account")).content.decode()
