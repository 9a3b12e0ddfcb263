"""People without an account send files by a link: for a while, so many, after agreeing to the terms, into a quarantine.

What they send is an upload like any other until somebody of the house saves it. They learn nothing of the library: not
even that it has a file already.
"""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.log_actions import log

from media_library.by_link import open_link, private
from media_library.desk.looking import in_library
from media_library.desk.views import may_enter
from media_library.ingest.receiving import Sender
from media_library.ingest.shelving import shelves_of
from media_library.ingest.tus import collection_of_uploads, one_upload
from media_library.ingest.upload_desk import upload_settings
from media_library.models import ContributorLink, UploadState

TOLD = 100  # of what a sender has sent, the last ones
AGREED = "contributor"  # in the session: what was agreed to, by link
MOST_A_MINUTE = 120  # requests by one address; a photographer's browser stays far below
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


class AgreementForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Your name"), max_length=160)
    agreed = forms.BooleanField(label=gettext_lazy("I agree to these terms."))


# --- the house's side -------------------------------------------------------------------------------------------------


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


# --- the contributor's side -------------------------------------------------------------------------------------------


def contributor(request: HttpRequest, token: str) -> Sender:
    """
    Raises:
        PermissionDenied: no such link, one that has ended, or nothing agreed to yet.
    """
    link = _open_link(request, token)
    agreed = request.session.get(AGREED, {}).get(str(link.pk)) if link is not None else None
    if link is None or agreed is None or agreed["terms"] != link.terms:
        raise PermissionDenied
    return Sender(link=link, name=agreed["name"], agreed_terms=agreed["terms"])


uploads = collection_of_uploads(contributor, "contribute:upload")
upload = one_upload(contributor)


def page(request: HttpRequest, token: str) -> HttpResponse:
    link = _open_link(request, token)
    if link is None:
        return private(render(request, "media_library/contribute_closed.html", status=410))
    form = AgreementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = {"name": form.cleaned_data["name"], "terms": link.terms}
        request.session[AGREED] = request.session.get(AGREED, {}) | {str(link.pk): now}
        return redirect("contribute:page", token)
    agreed: dict[str, str] | None = request.session.get(AGREED, {}).get(str(link.pk))
    if agreed is not None and agreed["terms"] != link.terms:
        agreed = None
    sent = link.uploads.defer("preview", "proposals")
    theirs = (
        sent.filter(sender=agreed["name"]).exclude(state=UploadState.RECEIVING) if agreed is not None else sent.none()
    )
    told = upload_settings(
        uploads_url=reverse("contribute:uploads", args=[token]),
        states_url=reverse("contribute:states", args=[token]),
        shelf=False,
    )
    context = {
        "link": link,
        "form": form,
        "agreed": agreed is not None,
        "sent": theirs.order_by("-created_at", "uid")[:TOLD],
        "upload_settings": told,
        "left": max(0, link.most_files - sent.count()),
    }
    return private(render(request, "media_library/contribute_page.html", context))


def states(request: HttpRequest, token: str) -> JsonResponse:
    """How far they are; that a file waits for the house or was saved is the same to its sender: it has arrived."""
    sender = contributor(request, token)
    asked = [uid for uid in request.GET.get("uids", "").split(",")[:500] if len(uid) == 36]
    rows = sender.uploads().filter(pk__in=asked).defer("preview", "proposals")
    told = {
        str(row.pk): {"state": row.state, "label": _("arrived") if row.state != "refused" else "", "detail": row.why_refused, "url": ""}
        for row in rows
    }  # fmt: skip
    return JsonResponse({"uploads": told})


def _open_link(request: HttpRequest, token: str) -> ContributorLink | None:
    links = ContributorLink.objects.select_related("collection")
    return open_link(request, links, token, door="contribute", most_a_minute=MOST_A_MINUTE)
