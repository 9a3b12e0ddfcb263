"""The term desk in the admin: addresses, views and the concept's form. Views parse and show; `acts` and `exchange` act."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.viewsets.model import ModelViewSet

from hub.registry.naming import Certainty
from hub.staff.page_frame import page_frame
from locales.terms import exchange, tbx
from locales.terms.acts import APPROVE, approve, may_approve
from locales.terms.forms import ConceptForm, ImportForm, LanguageSelect, TermTable
from locales.terms.listing import TermIndexView, narrowed
from locales.terms.models import Concept, Term

SEE, ADD, CHANGE = "terms.view_concept", "terms.add_concept", "terms.change_concept"


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(APPROVE, raise_exception=True)
def approve_term(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a proposed term beside the others of its concept; then approve it."""
    term = get_object_or_404(Term.objects.select_related("concept", "proposed_by"), pk=pk)
    if request.method == "POST":
        try:
            approve(term, by=request.user)  # type: ignore[arg-type]  # staff are our users
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, _("“%(text)s” is approved.") % {"text": term.text})
        return redirect(_back(request))
    others = [other for other in term.concept.terms.all() if other.language in (term.language, "vi") and other != term]
    context = {
        "term": term,
        "others": others,
        "may": may_approve(term, request.user),  # type: ignore[arg-type]  # staff are our users
        "waiting": term.status == Certainty.PROPOSED,
        **_frame(_("Approve a term")),
    }
    return render(request, "terms/approve.html", context)


def _back(request: HttpRequest) -> str:
    asked = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return asked
    return reverse("terms:index")


@require_safe
@permission_required(SEE, raise_exception=True)
def export_csv(request: HttpRequest) -> HttpResponse:
    """The list as it is narrowed."""
    return _file(exchange.written(narrowed(request.GET)), "text/csv; charset=utf-8", "csv")


@require_safe
@permission_required(SEE, raise_exception=True)
def export_tbx(request: HttpRequest) -> HttpResponse:
    """The approved terms of the list as it is narrowed, for translation tools."""
    terms = narrowed(request.GET).filter(status=Certainty.APPROVED)
    return _file(tbx.written(terms), "application/x-tbx", "tbx")


def _file(content: bytes, kind: str, ending: str) -> HttpResponse:
    name = f"thuat-ngu-{timezone.localdate():%Y-%m-%d}.{ending}"
    return HttpResponse(content, kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required([ADD, CHANGE], raise_exception=True)
def import_csv(request: HttpRequest) -> HttpResponse:
    """Take a file in, whole or not at all; every fault is shown with its line."""
    form = ImportForm(request.POST or None, request.FILES or None)
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            done = exchange.take_in(form.cleaned_data["file"].read(), by=request.user)  # type: ignore[arg-type]  # staff are our users
        except ValidationError as refused:
            faults = refused.messages
        else:
            messages.success(request, _imported(done))
            return redirect("terms:index")
    return render(request, "terms/import.html", {"form": form, "faults": faults, **_frame(_("Import CSV"))})


def _imported(done: exchange.TakenIn) -> str:
    return " ".join(
        [
            _("%(added)d terms added, %(changed)d changed, %(kept)d as they were.")
            % {"added": done.added, "changed": done.changed, "kept": done.kept},
            ngettext("%(count)d waits for approval.", "%(count)d wait for approval.", done.waiting)
            % {"count": done.waiting}
            if done.waiting
            else "",
        ]
    ).strip()


def _frame(title: str) -> dict[str, Any]:
    return page_frame(title, "openquote", (reverse("terms:index"), _("Terms")))


class TermsViewSet(ModelViewSet):
    model = Concept
    name = "terms"
    url_prefix = "terms"
    icon = "openquote"
    menu_label = gettext_lazy("Terms")
    menu_name = "terms"
    menu_order = 260
    add_to_admin_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = TermIndexView
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("code"), FieldPanel("domain"), FieldPanel("critical")]),
            TermTable(
                "terms",
                heading=gettext_lazy("Terms in all languages"),
                label=gettext_lazy("Term"),
                panels=[
                    FieldPanel("language", widget=LanguageSelect),
                    *(FieldPanel(name) for name in ("text", "usage", "audience", "reason", "source", "note")),
                    *(FieldPanel(name) for name in ("valid_from", "valid_to")),
                ],
                help_text=gettext_lazy(
                    "A term that is new or changed waits for somebody else’s approval. Leave a row empty where there is no word yet."
                ),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("definition_vi"), FieldPanel("definition_en")]),
                    FieldRowPanel([FieldPanel("note_vi"), FieldPanel("note_en")]),
                ],
                heading=gettext_lazy("What is meant"),
            ),
        ],
        base_form_class=ConceptForm,
    )

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        kwargs = super().get_index_view_kwargs(**kwargs)
        for name in (
            "model",
            "search_fields",
            "list_filter",
            "list_display",
            "filterset_class",
            "list_export",
            "ordering",
            "paginate_by",
        ):
            kwargs.pop(name, None)
        return kwargs

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("approve/<int:pk>/", approve_term, name="approve"),
            path("export.csv", export_csv, name="export_csv"),
            path("export.tbx", export_tbx, name="export_tbx"),
            path("import/", import_csv, name="import_csv"),
        ]
