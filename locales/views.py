"""Localize's admin views where the house differs: they say what happened instead of keeping it to themselves.

Thin: what may be published and how a target page is written is decided in `release_gate` and `target_pages`.
"""

import os
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.localization import get_localized_response
from wagtail.models import Locale, Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.views.edit_translation import stop_translation as localize_stop_translation
from wagtail_localize.views.report import TranslationsReportView
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsForm, UpdateTranslationsView

from hub.staff.signed_in import acting
from locales.editions import untranslated_ancestors
from locales.handing_in import hand_in
from locales.languages import display_name
from locales.release_gate import ReleaseRefused


class SubmitPage(SubmitPageTranslationView):
    """ "Translate this page": its ancestors come along as drafts to be translated, never as live aliases."""

    def get_object(self) -> Page:
        return _as_written(super().get_object())

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            self.object.full_clean()
        except ValidationError as incomplete:
            form.add_error(None, _("The page is not complete, so it cannot be translated yet:"))
            form.add_error(None, _faults(self.object, incomplete))
            return self.render_to_response(self.get_context_data() | {"form": form})
        # localize would hand out the words of an earlier submission
        TranslationSource.update_or_create_from_instance(self.object)
        brought = [(locale, untranslated_ancestors(self.object, locale.pk)) for locale in form.cleaned_data["locales"]]
        response: HttpResponse = super().form_valid(form)
        for locale, ancestors in brought:
            self._tell(locale, ancestors)
        return response

    def _tell(self, locale: Locale, ancestors: list[Page]) -> None:
        if ancestors:
            messages.info(
                self.request,
                ngettext(
                    "The page it stands in was submitted for translation into %(language)s as well: %(pages)s.",
                    "The pages it stands in were submitted for translation into %(language)s as well: %(pages)s.",
                    len(ancestors),
                )
                % {
                    "language": display_name(locale.language_code),
                    "pages": ", ".join(page.get_admin_display_title() for page in ancestors),
                },
            )


class SyncForm(UpdateTranslationsForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["publish_translations"].help_text = gettext_lazy(
            "Languages in which nothing is missing are published at once; the others wait for their translators."
        )


class SyncTranslations(UpdateTranslationsView):
    """ "Sync translated pages": publishes what is whole, and names every language that has to wait, with the reason."""

    object: TranslationSource

    def get_form(self) -> SyncForm:
        return SyncForm(self.request.POST) if self.request.method == "POST" else SyncForm()

    def form_valid(self, form: forms.Form) -> HttpResponse:
        with transaction.atomic():
            self.object, _created = TranslationSource.update_or_create_from_instance(
                _as_written(self.object.get_source_instance())
            )
            translations = list(self.object.translations.filter(enabled=True).select_related("source", "target_locale"))
            for translation in translations:
                if form.cleaned_data["publish_translations"]:
                    self._publish(translation)
                else:
                    self.object.update_target_view_restrictions(translation.target_locale)
            self.components.save(self.object, sources_and_translations={self.object: translations})
        messages.success(self.request, self.get_success_message())
        return redirect(self.get_success_url() or self.get_default_success_url())

    def _publish(self, translation: Translation) -> None:
        page = translation.get_target_instance()
        if isinstance(page, Page) and not page.permissions_for_user(self.request.user).can_publish():
            raise PermissionDenied
        try:
            translation.save_target(user=self.request.user, publish=True)
        except ReleaseRefused as refused:
            messages.warning(self.request, refused.in_words())
        except ValidationError as invalid:
            messages.error(self.request, _faults(page, invalid))


def refuse_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """ "Convert to alias page" would show the source's words on a live foreign page, so it is not on offer."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    messages.error(
        request, _("A page cannot become an alias of a page in another language: readers would see the wrong language.")
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


@require_POST
def hand_in_translation(request: HttpRequest, translation_id: int) -> HttpResponse:
    translation = get_object_or_404(Translation, pk=translation_id)
    page = translation.get_target_instance()
    try:
        hand_in(translation, by=acting(request))
    except ReleaseRefused as refused:
        messages.error(request, refused.messages[0])
    except ValidationError as invalid:
        messages.error(request, _faults(page, invalid))
    else:
        messages.success(request, _("“%(title)s” waits for approval now.") % {"title": page.get_admin_display_title()})
    return redirect("wagtailadmin_pages:edit", page.pk)


def stop_translation(request: HttpRequest, translation_id: int) -> HttpResponse:
    """ "Stop synced translation": from then on the page answers for itself, so it takes the right to publish it."""
    page = get_object_or_404(Translation, pk=translation_id).get_target_instance()
    if isinstance(page, Page) and not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    response: HttpResponse = localize_stop_translation(request, translation_id)
    return response


def may_see_report(request: HttpRequest) -> bool:
    """It names every page, drafts too: for those who have pages to translate or to edit."""
    return bool(PagePermissionPolicy().user_has_permission(request.user, "change"))


class TranslationsReport(TranslationsReportView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see_report(request):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_queryset(self) -> QuerySet[Translation]:
        """The newest first: localize gives no order, so a page of the list could repeat another."""
        return super().get_queryset().order_by("-pk")


class HouseCatalog(JavaScriptCatalog):
    """The admin's JavaScript strings: Django's view reads packages only, this one the project's own catalogs too."""

    def get_paths(self, packages: list[str]) -> list[str]:
        # of two catalogs the later one wins; LOCALE_PATHS are listed strongest first
        return [*super().get_paths(packages), *(os.fspath(path) for path in reversed(settings.LOCALE_PATHS))]


def javascript_catalog(request: HttpRequest, package: str) -> HttpResponse:
    """In the language the signed-in user chose, as Wagtail does."""
    view = HouseCatalog.as_view(packages=[package])
    response: HttpResponse = get_localized_response(view, request)
    return response


def _as_written(page: Page) -> Page:
    """What is translated: the published text, or of a page never published its latest draft."""
    if isinstance(page, Page) and not page.live:
        return page.get_latest_revision_as_object()
    return page


def _faults(page: Page, invalid: ValidationError) -> str:
    labelled = getattr(invalid, "message_dict", {"": invalid.messages})
    return "; ".join(f"{_label(page, name)}{' '.join(faults)}" for name, faults in labelled.items())


def _label(page: Page, name: str) -> str:
    known = {field.name: field for field in page._meta.get_fields()}
    return f"{getattr(known[name], 'verbose_name', name)}: " if name in known else ""
