"""Where-used tells of packages: to whom an asset went."""

from typing import Any

import pytest
from django.utils import timezone

from media_library.models import Asset, Package
from media_library.where_used import uses_of
from tests.media_library.packages.room import made, ordered, person, small

pytestmark = pytest.mark.django_db


def told(asset: Asset) -> list[tuple[str, str, bool]]:
    return [(use.title, use.address, use.released) for use in uses_of(asset)]


def changed(package: Package, **fields: Any) -> None:
    Package.objects.filter(pk=package.pk).update(**fields)


def test_who_was_handed_an_asset_is_told_where_it_is_used() -> None:
    asset = small().asset
    taken = made(person(superuser=True), asset, title="Lễ hội Làng Sen", recipient="Đài Viêng Chăn")
    changed(taken, downloads=2)

    assert told(asset) == [
        (
            "Package “Lễ hội Làng Sen”, version 1, for Đài Viêng Chăn: taken 2 times",
            f"/admin/media-library/packages/{taken.pk}/",
            True,
        )
    ]


def test_a_package_that_nobody_can_have_is_no_use() -> None:
    asset, by = small().asset, person(superuser=True)
    ordered(by, asset, title="chưa làm xong")
    recalled = made(by, asset, title="thu hồi trước khi ai lấy")
    changed(recalled, revoked_at=timezone.now())
    assert told(asset) == []

    changed(recalled, downloads=1)  # somebody was quicker
    assert [title for title, _address, _released in told(asset)] == [
        "Package “thu hồi trước khi ai lấy”, version 1, for –: taken 1 time"
    ]
