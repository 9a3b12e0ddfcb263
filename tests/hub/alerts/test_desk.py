"""Saved searches in the admin: each person's own, and nobody else's."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries
from wagtail.models import ModelLogEntry

from hub.alerts import saving
from hub.alerts.models import Alert, Match, Notice, SavedSearch
from hub.outbound.webhooks import secret_of
from hub.staff.models import User
from tests.hub.alerts.watched import chief, notices, place, saved
from tests.hub.publishing.test_desk_search import reader

pytestmark = pytest.mark.django_db

INDEX = reverse("hub_alerts:index")
ADD = reverse("hub_alerts:add")
URL = "https://hooks.example.vn/in"
INDEX_QUERIES = 8


@pytest.fixture(autouse=True)
def _mail_is_set_up(settings: Any) -> None:
    settings.EMAIL_OFFERED = True


def of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def edit(search: SavedSearch) -> str:
    return reverse("hub_alerts:edit", args=(search.pk,))


# --- saving ----------------------------------------------------------------------------------------------------------


def test_the_box_offers_to_save_what_was_typed():
    user = chief()
    page = of(user).get(reverse("hub_search"), {"q": "làng sen", "in": "pages"}).content.decode()
    assert f"{ADD}?q=l%C3%A0ng+sen" in page
    assert f'href="{INDEX}"' not in page

    saved(user, "sen")
    assert f'href="{INDEX}"' in of(user).get(reverse("hub_search")).content.decode()


@pytest.mark.parametrize("typed", ["", "–", "a" * 401])
def test_the_box_offers_nothing_where_there_is_nothing_to_save(typed: str):
    assert ADD not in of(chief()).get(reverse("hub_search"), {"q": typed}).content.decode()


def test_a_search_is_saved():
    user = chief()
    client = of(user)
    form = client.get(ADD, {"q": "làng sen", "in": "pages"}).content.decode()
    assert 'value="làng sen"' in form

    answer = client.post(ADD, {"q": "làng sen", "in": "pages", "name": "Sen", "alert": "daily", "webhook_url": ""})

    assert answer.url == INDEX
    search = SavedSearch.objects.get()
    assert (search.owner, search.name, search.typed, search.part, search.alert) == (
        user, "Sen", "làng sen", "pages", Alert.DAILY,
    )  # fmt: skip
    assert ModelLogEntry.objects.get(action=saving.SAVED).data == {
        "name": "Sen", "typed": "làng sen", "alert": "daily", "webhook_url": "",
    }  # fmt: skip
    assert reverse("hub_search") + "?q=l%C3%A0ng+sen&amp;in=pages" in client.get(INDEX).content.decode()


def test_the_secret_of_a_webhook_is_shown_once():
    client = of(chief())
    page = client.post(ADD, {"q": "sen", "name": "Sen", "alert": "webhook", "webhook_url": URL})
    search = SavedSearch.objects.get()
    secret = secret_of(search.salt)
    assert secret in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert secret not in client.get(edit(search)).content.decode()
    assert client.get(reverse("hub_alerts:new_secret", args=(search.pk,))).status_code == 405

    page = client.post(reverse("hub_alerts:new_secret", args=(search.pk,)))
    search.refresh_from_db()
    assert secret_of(search.salt) != secret
    assert secret_of(search.salt) in page.content.decode()
    assert [secret_of(salt) for salt in search.salts][1:] == [secret]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"name": ""}, "This field is required."),
        ({"name": "Có rồi"}, "You have a saved search of this name already."),
        ({"alert": "pigeon"}, "pigeon is not one of the available choices"),
        ({"alert": "webhook"}, "Write the address that is to be told."),
        ({"alert": "webhook", "webhook_url": "ftp://x"}, "Only addresses that begin with https:// or http:// can be called."),
        ({"alert": "webhook", "webhook_url": "http://10.0.0.1/"}, "10.0.0.1 is in a private network"),
        ({"q": "–"}, "Write what to look for."),
        ({"q": "a" * 401}, "Please search for fewer words"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_lost(sent: dict[str, str], sentence: str):
    user = chief()
    saved(user, "x", name="Có rồi")
    answer = of(user).post(ADD, {"q": "làng sen", "name": "Sen", "alert": "none", "webhook_url": ""} | sent)
    assert sentence in answer.content.decode()
    assert f'value="{sent.get("q", "làng sen")[:401]}"' in answer.content.decode()
    assert SavedSearch.objects.count() == 1


def test_only_so_many():
    user = chief()
    SavedSearch.objects.bulk_create(
        SavedSearch(owner=user, name=str(number), typed="x") for number in range(saving.MOST)
    )
    answer = of(user).post(ADD, {"q": "sen", "name": "Sen", "alert": "none"})
    assert "You have 50 saved searches: delete one first." in answer.content.decode()


def test_e_mail_is_not_offered_where_there_is_none(settings: Any):
    settings.EMAIL_OFFERED = False
    user = chief()
    page = of(user).get(ADD, {"q": "sen"}).content.decode()
    assert "E-mail is not offered: this hub is not set up to send any." in page
    assert 'value="email"' not in page
    answer = of(user).post(ADD, {"q": "sen", "name": "Sen", "alert": "email"})
    assert "email is not one of the available choices" in answer.content.decode()
    with override("en"), pytest.raises(ValidationError, match="This hub is not set up to send e-mail"):
        saved(user, alert=Alert.EMAIL)


def test_who_has_no_address_is_sent_no_e_mail():
    user = chief()
    user.email = ""
    user.save()
    answer = of(user).post(ADD, {"q": "sen", "name": "Sen", "alert": "email"})
    assert "Your account has no e-mail address" in answer.content.decode()


# --- changing --------------------------------------------------------------------------------------------------------


def test_it_is_renamed_and_told_otherwise_but_looks_for_the_same():
    user = chief()
    search = saved(user, alert=Alert.NONE)
    answer = of(user).post(edit(search), {"name": "Hoa sen", "alert": "daily", "q": "khác"})
    assert answer.url == INDEX
    search.refresh_from_db()
    assert (search.name, search.alert, search.typed) == ("Hoa sen", Alert.DAILY, "sen")
    assert ModelLogEntry.objects.filter(action=saving.CHANGED).count() == 1


def test_a_webhook_that_comes_later_shows_its_secret():
    user = chief()
    search = saved(user, alert=Alert.NONE)
    page = of(user).post(edit(search), {"name": "Sen", "alert": "webhook", "webhook_url": URL}).content.decode()
    search.refresh_from_db()
    assert secret_of(search.salt) in page


def test_it_is_deleted_with_what_it_found():
    user = chief()
    search = saved(user)
    place("a", "Đền Sen")
    notices()
    url = reverse("hub_alerts:delete", args=(search.pk,))
    client = of(user)
    assert "is forgotten, with what it has found" in client.get(url).content.decode()
    assert client.post(url).url == INDEX
    assert [model.objects.count() for model in (SavedSearch, Match, Notice)] == [0, 0, 0]
    assert ModelLogEntry.objects.filter(action=saving.DELETED).count() == 1


def test_messages_and_what_came_of_them_are_listed():
    user = chief()
    search = saved(user)
    place("a", "Đền Sen")
    [notice] = notices()
    Notice.objects.update(fault="Nobody is there.", attempts=1)
    page = of(user).get(edit(search)).content.decode()
    assert str(notice.pk) in page
    assert "Nobody is there." in page
    assert "1 match" in page


def test_a_stopped_alert_says_so_wherever_one_looks():
    user = chief()
    search = saved(user)
    SavedSearch.objects.update(stopped_at=timezone.now(), stopped_why="Nobody is there.")
    client = of(user)
    for page in (reverse("wagtailadmin_home"), INDEX, edit(search)):
        assert "Nobody is there." in client.get(page).content.decode(), page
    assert "Nobody is there." not in of(chief("lan")).get(reverse("wagtailadmin_home")).content.decode()

    assert client.post(reverse("hub_alerts:start_again", args=(search.pk,))).url == edit(search)
    search.refresh_from_db()
    assert (search.stopped_at, search.stopped_why) == (None, "")
    assert ModelLogEntry.objects.filter(action=saving.STARTED).count() == 1


def test_another_address_starts_a_stopped_alert_again():
    user = chief()
    search = saved(user)
    SavedSearch.objects.update(stopped_at=timezone.now(), stopped_why="Nobody is there.")
    of(user).post(edit(search), {"name": "sen", "alert": "webhook", "webhook_url": "https://other.example.vn/"})
    search.refresh_from_db()
    assert search.stopped_at is None


def test_the_list_costs_the_same_for_one_and_three(django_assert_num_queries: DjangoAssertNumQueries):
    user = chief()
    client = of(user)
    saved(user, "a", alert=Alert.NONE)
    client.get(INDEX)
    with django_assert_num_queries(INDEX_QUERIES):
        client.get(INDEX)
    saved(user, "b", alert=Alert.NONE)
    saved(user, "c")
    with django_assert_num_queries(INDEX_QUERIES):
        client.get(INDEX)


# --- whose it is -----------------------------------------------------------------------------------------------------


def test_somebody_elses_is_not_there_whoever_one_is():
    search = saved(chief("lan"), name="Sen của Lan")
    place("a", "Đền Sen")
    [notice] = notices()
    client = of(chief())
    assert "Sen của Lan" not in client.get(INDEX).content.decode()
    for name in ("edit", "delete"):
        assert client.get(reverse(f"hub_alerts:{name}", args=(search.pk,)), follow=True).status_code == 404
    for name in ("edit", "delete", "new_secret", "start_again", "send_a_test"):
        client.post(reverse(f"hub_alerts:{name}", args=(search.pk,)), {"name": "Mới", "alert": "none"})
    client.post(reverse("hub_alerts:send_again", args=(notice.pk,)))
    before = search.name, search.salt, search.alert
    search.refresh_from_db()
    assert (search.name, search.salt, search.alert) == before
    assert list(Notice.objects.values_list("pk", "attempts", "retry_at")) == [(notice.pk, 0, notice.retry_at)]


def test_the_acts_refuse_somebody_else():
    search = saved(chief("lan"))
    place("a", "Đền Sen")
    [notice] = notices()
    other = chief()
    for act in (saving.change, saving.delete, saving.new_secret, saving.start_again, saving.send_a_test):
        with pytest.raises(PermissionDenied):
            act(search, by=other)
    with pytest.raises(PermissionDenied):
        saving.send_again(notice, by=other)


def test_everybody_in_the_admin_may_save_and_nobody_else():
    assert of(reader()).post(ADD, {"q": "sen", "name": "Sen", "alert": "none"}).url == INDEX
    guest = User.objects.create_user("guest")
    assert of(guest).post(ADD, {"q": "sen", "name": "Sen", "alert": "none"}).status_code == 302
    assert Client().get(INDEX).status_code == 302
    with pytest.raises(PermissionDenied):
        saved(guest)
    assert SavedSearch.objects.count() == 1


def test_who_lost_the_admin_changes_nothing():
    user = reader()
    search = saved(user)
    user.user_permissions.remove(Permission.objects.get(codename="access_admin"))
    with pytest.raises(PermissionDenied):
        saving.change(search, by=User.objects.get(pk=user.pk))
