"""Production refuses demo accounts and secrets that can be guessed; other modes do not mind."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from hub.staff.checks import check_demo_accounts, check_secret_key, demo_accounts_refusal
from hub.staff.models import User

GOOD_KEY = "q7Zk2mX9vT4rB8nL5wJ1cH6yF3sD0gPaUeIoQzNxMtVbKjRlWhGf"


@pytest.fixture
def production(settings):
    settings.HUB_MODE = "production"
    settings.SECRET_KEY = GOOD_KEY
    return settings


@pytest.mark.parametrize(
    "key", ["short", "a" * 60, "django-insecure-" + GOOD_KEY, "changeme" + GOOD_KEY, GOOD_KEY[:39]]
)
def test_a_key_that_can_be_guessed_is_an_error_in_production(production, key):
    production.SECRET_KEY = key
    assert [error.id for error in check_secret_key()] == ["staff.E001"]


def test_a_random_key_is_accepted_in_production(production):
    assert check_secret_key() == []


@pytest.mark.parametrize("mode", ["demo", "development"])
def test_a_short_key_is_accepted_elsewhere(settings, mode):
    settings.HUB_MODE, settings.SECRET_KEY = mode, "short"
    assert check_secret_key() == []


@pytest.mark.django_db
def test_a_demo_account_is_an_error_in_production(production):
    User.objects.create(username="editor", is_demo=True)
    User.objects.create(username="desk_head", is_demo=True)
    User.objects.create(username="lan", is_demo=False)
    assert demo_accounts_refusal() == "Demo accounts exist in production: desk_head, editor."
    assert [(error.id, error.msg) for error in check_demo_accounts()] == [
        ("staff.E002", "Demo accounts exist in production: desk_head, editor.")
    ]


@pytest.mark.django_db
def test_a_database_without_demo_accounts_is_accepted_in_production(production):
    User.objects.create(username="lan", is_demo=False)
    assert demo_accounts_refusal() == ""
    assert check_demo_accounts() == []


@pytest.mark.django_db
@pytest.mark.parametrize("mode", ["demo", "development"])
def test_a_demo_account_is_accepted_elsewhere(settings, mode):
    settings.HUB_MODE = mode
    User.objects.create(username="editor", is_demo=True)
    assert demo_accounts_refusal() == ""


@pytest.mark.django_db
def test_a_plain_check_fails_in_production(production):
    User.objects.create(username="editor", is_demo=True)
    with pytest.raises(SystemCheckError, match=r"staff\.E002.*Demo accounts exist in production: editor\."):
        call_command("check")
