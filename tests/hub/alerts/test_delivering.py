"""Messages at a real receiver and in a real outbox: each gets there, under one id, or its owner learns why not."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.utils import timezone
from wagtail.models import ModelLogEntry

from hub.alerts import saving
from hub.alerts.delivering import _due, deliver_due
from hub.alerts.models import Alert, Match, Notice, SavedSearch
from hub.outbound.pauses import MOST_ATTEMPTS, PAUSES
from hub.outbound.webhooks import secret_of
from hub.registry.models import Place
from hub.staff.models import User
from tests.hub.alerts.watched import chief, index, notices, place, rename, saved, send
from tests.hub.outbound.receiver import Receiver, listening
from tests.hub.publishing.test_desk_search import reader

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _outside(settings: Any) -> None:
    settings.OUTBOUND_ALLOW = ("127.0.0.1",)
    settings.EMAIL_OFFERED = True
    settings.BASE_URL = "https://hub.example.vn"
    settings.DEFAULT_FROM_EMAIL = "hub@example.vn"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with listening() as heard:
        yield heard


def hook(owner: User, receiver: Receiver, typed: str = "sen") -> SavedSearch:
    return saved(owner, typed, webhook_url=f"{receiver.url}/in")


def later(**pause: float) -> None:
    """Time passes: what is to be tried again is due sooner by it."""
    for notice in Notice.objects.filter(sent_at=None):
        Notice.objects.filter(pk=notice.pk).update(retry_at=notice.retry_at - timedelta(**pause))


def ids(receiver: Receiver) -> list[str]:
    return [heard.headers["webhook-id"] for heard in receiver.heard]


# --- webhooks --------------------------------------------------------------------------------------------------------


def test_a_webhook_is_told_of_a_new_match_and_can_prove_from_whom(receiver: Receiver):
    search = hook(chief(), receiver)
    place("a", "Đền Sen")
    send()

    [heard] = receiver.heard
    notice = Notice.objects.get()
    assert heard.path == "/in"
    assert json.loads(heard.body) == {
        "type": "saved_search.matched",
        "timestamp": notice.made_at.isoformat(),
        "data": {
            "search": {"id": search.pk, "name": "sen", "query": "sen"},
            "matches": [
                {
                    "key": "place:a",
                    "type": "place",
                    "lang": None,
                    "title": "Đền Sen",
                    "url": place_url("a"),
                }
            ],
        },
    }
    assert heard.headers["webhook-id"] == str(notice.id)
    signed = f"{notice.id}.{heard.headers['webhook-timestamp']}.".encode() + heard.body
    key = base64.b64decode(secret_of(search.salt).removeprefix("whsec_"))
    assert heard.headers["webhook-signature"] == (
        "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    )
    assert notice.sent_at is not None
    assert deliver_due(timezone.now()) == 0


def place_url(code: str) -> str:
    return f"https://hub.example.vn/admin/snippets/registry/place/edit/{Place.objects.get(code=code).pk}/"


def test_what_does_not_get_there_comes_again_under_the_same_id(receiver: Receiver):
    hook(chief(), receiver)
    place("a", "Đền Sen")
    receiver.status = 500
    send()
    notice = Notice.objects.get()
    assert (notice.sent_at, notice.attempts, notice.fault) == (None, 1, "It answered with 500.")
    assert deliver_due(timezone.now()) == 0  # not yet

    receiver.status = 200
    later(seconds=PAUSES[0].total_seconds())
    assert deliver_due(timezone.now()) == 1

    assert ids(receiver) == [str(notice.id)] * 2
    notice.refresh_from_db()
    assert (notice.sent_at is not None, notice.attempts, notice.fault) == (True, 2, "")


@pytest.mark.parametrize("status", [301, 400, 404, 500])
def test_only_a_2xx_is_delivered(receiver: Receiver, status: int):
    hook(chief(), receiver)
    place("a", "Đền Sen")
    receiver.status = status
    send()
    assert Notice.objects.get().sent_at is None


def test_after_a_day_the_alert_is_stopped_and_says_why_and_nothing_is_lost(receiver: Receiver):
    owner = chief()
    search = hook(owner, receiver)
    place("a", "Đền Sen")
    receiver.status = 503
    send()
    for pause in PAUSES:
        later(seconds=pause.total_seconds())
        deliver_due(timezone.now())
    assert len(receiver.heard) == MOST_ATTEMPTS
    search.refresh_from_db()
    assert (search.stopped_at is not None, search.stopped_why) == (True, "It answered with 503.")
    [entry] = ModelLogEntry.objects.filter(action="alerts.stop")
    assert entry.data == {"why": "It answered with 503."}

    place("b", "Hồ Sen")  # found meanwhile, and not sent
    later(days=2)
    send()
    assert len(receiver.heard) == MOST_ATTEMPTS

    receiver.status = 204
    saving.start_again(search, by=owner)
    send()
    said = [[match["key"] for match in json.loads(heard.body)["data"]["matches"]] for heard in receiver.heard[-2:]]
    assert sorted(said) == [["place:a"], ["place:b"]]  # side by side
    assert len(ids(receiver)) == MOST_ATTEMPTS + 2
    assert len(set(ids(receiver))) == 2
    assert not Notice.objects.filter(sent_at=None).exists()


def test_a_receiver_that_is_gone_is_asked_once(receiver: Receiver):
    search = hook(chief(), receiver)
    place("a", "Đền Sen")
    receiver.status = 410
    send()
    search.refresh_from_db()
    assert search.stopped_why == "It answered with 410."
    later(days=2)
    send()
    assert len(receiver.heard) == 1


def test_a_private_address_is_not_called(receiver: Receiver, settings: Any):
    hook(chief(), receiver)
    settings.OUTBOUND_ALLOW = ()
    place("a", "Đền Sen")
    send()
    assert receiver.heard == []
    assert Notice.objects.get().fault.startswith("127.0.0.1 is in a private network")


def test_a_slow_receiver_holds_up_no_other(receiver: Receiver):
    hook(chief("lan"), receiver)
    with listening() as dead:
        port = dead.port
    saved(chief(), webhook_url=f"http://127.0.0.1:{port}/")
    place("a", "Đền Sen")
    send()
    assert len(receiver.heard) == 1
    assert sorted(notice.sent_at is not None for notice in Notice.objects.all()) == [False, True]


def test_two_secrets_are_good_for_a_day(receiver: Receiver):
    owner = chief()
    search = hook(owner, receiver)
    former = secret_of(search.salt)
    saving.new_secret(search, by=owner)
    place("a", "Đền Sen")
    send()
    SavedSearch.objects.update(former_until=timezone.now())
    place("b", "Hồ Sen")
    send()

    first, second = (heard.headers["webhook-signature"].split() for heard in receiver.heard)
    assert (len(first), len(second)) == (2, 1)
    assert secret_of(search.salt) != former


def test_a_test_tries_the_way(receiver: Receiver):
    owner = chief()
    search = hook(owner, receiver)
    saving.send_a_test(search, by=owner)
    send()
    said = json.loads(receiver.heard[0].body)
    assert (said["type"], said["data"]["matches"]) == ("saved_search.test", [])


def test_a_message_can_be_sent_again_under_its_id(receiver: Receiver):
    owner = chief()
    hook(owner, receiver)
    place("a", "Đền Sen")
    send()
    saving.send_again(Notice.objects.select_related("saved").get(), by=owner)
    send()
    assert len(ids(receiver)) == 2
    assert len(set(ids(receiver))) == 1


def test_what_one_process_sends_is_left_to_it(receiver: Receiver):
    hook(chief(), receiver)
    place("a", "Đền Sen")
    [notice] = notices()
    now = timezone.now()
    assert [taken.pk for taken in _due(now)] == [notice.pk]
    assert list(_due(now)) == []


# --- letters ---------------------------------------------------------------------------------------------------------


def test_a_letter_says_what_is_new_and_where(receiver: Receiver):
    search = saved(chief(), alert=Alert.EMAIL, name="Sen của tôi")
    place("a", "Đền Sen")
    send()

    [letter] = mail.outbox
    notice = Notice.objects.get()
    assert (letter.subject, letter.to) == ("“Sen của tôi”: 1 new match", ["sen@example.vn"])
    assert letter.extra_headers["Message-ID"] == f"<{notice.id}@hub.example.vn>"
    assert letter.body.split("\n")[:-2] == [
        "Your saved search “Sen của tôi” looks for: sen",
        "",
        "Đền Sen",
        "Place",
        place_url("a"),
        "",
        "All matches: https://hub.example.vn/admin/search/?q=sen",
        f"Change or end these messages: https://hub.example.vn/admin/searches/{search.pk}/",
    ]


def test_a_letter_is_in_the_language_of_its_owner(receiver: Receiver):
    owner = chief()
    owner.wagtail_userprofile.preferred_language = "vi"
    owner.wagtail_userprofile.save()
    saved(owner, alert=Alert.EMAIL)
    place("a", "Đền Sen")
    place("b", "Hồ Sen")
    send()
    assert mail.outbox[0].subject == "“sen”: 2 kết quả mới"


def test_a_mail_server_that_is_away_is_tried_again(settings: Any):
    saved(chief(), alert=Alert.EMAIL)
    place("a", "Đền Sen")
    notices()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 1, False
    deliver_due(timezone.now())
    assert "refused" in Notice.objects.get().fault

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    later(seconds=PAUSES[0].total_seconds())
    deliver_due(timezone.now())
    assert len(mail.outbox) == 1


# --- who may see it --------------------------------------------------------------------------------------------------


def test_who_lost_access_before_it_was_sent_gets_nothing(receiver: Receiver):
    owner = reader("view_place")
    hook(owner, receiver)
    place("a", "Đền Sen")
    notices()
    owner.user_permissions.remove(Permission.objects.get(codename="access_admin"))
    send()
    assert receiver.heard == []
    assert not Notice.objects.exists()


def test_what_its_owner_may_not_see_any_more_is_left_out(receiver: Receiver):
    owner = reader("view_place")
    hook(owner, receiver)
    place("a", "Đền Sen")
    notices()
    owner.user_permissions.remove(Permission.objects.get(codename="view_place"))
    send()
    assert receiver.heard == []


def test_what_was_withdrawn_meanwhile_is_left_out(receiver: Receiver):
    hook(chief(), receiver)
    gone = place("a", "Đền Sen")
    place("b", "Hồ Sen")
    notices()
    gone.delete()
    index()
    send()
    [heard] = receiver.heard
    assert [match["title"] for match in json.loads(heard.body)["data"]["matches"]] == ["Hồ Sen"]


def test_a_title_is_told_as_it_is_now(receiver: Receiver):
    hook(chief(), receiver)
    place("a", "Đền Sen")
    notices()
    rename("a", "Đền Sen mới")
    index()
    send()
    assert "Đền Sen mới" in receiver.heard[0].body.decode()


def test_switched_off_nothing_is_sent(receiver: Receiver):
    owner = chief()
    search = hook(owner, receiver)
    place("a", "Đền Sen")
    notices()
    search.alert = Alert.NONE
    saving.change(search, by=owner)
    send()
    assert receiver.heard == []
    assert not Match.objects.exists()
