"""What waits for translators: the pages in the languages they may edit that still have gaps, or wait to be released.

How far a released translation is behind its source is told by the ledger (`hub.publishing.waiting`). Reads only.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Trim
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from hub.staff.models import User
from hub.staff.waiting import Waiting, WaitingPanel, edit_url, said_of
from locales.languages import SOURCE, django_code


def translation_of_this() -> QuerySet[Translation]:
    """For a query over pages: the translation whose target the page is."""
    translations: QuerySet[Translation] = Translation.objects.filter(
        source__object_id=OuterRef("translation_key"), target_locale=OuterRef("locale"), enabled=True
    ).exclude(source__locale=F("target_locale"))
    return translations


def gaps_of_this() -> Subquery:
    """For a query over pages: how many passages `release_gate.gaps` would find."""
    usable = (
        StringTranslation.objects.filter(
            translation_of=OuterRef("string"), context=OuterRef("context"), locale=OuterRef(OuterRef("locale"))
        )
        .exclude(has_error=True)
        .annotate(words=Trim("data"))
        .exclude(words="")
    )
    missing = (
        StringSegment.objects.filter(
            source__object_id=OuterRef("translation_key"), source__locale__language_code=django_code(SOURCE)
        )
        .exclude(Exists(usable))
        .order_by()
        .values("source")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return Subquery(missing, output_field=IntegerField())


def unfinished_translations(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Of these pages the translations with gaps, and the whole ones that no reader has seen yet.

    A translation that was withdrawn, or whose source was, waits for nobody. `renewed`: the source was published again
    since the translators were given its words.
    """
    source = Page.objects.filter(
        translation_key=OuterRef("translation_key"), locale__language_code=django_code(SOURCE)
    ).exclude(live=False, last_published_at__isnull=False)
    given = TranslationSource.objects.filter(
        object_id=OuterRef("translation_key"), locale__language_code=django_code(SOURCE)
    )
    return (
        pages.filter(Exists(translation_of_this()), Exists(source))
        .exclude(live=False, last_published_at__isnull=False)
        .annotate(
            gaps=Coalesce(gaps_of_this(), 0),
            source_published_at=Subquery(source.values("last_published_at")[:1]),
            given_at=Subquery(given.values("last_updated_at")[:1]),
        )
        .filter(Q(gaps__gt=0) | Q(live=False))
        .select_related("locale")
        .order_by("-live", "-gaps", "-source_published_at", "pk")
    )


class TranslationsPanel(WaitingPanel):
    name = "translations"
    heading = gettext_lazy("Translations to finish")
    nothing = gettext_lazy(
        "No translation waits. To begin one, open a Vietnamese page and choose “Translate this page” in its menu."
    )
    icon = "wagtail-localize-language"
    order = 50

    def is_for(self) -> bool:
        return translates(self.user)

    def all_url(self) -> str:
        return reverse("wagtail_localize:translations_report")

    def found(self) -> QuerySet[Page]:
        return unfinished_translations(PagePermissionPolicy().instances_user_has_permission_for(self.user, "change"))

    def told(self, rows: Sequence[Any]) -> list[Waiting]:
        return [
            Waiting(
                title=page.get_admin_display_title(),
                url=edit_url(page.pk),
                about=said_of(page, _renewal(page)),
                flag=_missing(page.gaps),
                urgent=page.live,
            )
            for page in rows
        ]


def _missing(gaps: int) -> str:
    if not gaps:
        return _("whole, waits to be released")
    return ngettext("%(number)d passage missing", "%(number)d passages missing", gaps) % {"number": gaps}


def _renewal(page: Any) -> str:
    if not (page.source_published_at and page.given_at and page.source_published_at > page.given_at):
        return ""
    return _("the source was published again since")


def translates(user: User) -> bool:
    return user.has_perm("wagtail_localize.submit_translation") and bool(
        PagePermissionPolicy().user_has_permission(user, "change")
    )
