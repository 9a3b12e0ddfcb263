"""To whom an asset went: when its right ends, whoever was handed it has to be told, and only the house knows who that is."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from media_library.models import Asset, Package, PackageItem, PackageState
from media_library.where_used import UsedBy, tells_uses


@tells_uses
def packages_with(asset: Asset) -> Iterator[UsedBy]:
    """The packages that can be taken, and those recalled that somebody had taken before; the newest first."""
    theirs = PackageItem.objects.filter(asset_uid=asset.pk, told__isnull=False, package__state=PackageState.READY)
    theirs = theirs.filter(Q(package__revoked_at=None) | Q(package__downloads__gt=0))
    for item in theirs.select_related("package").order_by("-package__created_at"):
        address = reverse("media_library:package", args=[item.package_id])
        yield UsedBy(title=_told(item.package), address=address, released=item.package.downloads > 0)


def _told(package: Package) -> str:
    """“Package “Lễ hội Làng Sen”, version 2, for Lao National TV: taken 3 times”"""
    named = {"title": package.title, "number": package.number, "recipient": package.recipient or "–"}
    taken = ngettext("taken %(count)d time", "taken %(count)d times", package.downloads) % {"count": package.downloads}
    return _("Package “%(title)s”, version %(number)s, for %(recipient)s") % named + f": {taken}"
