"""What somebody at the desk is told when the release gate has refused, on whatever path they came.

The refusal undoes the release alone: what was saved before it in the same request stays saved, a workflow stays where it
was. `cms.transactions` catches the refusal and asks here; no view of Wagtail's has to know of it.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.models import Page

from locales.release_gate import ReleaseRefused


def answer(request: HttpRequest, refused: ReleaseRefused) -> HttpResponse:
    """To the editor of the page, where it can be mended, with the reasons."""
    keep_as_draft(refused.page)
    where = reverse("wagtailadmin_pages:edit", args=(refused.page.pk,))
    messages.error(request, refused.in_words())
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        # one of Wagtail's dialogues, such as "approve with comment": this is how it is told to go somewhere else
        return JsonResponse({"step": "success", "redirect": where})
    return redirect(where)


def keep_as_draft(page: Page) -> None:
    """Wagtail's "publish" of a new page stores it as live first and publishes it next."""
    Page.objects.filter(pk=page.pk, live=True, live_revision=None, first_published_at=None).update(
        live=False, has_unpublished_changes=True
    )
