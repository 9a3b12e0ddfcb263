"""The form of the page editor: what it fills in by itself, what it offers for choice, and NFC before anything is measured."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from hub.content import slugs
from hub.content.normal_form import composed
from hub.registry.models import Agency
from locales.languages import SOURCE, django_code

NAMED = ("agency", "organiser", "subjects", "places")  # their labels are names per language: fetched in one query each


class EditionForm(WagtailAdminPageForm):
    """A new page is its author's: agency and byline come from the account, else the agency from the page above."""

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(_composed(data), *args, **kwargs)
        if self.instance.pk is None and not self.is_bound:
            self._fill_in()
        if "slug" in self.fields:
            self.fields["slug"].required = False  # left empty, it is made from the title
        for name in NAMED:
            if name in self.fields and hasattr(self.fields[name], "queryset"):
                self.fields[name].queryset = self.fields[name].queryset.prefetch_related("names")
        if "dossiers" in self.fields:
            self.fields["dossiers"].queryset = self.fields["dossiers"].queryset.filter(
                locale__language_code=django_code(SOURCE)
            )

    def clean_slug(self) -> str:
        title = self.cleaned_data.get("title") or ""
        slug: str = self.cleaned_data["slug"] or slugs.slug_of(title)
        if not slug or self.parent_page is None:
            return slug
        slugs.one_at_a_time(self.parent_page)
        other = slugs.holder(slug, self.parent_page, self.instance)
        if other is None:
            return slug
        free = slugs.numbered(slug, self.parent_page, self.instance)
        if self.instance.first_published_at is None and slugs.is_made_from(slug, title):
            return free
        raise ValidationError(
            _(
                "“%(other)s” in the same place has the address “%(slug)s” already. Choose another one, such as “%(free)s”."
            )
            % {"other": other.get_admin_display_title(), "slug": slug, "free": free}
        )

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """After an autosave: the page that is open shows the slug that was found for it."""
        updates: list[tuple[str, str]] = super().get_field_updates_for_resave()
        slug = self.cleaned_data.get("slug")
        return [*updates, ("slug", slug)] if slug and slug != self.data.get("slug") else updates

    def _fill_in(self) -> None:
        agency = self._agency()
        if agency is not None and "agency" in self.fields and not self.initial.get("agency"):
            self.initial["agency"] = agency.pk
        if "byline" in self.fields and not self.initial.get("byline") and self.for_user is not None:
            self.initial["byline"] = composed(self.for_user.get_full_name())

    def _agency(self) -> Agency | None:
        own: Agency | None = getattr(self.for_user, "agency", None)
        if own is not None or self.parent_page is None:
            return own
        above: Agency | None = getattr(self.parent_page.specific, "agency", None)
        return above


def _composed(data: QueryDict | None) -> QueryDict | None:
    """What was sent, in NFC: a Mac's decomposed title of 200 letters must not be refused as longer than 255."""
    if data is None:
        return None
    better = data.copy()
    for name in better:
        better.setlist(name, [composed(value) for value in better.getlist(name)])
    return better
