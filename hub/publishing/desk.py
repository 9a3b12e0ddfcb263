"""The desk's own pages in the admin: correct, withdraw, delete for good. Thin: the acts decide (`hub.publishing.acts`)."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.admin.views.pages.utils import GenericPageBreadcrumbsMixin
from wagtail.models import Page, ReferenceIndex

from hub.content.changes import changed_fields
from hub.content.models.editions import EditionPage
from hub.publishing import acts
from hub.publishing.forms import CorrectForm, DeleteForm, WithdrawForm
from hub.publishing.recording import is_released
from hub.staff.models import User
from hub.staff.signed_in import acting
from locales.editions import editions_of
from locales.languages import display_name


class DeskView(GenericPageBreadcrumbsMixin, WagtailAdminTemplateMixin, FormView):
    """One act on one page. `may` is asked before anything is shown; what the act refuses is said on the form."""

    object: EditionPage
    button: ClassVar[Any]
    header_icon = "doc-empty-inverse"
    breadcrumbs_items_to_take = 1

    def dispatch(self, request: HttpRequest, page_id: int) -> HttpResponseBase:
        self.object = released_page(page_id)
        if not self.may(self.object, request.user):
            raise PermissionDenied
        return self.refuse_early() or super().dispatch(request)

    def may(self, page: EditionPage, by: Any) -> bool:
        raise NotImplementedError

    def act(self, form: Form, by: User) -> str:
        """Do it. Returns what to tell the editor."""
        raise NotImplementedError

    def refuse_early(self) -> HttpResponse | None:
        """Say at once what could never succeed."""
        if self.object.live:
            return None
        messages.error(self.request, _("“%(title)s” is not published.") % {"title": self.title})
        return redirect(self.edit_url)

    @property
    def title(self) -> str:
        return str(self.object.get_admin_display_title())

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=(self.object.pk,))

    def get_page_subtitle(self) -> str:
        return f"{self.page_title}: {self.title}"

    def get_success_url(self) -> str:
        return self.edit_url

    def form_valid(self, form: Form) -> HttpResponse:
        next_url = self.get_success_url()
        try:
            done = self.act(form, acting(self.request))
        except ValidationError as refused:
            for sentence in refused.messages:
                form.add_error(None, sentence)
            return self.form_invalid(form)
        messages.success(self.request, done)
        return redirect(next_url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "page": self.object,
            "media": context["form"].media,
            "button": self.button,
            "edit_url": self.edit_url,
            "language": display_name(self.object.locale.language_code),
        }


def released_page(page_id: int) -> EditionPage:
    """
    Raises:
        Http404: there is no such page, or it is none that is released to partners.
    """
    page = get_object_or_404(Page, pk=page_id).specific
    if not is_released(page):
        raise Http404
    return page


class CorrectView(DeskView):
    page_title = gettext_lazy("Publish as a correction")
    button = gettext_lazy("Publish the correction")
    template_name = "publishing/correct.html"
    form_class = CorrectForm

    def may(self, page: EditionPage, by: Any) -> bool:
        return acts.may_correct(page, by)

    def act(self, form: Form, by: User) -> str:
        acts.correct(self.object, by=by, note=form.cleaned_data["note"])
        return _("The correction of “%(title)s” is published.") % {"title": self.title}

    def changes(self) -> list[Any]:
        """Each field in which the latest draft differs from what is live, as Wagtail's comparison shows it."""
        latest = self.object.get_latest_revision_as_object()
        panel = self.object.get_edit_handler().get_bound_panel(instance=self.object, request=self.request, form=None)
        compared = [comparison(self.object, latest) for comparison in panel.get_comparison()]
        changed = set(changed_fields(self.object, latest))
        return [difference for difference in compared if difference.field.name in changed]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"comparison": self.changes()}


def going_along(page: EditionPage) -> list[tuple[str, str]]:
    """Language and title of each translation that the source takes with it when it goes."""
    if not page.is_source:
        return []
    return [(display_name(each.locale.language_code), each.title) for each in editions_of(page).live()]


class WithdrawView(DeskView):
    page_title = gettext_lazy("Withdraw")
    button = gettext_lazy("Withdraw")
    template_name = "publishing/withdraw.html"
    form_class = WithdrawForm

    def may(self, page: EditionPage, by: Any) -> bool:
        return by.has_perm("publishing.withdraw_edition") if not page.live else acts.may_withdraw(page, by)

    def act(self, form: Form, by: User) -> str:
        acts.withdraw(self.object, by=by, **form.cleaned_data)
        return _("“%(title)s” is withdrawn.") % {"title": self.title}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"page": self.object}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"going_along": going_along(self.object)}


class DeleteView(DeskView):
    page_title = gettext_lazy("Delete for good")
    button = gettext_lazy("Delete for good")
    template_name = "publishing/delete.html"
    form_class = DeleteForm

    def may(self, page: EditionPage, by: Any) -> bool:
        return acts.may_delete(page, by)

    def refuse_early(self) -> HttpResponse | None:
        usage = ReferenceIndex.get_references_to(self.object).group_by_source_object()
        if not usage.is_protected:
            return None
        messages.error(self.request, _("“%(title)s” cannot be deleted: other pages need it.") % {"title": self.title})
        return redirect("wagtailadmin_pages:usage", self.object.pk)

    def get_success_url(self) -> str:
        return reverse("wagtailadmin_explore", args=(self.object.get_parent().pk,))

    def act(self, form: Form, by: User) -> str:
        title = self.title
        acts.delete(self.object, by=by, reason=form.cleaned_data["reason"])
        return _("“%(title)s” is deleted for good.") % {"title": title}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "going_along": going_along(self.object),
            "below": self.object.get_descendants().count(),
        }


def unpublish(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Wagtail's address for unpublishing: what partners have is withdrawn with a reason, everything else as ever."""
    page = get_object_or_404(Page, pk=page_id).specific
    if is_released(page) and page.live:
        return redirect("hub_desk:withdraw", page_id)
    return UnpublishView.as_view()(request, page_id=page_id)
