import pytest
from django.conf import LazySettings
from wagtail.models import Locale

from locales.set_up import ensure_locales

CODES = ["vi", "en", "lo", "zh-hans", "ja", "ko", "fr", "ru"]


@pytest.mark.django_db
def test_ensure_locales_makes_one_for_each_language_in_order() -> None:
    assert [locale.language_code for locale in ensure_locales()] == CODES
    assert sorted(Locale.objects.values_list("language_code", flat=True)) == sorted(CODES)


@pytest.mark.django_db
def test_ensure_locales_twice_makes_nothing_new() -> None:
    first = ensure_locales()
    assert ensure_locales() == first
    assert Locale.objects.count() == len(CODES)


@pytest.mark.django_db
def test_ensure_locales_keeps_a_language_that_left_the_configuration(settings: LazySettings) -> None:
    ensure_locales()
    settings.WAGTAIL_CONTENT_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
    ensure_locales()
    assert Locale.objects.count() == len(CODES)
