"""What the admin says in English in every language, because nobody has marked it for translation: names that Django makes of a
class's or a column's own, and what a permission is called. It is worded here, once, when the app is ready; what is marked is in
`locales/catalogs/wagtail`.
"""

from collections.abc import Callable
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy, pgettext_lazy

ACTS: dict[str, Any] = {
    "add": gettext_lazy("Add: %(things)s"),
    "change": gettext_lazy("Change: %(things)s"),
    "delete": gettext_lazy("Delete: %(things)s"),
}


def word_it() -> None:
    """Once, when models and forms are loaded."""
    from wagtail.admin.forms.workflows import WorkflowPageForm  # noqa: PLC0415 - app ready
    from wagtail.models import Locale, Site  # noqa: PLC0415 - app ready
    from wagtail.sites.views import IndexView  # noqa: PLC0415 - app ready
    from wagtail.users.templatetags import wagtailusers_tags  # noqa: PLC0415 - app ready
    from wagtail_localize.models import Translation  # noqa: PLC0415 - app ready

    _name(Locale, gettext_lazy("language"), gettext_lazy("languages"))
    _name(Translation, pgettext_lazy("work", "translation"), pgettext_lazy("work", "translations"))
    for column in IndexView.columns:
        if column.name in ("port", "site_name", "root_page"):
            column.label = capfirst(Site._meta.get_field(column.name).verbose_name)
    WorkflowPageForm.base_fields["page"].label = gettext_lazy("Page")
    wagtailusers_tags.register.inclusion_tag(
        "wagtailusers/groups/includes/formatted_permissions.html", name="format_permissions"
    )(_worded(wagtailusers_tags.format_permissions))


def _name(model: Any, one: Any, many: Any) -> None:
    model._meta.verbose_name, model._meta.verbose_name_plural = one, many


def _worded(format_permissions: Callable[[Any], dict[str, Any]]) -> Callable[[Any], dict[str, Any]]:
    """Each box of the table of permissions says what it is for, to those who hear it; Django keeps that in English."""

    def worded(permission_bound_field: Any) -> dict[str, Any]:
        told = format_permissions(permission_bound_field)
        for row in told["object_perms"]:
            for act in ACTS.keys() & row.keys():
                row[act]["perm"].name = ACTS[act] % {"things": row["object"]}
        return told

    return worded
