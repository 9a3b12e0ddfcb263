"""Partners and keys in the admin: who may, what is shown, what is refused."""

import html
import re

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from hub.partners.keys import create_key, find_key
from hub.partners.models import Partner, PartnerKey
from hub.staff.models import User

pytestmark = pytest.mark.django_db

FORM = {
    "name": "Báo bạn", "contact": "desk@example.la", "country": "la", "languages": ["lo", "vi"], "licences": ["press"],
    "scopes": ["read:items"], "networks": "203.0.113.0/24\n198.51.100.7", "rate_limit": "60", "is_active": "on", "notes": "", "agency": "",
}  # fmt: skip


def staff(client: Client, *codenames: str) -> Client:
    user = User.objects.create_user("staff", password="a-long-password")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    user.user_permissions.add(*Permission.objects.filter(content_type__app_label="partners", codename__in=codenames))
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    ("view", "method", "permission", "allowed"),
    [
        ("keys", "get", "view_partnerkey", 200),
        ("new_key", "get", "add_partnerkey", 200),
        ("new_key", "post", "add_partnerkey", 200),
        ("revoke_key", "get", "change_partnerkey", 200),
        ("revoke_key", "post", "change_partnerkey", 302),
        ("index", "get", "view_partner", 200),
        ("add", "get", "add_partner", 200),
        ("edit", "get", "change_partner", 200),
        ("delete", "get", "delete_partner", 200),
    ],
)
def test_each_view_needs_its_own_permission(
    client: Client, partner: Partner, view: str, method: str, permission: str, allowed: int
):
    key, _text = create_key(partner, by=None, name="web")
    args = {"index": [], "add": [], "revoke_key": [key.pk]}.get(view, [partner.pk])
    url = reverse(f"partners:{view}", args=args)
    before = PartnerKey.objects.values().get()

    every = {f"{act}_{model}" for act in ("add", "change", "delete", "view") for model in ("partner", "partnerkey")}
    stranger = staff(
        client,
        *(every - {permission} - ({"add_partner", "change_partner", "delete_partner"} if view == "index" else set())),
    )
    assert getattr(stranger, method)(url).status_code in (302, 403)
    assert PartnerKey.objects.values().get() == before

    User.objects.all().delete()
    assert getattr(staff(Client(), permission), method)(url).status_code == allowed


def test_nobody_gets_in_without_a_login(client: Client, partner: Partner):
    response = client.get(reverse("partners:keys", args=[partner.pk]))
    assert (response.status_code, response["Location"].startswith("/admin/login/")) == (302, True)


def test_a_partner_is_made_as_ticked(admin_client: Client):
    response = admin_client.post(reverse("partners:add"), FORM)
    assert response.status_code == 302, response.content.decode()
    made = Partner.objects.values(
        "name", "country", "languages", "licences", "scopes", "networks", "rate_limit", "is_active"
    ).get()
    assert made | {"languages": sorted(made["languages"])} == {
        "name": "Báo bạn", "country": "LA", "languages": ["lo", "vi"], "licences": ["press"], "scopes": ["read:items"],
        "networks": "203.0.113.0/24\n198.51.100.7/32", "rate_limit": 60, "is_active": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("contact", "no address"),
        ("country", "LAO"),
        ("languages", ["xx"]),
        ("licences", ["internal"]),
        ("scopes", []),
        ("scopes", ["write:items"]),
        ("networks", "203.0.113.0/24\nnot a network"),
        ("rate_limit", "0"),
        ("rate_limit", "-5"),
    ],
)
def test_wrong_input_is_refused_at_its_field_and_nothing_is_lost(admin_client: Client, field: str, value: object):
    response = admin_client.post(reverse("partners:add"), FORM | {field: value})
    assert response.status_code == 200
    form = response.context["form"]
    assert list(form.errors) == [field]
    assert form.data["notes"] == FORM["notes"]
    assert not Partner.objects.exists()


def test_a_key_is_shown_once_with_a_curl_example(admin_client: Client, partner: Partner):
    response = admin_client.post(
        reverse("partners:new_key", args=[partner.pk]), {"name": "trang tin", "expires_at": ""}
    )
    page = html.unescape(response.content.decode())
    text = re.search(r"nah_[A-Za-z0-9_-]{43}", page)[0]
    key = find_key(text)
    assert (key.partner, key.name, key.created_by.username) == (partner, "trang tin", "admin")
    assert f'curl -H "Authorization: Bearer {text}"' in page
    assert "no-store" in response["Cache-Control"]
    assert text not in admin_client.get(reverse("partners:keys", args=[partner.pk])).content.decode()
    assert text not in str(ModelLogEntry.objects.values_list("data"))


@pytest.mark.parametrize(
    "data",
    [
        {"name": ""},
        {"name": "x" * 81},
        {"name": "web", "expires_at": "2020-01-01 00:00"},
        {"name": "web", "expires_at": "tomorrow"},
    ],
)
def test_a_key_with_wrong_input_is_not_made(admin_client: Client, partner: Partner, data: dict):
    response = admin_client.post(reverse("partners:new_key", args=[partner.pk]), data)
    assert response.status_code == 200
    assert len(response.context["form"].errors) == 1
    assert not PartnerKey.objects.exists()


def test_revoking_asks_first_and_is_in_the_history(admin_client: Client, partner: Partner, key: str, ask):
    url = reverse("partners:revoke_key", args=[find_key(key).pk])
    assert admin_client.get(url).status_code == 200
    assert find_key(key).usable
    assert admin_client.post(url)["Location"] == reverse("partners:keys", args=[partner.pk])
    assert ask("items", key).status_code == 401
    history = html.unescape(admin_client.get(reverse("partners:history", args=[partner.pk])).content.decode())
    assert find_key(key).prefix in history


@pytest.mark.parametrize("view", ["keys", "new_key", "revoke_key"])
def test_what_is_not_there_is_404(admin_client: Client, view: str):
    assert admin_client.get(reverse(f"partners:{view}", args=[4711]), follow=True).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_cost_the_same_whatever_they_hold(
    admin_client: Client, partner: Partner, count: int, django_assert_max_num_queries
):
    for number in range(count):
        other = Partner.objects.create(name=f"Partner {number}", contact="a@example.org")
        create_key(other, by=None, name="web")
        create_key(partner, by=None, name=f"web {number}")
    admin_client.get(reverse("partners:index"))
    with django_assert_max_num_queries(14):
        admin_client.get(reverse("partners:index"))
    with django_assert_max_num_queries(10):
        admin_client.get(reverse("partners:keys", args=[partner.pk]))
