"""The pages of uploading in the admin: drop files, see how far they are, look them through, keep or drop them."""

from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from media_library.desk.looking import in_library
from media_library.desk.views import may_enter
from media_library.ingest.judging import drop
from media_library.ingest.receiving import Sender
from media_library.ingest.review import PAGE, CommonForm, act, reviewable, rows_of
from media_library.ingest.sentences import note
from media_library.ingest.shelving import shelves_of
from media_library.ingest.tus import collection_of_uploads, one_upload
from media_library.ingest.uploader import upload_settings
from media_library.models import Upload, UploadState

UNDECIDED = (
    UploadState.RECEIVING, UploadState.EXAMINING, UploadState.WAITING, UploadState.UNPACKING, UploadState.REFUSED,
    UploadState.SIDECAR,
)  # fmt: skip
TOLD_OF: Any = Prefetch("tells_of", Upload.objects.only("name", "sidecar"))
MOST_TOLD = 100  # of what could not be taken out of one ZIP


def staff_sender(request: HttpRequest) -> Sender:
    """
    Raises:
        PermissionDenied: not signed in, or without a shelf to add to.
    """
    user: Any = request.user
    if not user.is_authenticated or not user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    return Sender(user=user)


uploads = collection_of_uploads(staff_sender, "media_library:upload")
upload = one_upload(staff_sender)


