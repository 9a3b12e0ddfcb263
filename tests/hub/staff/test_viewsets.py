"""Staff in the admin: the agency stands in list and forms; who may see them."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from hub.registry.models import Agency, AgencyName
from hub.staff.models import User
from hub.staff.roles import ROLES, ensure_roles, group_name

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> Agency:
    agency = Agency(code="so-ngoai-vu", kind="department")
    agency.names = [AgencyName(language="vi", name="Sở Ngoại vụ")]
    agency.save()
    return agency


def form(agency: Agency, **fields: str) -> dict[str, str]:
    return {
        "username": "lan",
        "email": "lan@example.vn",
        "first_name": "Lan",
        "last_name": "Nguyễn",
        "password1": "",
        "password2": "",
        "is_active": "on",
        "agency": str(agency.pk),
        **fields,
    }


def test_a_new_member_of_staff_gets_an_agency(admin_client, agency):
    fields = form(agency, password1="mot mat khau dai", password2="mot mat khau dai")
    answer = admin_client.post(reverse("wagtailusers_users:add"), fields)
    assert answer.status_code == 302
    assert User.objects.get(username="lan").agency == agency


def test_a_member_of_staff_can_change_agency(admin_client, agency):
    user = User.objects.create_user("lan", email="lan@example.vn", password="x")
    answer = admin_client.post(reverse("wagtailusers_users:edit", args=[user.pk]), form(agency))
    assert answer.status_code == 302
    user.refresh_from_db()
    assert user.agency == agency


@pytest.mark.parametrize("view", ["add", "edit"])
def test_the_forms_show_the_agency_once(admin_client, agency, view):
    user = User.objects.create_user("lan", password="x")
    url = reverse(f"wagtailusers_users:{view}", args=[] if view == "add" else [user.pk])
    page = admin_client.get(url).content.decode()
    assert page.count('name="agency"') == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_no_more_for_more_people(admin_client, agency, count, django_assert_num_queries):
    for number in range(count):
        User.objects.create_user(f"lan{number}", password="x", agency=agency)
    url = reverse("wagtailusers_users:index")
    admin_client.get(url)
    with django_assert_num_queries(LIST_QUERIES):
        page = admin_client.get(url).content.decode()
    assert page.count("Sở Ngoại vụ") == count


LIST_QUERIES = 10


@pytest.mark.parametrize("role", [role.code for role in ROLES])
def test_no_role_manages_staff(client, role):
    ensure_roles()
    user = User.objects.create_user("lan", password="x")
    user.groups.add(Group.objects.get(name=group_name(role)))
    client.force_login(user)
    url = reverse("wagtailusers_users:index")
    assert client.get(url).status_code == 302
    assert client.get(reverse("wagtailusers_users:add")).status_code == 302
