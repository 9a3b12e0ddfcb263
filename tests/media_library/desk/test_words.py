"""Words in other languages: what is missing, and what says the source's words of before."""

import pytest
from django.test import Client
from django.urls import reverse

from media_library.behind import behind
from media_library.models import Asset
from media_library.translating.texts import put_texts
from tests.media_library.making import approve_all, drawing, encoded, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def lotus() -> Asset:
    asset: Asset = picture(encoded(drawing((40, 30))), title="Sen").asset
    put_texts(asset, {"vi": {"caption": "Sen nở."}, "en": {"caption": "Lotus in bloom.", "keywords": "lotus"}})
    asset.save()
    return Asset.objects.get()


def stale(asset: Asset) -> dict[str, str]:
    asset = Asset.objects.get(pk=asset.pk)
    return behind(asset.text_in("en"), asset.text_in("vi"))


def write(asset: Asset, **texts: dict[str, str]) -> None:
    put_texts(asset, texts)
    asset.save()


def test_a_translation_is_behind_when_its_source_says_something_else(lotus: Asset) -> None:
    assert stale(lotus) == {}
    write(lotus, vi={"caption": "Sen tàn."})
    assert stale(lotus) == {"caption": "Sen nở."}
    write(lotus, vi={"caption": "Sen nở."})
    assert stale(lotus) == {}


def test_what_was_changed_together_is_not_behind(lotus: Asset) -> None:
    write(lotus, vi={"caption": "Sen tàn."}, en={"caption": "Lotus, faded."})
    assert stale(lotus) == {}


def test_what_was_written_before_sources_were_kept_is_behind_by_the_next_change(lotus: Asset) -> None:
    lotus.texts.filter(language="en").update(translated_from={})
    lotus = Asset.objects.get()
    write(lotus, vi={"caption": "Sen tàn."})
    write(lotus, vi={"caption": "Sen tàn hẳn."})
    assert stale(lotus) == {"caption": "Sen nở."}


def test_what_the_source_says_no_more_is_not_behind(lotus: Asset) -> None:
    write(lotus, vi={"caption": ""})
    assert stale(lotus) == {}


def test_a_translator_sees_what_changed_and_says_that_it_is_right(editor: Client, lotus: Asset) -> None:
    listed, form = f"{reverse('media_library:wanting')}?lang=en", reverse("media_library:words", args=[lotus.pk, "en"])
    assert editor.get(listed).context["rows"] == []
    write(lotus, vi={"caption": "Sen tàn."})
    assert editor.get(listed).context["rows"] == [{"asset": lotus, "missing": [], "behind": ["caption"], "draft": None}]
    page = editor.get(form)
    assert "<del>Sen nở.</del>" in page.content.decode()
    sent = {"caption": "Lotus in bloom.", "keywords": "lotus", "seen-caption": "Sen tàn."}
    assert editor.post(form, sent).status_code == 302
    assert editor.get(listed).context["rows"] == []  # it waits for somebody else
    assert stale(lotus) == {"caption": "Sen nở."}
    approve_all()
    assert (stale(lotus), editor.get(listed).context["rows"]) == ({}, [])


def test_a_source_that_is_changed_while_it_is_translated_is_behind(editor: Client, lotus: Asset) -> None:
    write(lotus, vi={"caption": "Sen tàn hẳn."})
    sent = {"caption": "Lotus, faded.", "seen-caption": "Sen tàn."}
    assert editor.post(reverse("media_library:words", args=[lotus.pk, "en"]), sent).status_code == 302
    approve_all()
    assert stale(lotus) == {"caption": "Sen tàn."}
