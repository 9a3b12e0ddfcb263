from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry

from hub.partners.checks import no_demo_keys_in_production
from hub.partners.keys import SHAPE, create_key, digest, find_key, note_use, revoke_key
from hub.partners.models import Partner, PartnerKey
from hub.staff.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> User:
    return User.objects.create_user("clerk", password="a-long-password")


def allow(user: User, codename: str) -> User:
    user.user_permissions.add(Permission.objects.get(content_type__app_label="partners", codename=codename))
    return User.objects.get(pk=user.pk)


def test_a_key_is_kept_as_its_digest_only(partner: Partner, clerk: User):
    key, text = create_key(partner, by=allow(clerk, "add_partnerkey"), name=" web site ")

    assert SHAPE.match(text)
    row = PartnerKey.objects.values("partner", "name", "prefix", "digest", "created_by", "expires_at", "is_demo").get()
    assert row == {
        "partner": partner.pk, "name": "web site", "prefix": text[:10], "digest": digest(text), "created_by": clerk.pk,
        "expires_at": None, "is_demo": False,
    }  # fmt: skip
    assert find_key(text) == key
    log = ModelLogEntry.objects.get()
    assert (log.action, log.user, log.data) == ("partners.create_key", clerk, {"name": "web site", "prefix": text[:10]})


def test_making_a_key_needs_its_permission(partner: Partner, clerk: User):
    with pytest.raises(PermissionDenied):
        create_key(partner, by=clerk, name="web site")
    assert not PartnerKey.objects.exists()


@pytest.mark.parametrize(("name", "days"), [("", None), ("x" * 81, None), ("web", -1)])
def test_a_key_without_name_or_future_is_refused(partner: Partner, name: str, days: int | None):
    expires_at = timezone.now() + timedelta(days=days) if days else None
    with pytest.raises(ValidationError):
        create_key(partner, by=None, name=name, expires_at=expires_at)
    assert not PartnerKey.objects.exists()


def test_revoking_needs_its_permission_and_is_logged_once(partner: Partner, clerk: User):
    key, _text = create_key(partner, by=None, name="web")
    with pytest.raises(PermissionDenied):
        revoke_key(key, by=clerk)
    assert key.usable

    manager = allow(clerk, "change_partnerkey")
    revoke_key(key, by=manager)
    first = key.revoked_at
    revoke_key(key, by=manager)

    assert (key.usable, key.revoked_at) == (False, first)
    assert ModelLogEntry.objects.filter(action="partners.revoke_key").count() == 1


@pytest.mark.parametrize("text", ["", "nah_", "nah_short", "nah_" + "x" * 43, "nah_" + "x" * 44, "other" * 9])
def test_find_key_knows_no_other_text(key: str, text: str):
    assert find_key(text) is None


def test_use_is_noted_once_a_minute(key: str, django_assert_num_queries):
    found = find_key(key)
    note_use(found)
    noted = find_key(key)
    with django_assert_num_queries(0):
        note_use(noted)
    PartnerKey.objects.update(last_used_at=timezone.now() - timedelta(seconds=61))
    with django_assert_num_queries(2):
        note_use(find_key(key))


# --- the command -----------------------------------------------------------------------------------------------------


def run(*args: str) -> str:
    out = StringIO()
    call_command("partner_key", *args, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_command_makes_lists_and_revokes(partner: Partner):
    text = run("create", "--partner", partner.name, "--name", "web", "--expires", "2099-12-31").strip()

    key = find_key(text)
    assert timezone.localtime(key.expires_at).isoformat() == "2100-01-01T00:00:00+07:00"
    assert run("list") == f"{key.prefix}\tĐài Viêng Chăn\tweb\t{key.standing}\t2100-01-01\t-\n"
    run("revoke", key.prefix)
    assert find_key(text).usable is False


def test_command_makes_the_partner_where_a_contact_is_given():
    run("create", "--partner", "Báo bạn", "--name", "web", "--contact", "a@example.org")
    assert list(Partner.objects.values_list("name", "contact")) == [("Báo bạn", "a@example.org")]


@pytest.mark.parametrize(
    "args",
    [
        ("create", "--partner", "nobody", "--name", "web"),
        ("create", "--partner", "Đài Viêng Chăn", "--name", ""),
        ("create", "--partner", "Đài Viêng Chăn", "--name", "web", "--expires", "31/12/2099"),
        ("create", "--partner", "Đài Viêng Chăn", "--name", "web", "--expires", "2020-01-01"),
        ("create", "--partner", "New", "--name", "web", "--contact", "no address"),
        ("list", "--partner", "nobody"),
        ("revoke", "nah_"),
        ("revoke", "nah_123456"),
        ("create",),
        (),
    ],
)
def test_command_refuses(partner: Partner, args: tuple[str, ...]):
    with pytest.raises(CommandError):
        run(*args)
    assert not PartnerKey.objects.exists()


# --- production ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "is_demo", "errors"), [("production", True, 1), ("production", False, 0), ("demo", True, 0)]
)
def test_demo_keys_are_an_error_in_production(settings, partner: Partner, mode: str, is_demo: bool, errors: int):
    create_key(partner, by=None, name="demo", is_demo=is_demo)
    settings.HUB_MODE = mode
    assert [error.id for error in no_demo_keys_in_production()] == ["partners.E001"] * errors
