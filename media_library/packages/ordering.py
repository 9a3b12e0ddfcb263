"""Who orders, repeats, replaces, offers and recalls packages. All of it is in the audit log: a package leaves the house."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from media_library.finding.seen_shelves import assets_seen_by
from media_library.jobs import make_package
from media_library.models import Asset, Package, PackageItem, PackageLink, PackageState

MAKE = "media_library.add_package"
SEE_ALL = ("media_library.view_package", "media_library.change_package")
KEEP_ALL = "media_library.change_package"
OF_THE_ORDER = ("title", "recipient", "message", "use", "territory", "day", "languages", "form", "offered")


def seen_by(user: Any) -> QuerySet[Package]:
    """One's own, and everybody's for those who look after them."""
    if any(user.has_perm(permission) for permission in SEE_ALL):
        return Package.objects.all()
    return Package.objects.filter(created_by=user) if user.has_perm(MAKE) else Package.objects.none()


def may_keep(package: Package, user: Any) -> bool:
    """Repeat it, hand it over, recall it?"""
    own = package.created_by_id == user.pk and user.has_perm(MAKE)
    return bool(own or (user.has_perm(MAKE) and user.has_perm(KEEP_ALL)))


@transaction.atomic
def order(package: Package, assets: Sequence[Asset], *, by: Any) -> Package:
    """A package of these assets, in this order; made by a job.

    Raises:
        PermissionDenied: `by` may not hand anything out, or does not see one of them.
    """
    seen = assets_seen_by(by).filter(pk__in=[asset.pk for asset in assets]).count()
    if not by.has_perm(MAKE) or seen != len(assets):
        raise PermissionDenied
    package.created_by = by
    package.save(force_insert=True)
    PackageItem.objects.bulk_create(
        PackageItem(package=package, place=place, asset=asset, asset_uid=asset.pk, title=asset.title)
        for place, asset in enumerate(assets, start=1)
    )
    log(instance=package, action="media_library.package", user=by, data=_audited(package, len(assets)))
    make_package.enqueue(str(package.pk))
    return package


@transaction.atomic
def try_again(package: Package, *, by: Any) -> None:
    """From the step that failed on, or on which it stands still.

    Raises:
        PermissionDenied: it is somebody else's.
    """
    _demand(package, by)
    waiting = Package.objects.filter(pk=package.pk).exclude(state=PackageState.READY)
    if waiting.update(state=PackageState.WAITING, fault="", attempts=0, moved_at=timezone.now()):
        make_package.enqueue(str(package.pk))


@transaction.atomic
def make_next(package: Package, *, by: Any) -> Package:
    """The next version: the same assets as they now are, for the same purpose; what may not be used is left out by it.

    The links lead to it from now on. Asked twice, there is still one.

    Raises:
        PermissionDenied: it is somebody else's, or `by` does not see all of its assets any more.
    """
    _demand(package, by)
    package = Package.objects.select_for_update().get(pk=package.pk)
    there = Package.objects.filter(replaces=package).first()
    if there is not None:
        return there
    items = package.items.exclude(asset=None).select_related("asset")
    following = Package(**{name: getattr(package, name) for name in OF_THE_ORDER})
    following.number, following.replaces = package.number + 1, package
    made = order(following, [item.asset for item in items if item.asset is not None], by=by)
    PackageLink.objects.filter(package=package).update(package=made)
    return made


@transaction.atomic
def recall(package: Package, *, by: Any, reason: str) -> None:
    """Nobody takes it any more, by whatever way.

    Raises:
        PermissionDenied: it is somebody else's.
    """
    _demand(package, by)
    Package.objects.filter(pk=package.pk, revoked_at=None).update(revoked_at=timezone.now())
    log(instance=package, action="media_library.package_recall", user=by, data={"reason": reason.strip()[:500]})


def _demand(package: Package, by: Any) -> None:
    if not may_keep(package, by):
        raise PermissionDenied


def _audited(package: Package, count: int) -> dict[str, Any]:
    day = package.day.isoformat() if package.day else None
    told = {name: getattr(package, name) for name in OF_THE_ORDER if name not in ("title", "message", "day")}
    return {**told, "day": day, "number": package.number, "assets": count}
