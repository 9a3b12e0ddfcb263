"""People without an account send files by a link: for a while, so many, after agreeing to the terms, into a quarantine.

What they send is an upload like any other until somebody of the house saves it. They learn nothing of the library: not
even that it has a file already.
"""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from media_library.by_link import open_link, private
from media_library.ingest.receiving import Sender
from media_library.ingest.tus import collection_of_uploads, one_upload
from media_library.ingest.uploader import upload_settings
from media_library.models import ContributorLink, UploadState

TOLD = 100  # of what a sender has sent, the last ones
AGREED = "contributor"  # in the session: what was agreed to, by link
MOST_A_MINUTE = 120  # requests by one address; a photographer's browser stays far below


class AgreementForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Your name"), max_length=160)
    agreed = forms.BooleanField(label=gettext_lazy("I agree to these terms."))


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
