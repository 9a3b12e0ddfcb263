"""A child that a file discloses is among the people shown, whatever whoever brought or replaced the file wrote there: left out, it
would let the file be used before the guardian has agreed.
"""

from media_library.ingest.releases import child_age, child_in_words
from media_library.models import FileVersion, PersonShown


def ask_for_its_child(version: FileVersion) -> None:
    """Nobody is added where somebody stands there who is no older than the file says."""
    age = child_age(version.proposals)
    if age is not None and not PersonShown.objects.filter(asset=version.asset_id, age__lte=age).exists():
        PersonShown.objects.create(asset=version.asset, name=child_in_words(age), age=age)
