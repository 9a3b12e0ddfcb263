"""Links by which people without an account send files (`media_library.ingest.contributing`): made, shown once, and revoked."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.log_actions import log

from media_library.desk.looking import in_library
from media_library.desk.views import may_enter
from media_library.ingest.shelving import shelves_of
from media_library.models import ContributorLink

DAYS = (1, 3, 7, 14, 30)


class LinkForm(forms.ModelForm[ContributorLink]):
    days = forms.TypedChoiceField(
        label=gettext_lazy("Days valid"), choices=[(each, str(each)) for each in DAYS], coerce=int, initial=7
    )

    class Meta:
        model = ContributorLink
        fields = ("title", "collection", "terms", "days", "most_files", "most_megabytes")
        labels = {"terms": gettext_lazy("Terms of use")}
        widgets = {"terms": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["collection"].queryset = shelves_of(user)  # type: ignore[attr-defined]  # a choice of rows
        self.fields["terms"].initial = _(
            "I made these files myself or may pass them on. The province’s information agencies may publish them with my name."
        )


def make_link(form: LinkForm, *, by: Any) -> tuple[ContributorLink, str]:
    """The link and its token, which is told this once. The form has checked that `by` may add to the shelf."""
    link: ContributorLink = form.save(commit=False)
    token = ContributorLink.new_token()
    link.token_hash, link.created_by = ContributorLink.hash_of(token), by
    link.expires_at = timezone.now() + timedelta(days=form.cleaned_data["days"])
    link.save()
    log(instance=link, action="media_library.link", user=by)
    return link, token


def revoke(link: ContributorLink, *, by: Any) -> None:
    """Nothing more arrives by it; what has arrived stays to be looked through.

    Raises:
        PermissionDenied: it is for a shelf to which `by` may not add.
    """
    if not shelves_of(by).filter(pk=link.collection_id).exists():
        raise PermissionDenied
    link.revoked_at = timezone.now()
    link.save(update_fields=["revoked_at"])
    log(instance=link, action="media_library.unlink", user=by)


@may_enter
def links(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    shelves = shelves_of(user)
    if not shelves:
        raise PermissionDenied
    form = LinkForm(request.POST or None, user=user)
    address = ""
    if request.method == "POST" and form.is_valid():
        link, token = make_link(form, by=user)
        address = settings.BASE_URL + reverse("contribute:page", args=[token])
        messages.success(request, _("The link for “%(title)s” is made. It is shown this once: copy it now.") % {"title": link.title})  # fmt: skip
        form = LinkForm(user=user)
    rows = (
        ContributorLink.objects.filter(collection__in=shelves).select_related("collection").prefetch_related("uploads")
    )
    frame = in_library(_("Contributor links"), "link", (reverse("media_library:upload_page"), _("Upload files")))
    context = frame | {"form": form, "links": rows[:100], "address": address}
    return render(request, "media_library/links_page.html", context)


@may_enter
def revoke_link(request: HttpRequest, pk: int) -> HttpResponse:
    link = ContributorLink.objects.filter(pk=pk).first()
    if request.method == "POST" and link is not None:
        revoke(link, by=request.user)
        messages.success(request, _("“%(title)s” takes no more files.") % {"title": link.title})
    return redirect("media_library:links")
