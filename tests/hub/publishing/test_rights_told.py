"""A change of an asset's rights reaches the ledger as such, and the readers at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hub.publishing.models import LedgerEntry
from media_library.description import describe_picture
from media_library.models import Asset, Basis, Consent, PersonShown, Picture, RightsRecord
from media_library.rights.approving import end
from media_library.rights.expiry import tell_turned
from media_library.where_used import uses_of
from tests.media_library.making import described, drawing, encoded, picture
from tests.newsroom import article, desk_head, open_newsroom, publish, relay

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(settings: Any, tmp_path: Any) -> Picture:
    settings.MEDIA_ROOT = tmp_path
    open_newsroom()
    made = described(picture(encoded(drawing((64, 48)))))
    publish(article(picture=made))
    relay()
    return made


def changes() -> list[str]:
    return list(LedgerEntry.objects.order_by("seq").values_list("change", flat=True))


def address(shown: Picture) -> str:
    return str(describe_picture(Picture.objects.get(pk=shown.pk), "vi")["renditions"][0]["href"])


def newest() -> str:
    return str(LedgerEntry.objects.order_by("seq").last().edition.document)  # type: ignore[union-attr]


def test_a_withdrawn_consent_is_told_and_the_file_and_the_name_are_gone(client: Client, shown: Picture) -> None:
    consent = Consent.objects.create(name="Nguyễn Thị Mây", scope=["web"], given_on=timezone.localdate())
    PersonShown.objects.create(
        asset=shown.asset, name="Nguyễn Thị Mây", basis=Basis.CONSENT, consent=consent, named=True
    )
    relay()
    assert client.get(address(shown)).status_code == 200
    assert "Nguyễn Thị Mây" in newest()
    consent.withdrawn_on, consent.withdrawal_reason = timezone.localdate(), "Đổi ý"
    consent.save()
    relay()
    assert changes() == ["published", "rights_changed", "rights_changed"]
    assert client.get(address(shown)).status_code == 410
    assert ("consent_withdrawn" in newest(), "Nguyễn Thị Mây" in newest()) == (True, False)


def test_consent_for_the_web_alone_is_told_in_the_edition(shown: Picture) -> None:
    consent = Consent.objects.create(name="Nguyễn Thị Mây", scope=["web"], given_on=timezone.localdate())
    PersonShown.objects.create(asset=shown.asset, name="Nguyễn Thị Mây", basis=Basis.CONSENT, consent=consent)
    relay()
    assert ('"usable":true' in newest(), '"uses":["web"]' in newest()) == (True, True)


def test_a_record_that_narrows_is_told(shown: Picture) -> None:
    record = RightsRecord.objects.create(title="Hợp đồng", holder_name="A")
    shown.rights = record
    shown.save()
    relay()
    record.uses = ["print"]
    record.save()
    relay()
    assert changes() == ["published", "rights_changed", "rights_changed"]
    document = LedgerEntry.objects.last().edition.document  # type: ignore[union-attr]
    assert '"code":"use"' in document


def test_a_right_that_is_ended_at_once_is_told_and_the_file_is_gone(client: Client, shown: Picture) -> None:
    record = RightsRecord.objects.create(title="Hợp đồng", holder_name="A", first_published_at=timezone.now())
    shown.rights = record
    shown.save()
    relay()
    assert client.get(address(shown)).status_code == 200
    end(record, by=desk_head(), reason="Chủ ảnh chấm dứt")
    relay()
    assert changes() == ["published", "rights_changed", "rights_changed"]
    assert client.get(address(shown)).status_code == 410
    document = LedgerEntry.objects.last().edition.document  # type: ignore[union-attr]
    assert ('"code":"ended"' in document, "Chủ ảnh chấm dứt" in document) == (True, False)


def test_a_new_licence_is_told_as_rights(shown: Picture) -> None:
    shown.licence = "CC-BY-4.0"
    shown.save()
    relay()
    assert changes() == ["published", "rights_changed"]


def test_new_words_are_no_change_of_rights(shown: Picture) -> None:
    shown.texts = [shown.texts.model(language="vi", caption="Mới")]
    shown.save()
    relay()
    assert changes() == ["published", "updated"]


def test_words_in_another_language_are_in_new_files_that_the_ledger_tells_of(client: Client, shown: Picture) -> None:
    """The Vietnamese edition shows the same words as before; its pictures say more, at other addresses."""
    before = address(shown)
    shown.texts = [*shown.texts.all(), shown.texts.model(language="lo", alt="ໜອງບົວ")]
    shown.save()
    relay()
    assert changes() == ["published", "updated"]
    document = LedgerEntry.objects.last().edition.document  # type: ignore[union-attr]
    assert (before in document, address(shown) in document) == (False, True)
    told = client.get(address(shown))
    assert "ໜອງບົວ" in b"".join(told.streaming_content).decode(errors="replace")  # type: ignore[attr-defined]


def test_the_day_after_the_last_is_told_once(client: Client, shown: Picture) -> None:
    """The clock moves, no row does: the last day is written past the signals."""
    today = timezone.localdate()
    Asset.objects.filter(pk=shown.uid).update(usable_until=today - timedelta(days=1))
    assert client.get(address(shown)).status_code == 410
    assert len(tell_turned(today)) == 1
    assert tell_turned(today) == []
    relay()
    assert changes() == ["published", "rights_changed"]


def test_where_it_is_used_names_the_released_editions(shown: Picture) -> None:
    assert [(use.title, use.language, use.released) for use in uses_of(shown.asset)] == [
        ("Làng Sen mùa sen nở", "vi", True)
    ]
