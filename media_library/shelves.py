"""The shelves on which pictures and documents stand: Wagtail's collections. Run by `cms set_up`."""

from wagtail.models import Collection

VENDORS_ROOT = "Root"
ROOT = "Kho tư liệu"


def ensure_root_shelf_is_named() -> None:
    """The shelf above all others has a name in the house's language, unless somebody gave it another. Idempotent."""
    Collection.objects.filter(depth=1, name=VENDORS_ROOT).update(name=ROOT)
