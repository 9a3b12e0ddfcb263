"""People without an account take a package by a link: for a while, counted, each download in the audit log.

A link opens one package and nothing else; only its hash is kept. Where the package may not be had any more, its page
says so and why, without naming anybody.
"""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.log_actions import log

from media_library.by_link import open_link, private
from media_library.files.store import StoreAwayError
from media_library.models import Package, PackageLink, PackageState
from media_library.packages import taking
from media_library.packages.ordering import may_keep
from media_library.packages.telling import kept_inside

MOST_A_MINUTE = 240  # requests by one address; a download manager with many connections stays below
DAYS = (1, 3, 7, 14, 30, 90)


class LinkForm(forms.ModelForm[PackageLink]):
    days = forms.TypedChoiceField(
        label=gettext_lazy("Days valid"), choices=[(each, str(each)) for each in DAYS], coerce=int, initial=14
    )

    class Meta:
        model = PackageLink
        fields = ("recipient", "days")


# --- the house's side -------------------------------------------------------------------------------------------------


@transaction.atomic
def make_link(package: Package, *, by: Any, recipient: str, days: int) -> tuple[PackageLink, str]:
    """The link and its whole address, which is told this once.

    Raises:
        PermissionDenied: the package is somebody else's.
    """
    if not may_keep(package, by):
        raise PermissionDenied
    token = PackageLink.new_token()
    link = PackageLink.objects.create(
        package=package,
        recipient=recipient,
        token_hash=PackageLink.hash_of(token),
        expires_at=timezone.now() + timedelta(days=days),
        created_by=by,
    )
    log(instance=package, action="media_library.package_link", user=by, data={"recipient": recipient, "days": days})
    return link, settings.BASE_URL + reverse("packages:page", args=[token])


@transaction.atomic
def revoke(link: PackageLink, *, by: Any) -> None:
    """
    Raises:
        PermissionDenied: the package is somebody else's.
    """
    if not may_keep(link.package, by):
        raise PermissionDenied
    link.revoked_at = timezone.now()
    link.save(update_fields=["revoked_at"])
    log(instance=link.package, action="media_library.package_unlink", user=by, data={"recipient": link.recipient})


# --- the recipient's side ---------------------------------------------------------------------------------------------


@require_safe
def page(request: HttpRequest, token: str) -> HttpResponse:
    link = _open_link(request, token)
    if link is None:
        return private(render(request, "media_library/package_closed.html", status=410))
    package = link.package
    refused = taking.refusals(package) if taking.is_there(package) else []
    items = [item for item in package.items.all() if not item.is_left_out]
    context = {
        "link": link,
        "package": package,
        "items": items,
        **kept_inside(items),
        "refused": refused,
        "recalled": package.revoked_at is not None,
        "being_made": package.state != PackageState.READY,
        "name": taking.zip_name(package),
        "file_url": reverse("packages:file", args=[token, taking.zip_name(package)]),
    }
    return private(render(request, "media_library/package_page.html", context, status=410 if refused else 200))


@require_safe
def file(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """200 or 206; 410 where the link has ended, or something in the package may not be used any more; 503 while the store
    is away. The name decides nothing."""
    link = _open_link(request, token)
    if link is None or not taking.is_there(link.package):
        return private(render(request, "media_library/package_closed.html", status=410))
    if taking.refusals(link.package):
        return page(request, token)
    try:
        response = taking.respond(request, link.package)
    except StoreAwayError:
        away = HttpResponse(
            _("The file cannot be had at the moment. Try again soon."),
            status=503,
            content_type="text/plain; charset=utf-8",
            headers={"Retry-After": "30"},
        )
        return private(away)
    if response.status_code in (200, 206) and taking.begins(request, link.package, f"link-{link.pk}"):
        _count(link)
    return private(response)


def _count(link: PackageLink) -> None:
    with transaction.atomic():
        row = PackageLink.objects.filter(pk=link.pk)
        row.update(downloads=F("downloads") + 1, last_download_at=timezone.now())
        taking.note_taken(link.package, recipient=link.recipient)


def _open_link(request: HttpRequest, token: str) -> PackageLink | None:
    links = PackageLink.objects.select_related("package")
    return open_link(request, links, token, door="packages", most_a_minute=MOST_A_MINUTE)