@may_enter
def upload_page(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    shelves = shelves_of(user)
    if not shelves:
        raise PermissionDenied
    undecided = Upload.objects.filter(by=user, state__in=UNDECIDED).exclude(tells_of__isnull=False)
    mine = undecided.defer("preview", "proposals").select_related("bundle").prefetch_related(TOLD_OF)
    context = {
        **in_library(_("Upload files"), "upload"),
        "shelves": _indented(shelves),
        "ready": reviewable(user).count(),
        "mine": [(row, how_far(row)) for row in mine],
        "refused_count": sum(row.state == UploadState.REFUSED for row in mine),
        "receiving": UploadState.RECEIVING,
        "refused": UploadState.REFUSED,
        "review_url": reverse("media_library:review"),
        "upload_settings": upload_settings(
            uploads_url=reverse("media_library:uploads"), states_url=reverse("media_library:upload_states"), shelf=True
        ),
    }
    return render(request, "media_library/upload_page.html", context)


@may_enter
def states(request: HttpRequest) -> JsonResponse:
    """How far one's uploads are that are no longer being sent; the page asks until each has an end."""
    user: Any = request.user
    asked = [uid for uid in request.GET.get("uids", "").split(",")[:500] if len(uid) == 36]
    rows = Upload.objects.filter(by=user, pk__in=asked).defer("preview", "proposals").prefetch_related(TOLD_OF)
    told = {
        str(row.pk): {
            "state": row.state,
            "alone": row.state == UploadState.SIDECAR and not row.tells_of.all(),
            "label": capfirst(how_far(row)),
            "detail": row.why_refused,
            "url": _first(row),
            "entries": _not_taken(row),
        }
        for row in rows
    }
    return JsonResponse({"uploads": told, "ready": reviewable(user).count()})


@transaction.non_atomic_requests  # the store is asked, then the row goes
@may_enter
def drop_upload(request: HttpRequest, uid: Any) -> HttpResponse:
    """Takes a refused or unfinished upload off the list."""
    if request.method != "POST":
        raise Http404
    user: Any = request.user
    row = Upload.objects.filter(pk=uid, by=user, state__in=UNDECIDED).first()
    if row is not None:
        drop(row)
    return redirect("media_library:upload_page")


@transaction.non_atomic_requests  # as above
@may_enter
def drop_refused(request: HttpRequest) -> HttpResponse:
    """Takes all that was refused off the list at once: a ZIP may hold many."""
    if request.method != "POST":
        raise Http404
    user: Any = request.user
    for row in Upload.objects.filter(by=user, state=UploadState.REFUSED).defer("preview", "proposals"):
        drop(row)
    return redirect("media_library:upload_page")


@may_enter
def preview(request: HttpRequest, uid: Any) -> HttpResponse:
    user: Any = request.user
    row = reviewable(user).filter(pk=uid).first()
    if row is None or not row.preview:
        raise Http404
    answer = HttpResponse(bytes(row.preview), content_type="image/jpeg")
    answer["Cache-Control"] = "private, max-age=3600"
    return answer


@transaction.non_atomic_requests  # each file is saved or dropped by itself
@may_enter
def review(request: HttpRequest) -> HttpResponse:
    """One page of files at a time: what is saved or dropped makes room for the next."""
    user: Any = request.user
    waiting = reviewable(user)
    if request.method == "POST":
        asked = request.POST.getlist("upload")
        shown = list(waiting.filter(pk__in=[uid for uid in asked if len(uid) == 36]).defer("preview"))
        rows, common = rows_of(shown, request.POST, user=user), CommonForm(request.POST, user=user)
        outcome = act(rows, common, by=user)
        _tell(request, outcome)
        rows = [row for row in rows if row.upload not in _gone(rows)]
        if not any(row.form.errors or row.refusal for row in rows) and not common.errors:
            return redirect("media_library:review")
    else:
        rows, common = rows_of(list(waiting.defer("preview")[:PAGE]), user=user), CommonForm(user=user)
    left = waiting.count() - len(rows)
    frame = in_library(
        _("Look through what has arrived"), "upload", (reverse("media_library:upload_page"), _("Upload files"))
    )
    seen = waiting.filter(pk__in=[row.upload.pk for row in rows], preview__isnull=False)
    context = frame | {
        "rows": rows,
        "common": common,
        "left": left,
        "with_preview": set(seen.values_list("pk", flat=True)),  # the picture itself is not fetched for it
    }
    return render(request, "media_library/review_page.html", context)


def _gone(rows: Any) -> list[Upload]:
    shown = [row.upload for row in rows]
    left = Upload.objects.filter(pk__in=[each.pk for each in shown], state=UploadState.READY)
    there = set(left.values_list("pk", flat=True))
    return [each for each in shown if each.pk not in there]


def _tell(request: HttpRequest, outcome: Any) -> None:
    if outcome.saved:
        count = len(outcome.saved)
        words = ngettext("%(count)d file is in the library.", "%(count)d files are in the library.", count)
        url = reverse("wagtailsnippets_media_library_asset:list")
        messages.success(request, words % {"count": count}, buttons=[messages.button(url, _("Show the library"))])
    if outcome.dropped:
        words = ngettext("%(count)d file was dropped.", "%(count)d files were dropped.", outcome.dropped)
        messages.success(request, words % {"count": outcome.dropped})
    if outcome.left:
        words = ngettext(
            "%(count)d file could not be saved: see beside it.", "%(count)d files could not be saved: see beside them.", outcome.left
        )  # fmt: skip
        messages.error(request, words % {"count": outcome.left})
    if outcome.later:
        words = ngettext(
            "%(count)d file stays here for later: choose beside it whether it is kept or dropped.",
            "%(count)d files stay here for later: choose beside each whether it is kept or dropped.",
            outcome.later,
        )
        messages.warning(request, words % {"count": outcome.later})


def how_far(row: Upload) -> str:
    """In a word; of a ZIP or a sidecar, in sentences."""
    if row.state == UploadState.SIDECAR:
        return " ".join([_whose_sidecar(row), *filter(None, map(note, row.notes))])
    if row.state == UploadState.UNPACKING:
        words = _("being unpacked: %(taken)s of %(files)s") % {"taken": row.files_taken, "files": row.files or "…"}
        return " ".join([words, *(f"· {note(code)}" for code in row.notes)])
    if row.state == UploadState.UNPACKED:
        count = row.unpacked.exclude(state=UploadState.REFUSED).count()
        words = ngettext("%(count)d file came out of it.", "%(count)d files came out of it.", count) % {"count": count}
        refused = row.unpacked.filter(state=UploadState.REFUSED).count()
        return f"{words} {_not_taken_words(refused)}".strip()
    return str(row.get_state_display())


def _whose_sidecar(row: Upload) -> str:
    names = ", ".join(sorted(each.name for each in row.tells_of.all()))
    if names:
        return _("It tells of %(files)s: what it says is offered there.") % {"files": names}
    words = _(
        "No file “%(name)s” has arrived that it could tell of. As soon as one does, what this says is offered with it."
    )
    return words % {"name": PurePosixPath(row.name).stem}


def _not_taken_words(count: int) -> str:
    if not count:
        return ""
    return ngettext("%(count)d was not taken:", "%(count)d were not taken:", count) % {"count": count}


def _not_taken(row: Upload) -> list[dict[str, str]]:
    """Out of a ZIP: each file, or line of its sheet, with the reason."""
    if row.state not in (UploadState.UNPACKING, UploadState.UNPACKED):
        return []
    refused = row.unpacked.filter(state=UploadState.REFUSED).defer("preview", "proposals")[:MOST_TOLD]
    return [{"name": each.name, "detail": each.why_refused, "url": _first(each)} for each in refused]


def _first(row: Upload) -> str:
    """Of a duplicate: where the first one is."""
    asset = (row.refusal or {}).get("about", {}).get("asset")
    return reverse("wagtailsnippets_media_library_asset:edit", args=[asset]) if asset else ""


def _indented(shelves: Any) -> list[tuple[int, str]]:
    rows = list(shelves.order_by("path"))
    top = min((row.depth for row in rows), default=1)
    return [(row.pk, "\u00a0\u00a0" * (row.depth - top) + row.name) for row in rows]
