"""What the desk releases without a page: the assets of a package that partners may take, for its use, its territory, its languages."""

from django.db.models import Q, QuerySet

from media_library.models import PackageItem, PackageState


def offered_items() -> QuerySet[PackageItem]:
    """Of packages that may be taken now, what went in."""
    replaced = Q(package__replaced_by__offered=True, package__replaced_by__state=PackageState.READY)
    taken = PackageItem.objects.filter(
        settled=True, reasons=[], package__offered=True, package__state=PackageState.READY, package__revoked_at=None
    )
    return taken.exclude(replaced).order_by("package", "place")
