"""In which languages somebody translates: those in whose pages they may edit, as with articles."""

from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q
from wagtail.permission_policies.pages import PagePermissionPolicy

from hub.registry.naming import SOURCE_LANGUAGE, language_choices
from locales.languages import django_code


def languages_of(user: Any) -> list[tuple[str, str]]:
    """Tag and endonym, in the order of the house. All of them for who edits the whole tree, and for who edits no pages at
    all, such as a librarian."""
    tongues = [(tag, name) for tag, name in language_choices() if tag != SOURCE_LANGUAGE]
    policy = PagePermissionPolicy()
    if user.is_superuser or not policy.user_has_permission(user, "change"):
        return tongues
    pages = policy.instances_user_has_permission_for(user, "change").order_by()
    pages = pages.annotate(is_the_root=ExpressionWrapper(Q(depth=1), BooleanField()))
    theirs = dict(pages.values_list("locale__language_code", "is_the_root").distinct().order_by("is_the_root"))
    return [(tag, name) for tag, name in tongues if any(theirs.values()) or django_code(tag) in theirs]
