"""Where partners and their keys are kept in the admin. Views parse and show; `hub.partners.keys` acts."""

from typing import Any

from babel import Locale as Cldr
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.ui.tables import Column as TableColumn
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton

from hub.partners.api.addresses import api_url
from hub.partners.keys import create_key, revoke_key
from hub.partners.models import Partner, PartnerKey
from hub.partners.partner_forms import KeyForm, PartnerForm
from hub.staff.page_frame import page_frame
from locales.languages import SOURCE

SEE, MAKE, REVOKE = "partners.view_partnerkey", "partners.add_partnerkey", "partners.change_partnerkey"


def country_name(partner: Partner) -> str:
    """In the reader's language: `LA` → `Lào`."""
    reader = Cldr.parse((get_language() or SOURCE).replace("-", "_"))
    return str(reader.territories.get(partner.country, partner.country))


def keys_url(partner: Partner) -> str:
    return reverse("partners:keys", args=[partner.pk])


@require_safe
@permission_required(SEE, raise_exception=True)
def keys(request: HttpRequest, pk: int) -> HttpResponse:
    """The keys of a partner: never their text."""
    partner = get_object_or_404(Partner, pk=pk)
    context = {
        "partner": partner,
        "keys": partner.keys.select_related("created_by").order_by("-created_at"),
        "may_make": request.user.has_perm(MAKE),
        "may_revoke": request.user.has_perm(REVOKE),
        **_frame(partner, _("Keys")),
    }
    return render(request, "partners/keys.html", context)


@never_cache
@sensitive_variables("text")
@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(MAKE, raise_exception=True)
def new_key(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what the key is for; then show it, once."""
    partner = get_object_or_404(Partner, pk=pk)
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            key, text = create_key(partner, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]  # staff are our users
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            context = {
                "partner": partner,
                "key": key,
                "text": text,
                "curl": f'curl -H "Authorization: Bearer {text}" {api_url("items?limit=1")}',
                **_frame(partner, _("New key")),
            }
            return render(request, "partners/key_made.html", context)
    return render(
        request, "partners/new_key.html", {"partner": partner, "form": form, **_frame(partner, _("Create key"))}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(REVOKE, raise_exception=True)
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then revoke."""
    key = get_object_or_404(PartnerKey.objects.select_related("partner"), pk=pk)
    if request.method == "POST":
        revoke_key(key, by=request.user)  # type: ignore[arg-type]  # staff are our users
        messages.success(request, _("The key “%(name)s” is revoked: it is refused from now on.") % {"name": key.name})
        return redirect(keys_url(key.partner))
    return render(
        request,
        "partners/revoke_key.html",
        {"key": key, "partner": key.partner, **_frame(key.partner, _("Revoke key"))},
    )


def _frame(partner: Partner, title: str) -> dict[str, Any]:
    frame = page_frame(title, "key", (reverse("partners:index"), _("Partners")), (keys_url(partner), partner.name))
    named = f"{title}: {partner.name}"
    return frame | {"page_title": named, "header_title": named}


def keys_in_use(partner: Partner) -> int:
    return int(getattr(partner, "keys_in_use", 0))


class PartnerIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[Partner]:
        in_use = Count("keys", filter=Q(keys__revoked_at__isnull=True))
        return super().get_base_queryset().annotate(keys_in_use=in_use)

    def get_list_more_buttons(self, instance: Partner) -> list[Any]:
        buttons = super().get_list_more_buttons(instance)
        if self.request.user.has_perm(SEE):
            buttons.append(Button(_("Keys"), url=keys_url(instance), icon_name="key", priority=5))
        return buttons


class PartnerEditView(EditView):
    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons = list(super().header_buttons)
        if self.request.user.has_perm(SEE):
            buttons.append(HeaderButton(_("Keys"), url=keys_url(self.object), icon_name="key"))
        return buttons


class PartnerViewSet(ModelViewSet):
    model = Partner
    name = "partners"
    url_prefix = "partners"
    icon = "group"
    menu_label = gettext_lazy("Partners")
    menu_name = "partners"
    menu_order = 500
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = PartnerIndexView
    edit_view_class = PartnerEditView
    list_filter = ("is_active", "country")
    search_fields = ("name", "contact")
    list_display = (
        "name",
        TableColumn("country", label=gettext_lazy("Country"), accessor=country_name),
        TableColumn("keys", label=gettext_lazy("Keys"), accessor=keys_in_use),
        BooleanColumn("is_active", label=gettext_lazy("Active")),
    )
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("contact"), FieldPanel("country")]),
            FieldPanel("agency"),
            MultiFieldPanel(
                [FieldPanel("languages"), FieldPanel("licences"), FieldPanel("scopes")],
                heading=gettext_lazy("What it may take"),
            ),
            MultiFieldPanel([FieldPanel("networks"), FieldPanel("rate_limit")], heading=gettext_lazy("How it may ask")),
            FieldPanel("notes"),
            FieldPanel("is_active"),
        ],
        base_form_class=PartnerForm,
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("keys/<int:pk>/", keys, name="keys"),
            path("keys/<int:pk>/new/", new_key, name="new_key"),
            path("keys/revoke/<int:pk>/", revoke, name="revoke_key"),
        ]
