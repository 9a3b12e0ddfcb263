"""Brand assets: found by their short name or their id."""

from uuid import UUID

from media_library.models import BrandAsset


def find_brand(key: str) -> BrandAsset | None:
    """A brand asset by its short name, or by its id: names are chosen by people and may change."""
    try:
        return BrandAsset.objects.filter(asset=UUID(key)).first()
    except ValueError:
        return BrandAsset.objects.filter(slug=key).first()
