"""Wagtail's own groups, in English and beside the house's roles. Run by `cms set_up`."""

from django.contrib.auth.models import Group

VENDORS_GROUPS = ("Moderators", "Editors")


def drop_unused_default_groups() -> None:
    """Take away Wagtail's two groups where nobody is in them and no step of a workflow asks them. Idempotent."""
    unused = Group.objects.filter(name__in=VENDORS_GROUPS, user=None, groupapprovaltask=None)
    unused.delete()
