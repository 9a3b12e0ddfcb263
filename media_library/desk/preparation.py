"""How far a clip, or a recording that browsers do not play, is prepared, for those who look after it: in the list, beside its form,
and while it goes on."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.forms import Media
from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.panels import Panel
from wagtail.permissions import policy_registry

from media_library.clips.trying_again import try_again
from media_library.desk.shelves import ACTS
from media_library.desk.views import may_enter
from media_library.models import Asset, Audio, Preparation, Video
from media_library.models.prepared import Stage


def in_words(carrier: Video | Audio) -> str:
    """One sentence: waiting, 40 %, ready and how loud, or why not."""
    found = _current(carrier)
    if found is None or found.stage == Stage.WAITING:
        waits = _("Waits to be prepared for the web.")
        return f"{waits} {found.fault}" if found is not None and found.fault else waits
    if found.stage == Stage.WORKING:
        return _("Being prepared for the web: %(percent)s %%.") % {"percent": found.percent}
    if found.stage == Stage.FAILED:
        return found.fault
    return " ".join(part for part in (_("Ready for the web."), _loudness(found)) if part)


def _loudness(found: Preparation) -> str:
    """EBU R 128; broadcasters ask for −23 LUFS, and a true peak of −1 dBTP at the most."""
    if found.loudness is None:
        return _("There is no sound.")
    return _("Loudness %(loudness)s LUFS, range %(range)s LU, true peak %(peak)s dBTP.") % {
        "loudness": _figure(found.loudness),
        "range": _figure(found.loudness_range),
        "peak": _figure(found.true_peak),
    }


def _figure(value: float | None) -> str:
    return "–" if value is None else number_format(value, decimal_pos=1)


def _current(carrier: Video | Audio) -> Preparation | None:
    found: Preparation | None = getattr(carrier, "preparation", None)
    return found if found is not None and found.source_sha256 == carrier.sha256 else None


def told(carrier: Video | Audio) -> dict[str, Any]:
    found = _current(carrier)
    is_open = found is None or found.stage in (Stage.WAITING, Stage.WORKING)
    failed = found is not None and found.stage == Stage.FAILED
    return {"percent": found.percent if found else 0, "words": in_words(carrier), "open": is_open, "failed": failed}


class PreparationPanel(Panel):
    """Beside the form of one that is saved."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "media_library/preparation_panel.html"

        def is_shown(self) -> bool:
            is_prepared = isinstance(self.instance, Video) or self.instance.wants_proxy
            return super().is_shown() and self.instance.pk is not None and is_prepared

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            address = reverse("media_library:preparation", args=[self.instance.uid])
            again = reverse("media_library:preparation_again", args=[self.instance.uid])
            return context | {"told": told(self.instance), "address": address, "again": again}

        @property
        def media(self) -> Media:
            return Media(css={"all": ["media_library/desk.css"]}, js=["media_library/preparation.js"])


@may_enter
def preparation(request: HttpRequest, uid: UUID) -> JsonResponse:
    carrier = _timed(uid)
    policy: Any = policy_registry.get_by_type(type(carrier))
    if not policy.user_has_any_permission_for_instance(request.user, ACTS, carrier):
        raise PermissionDenied
    return JsonResponse(told(carrier))


@may_enter
@require_POST
def preparation_again(request: HttpRequest, uid: UUID) -> JsonResponse:
    """Asked by the panel; how it stands now."""
    try_again(_timed(uid), by=request.user)
    return JsonResponse(told(_timed(uid)))


def _timed(uid: UUID) -> Video | Audio:
    asset = get_object_or_404(Asset, pk=uid)
    carrier = asset.carrier if asset.is_carried else None
    if not isinstance(carrier, Video | Audio):
        raise Http404
    return carrier
