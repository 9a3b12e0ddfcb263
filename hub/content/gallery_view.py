"""The page on which a basket becomes an article: a title, a column, and what will stand in it."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from hub.content.galleries import begin_article, showable
from hub.content.models import Article, Column
from hub.content.waiting import columns_to_write_in
from hub.staff.models import User
from hub.staff.signed_in import acting
from media_library.desk.looking import in_library
from media_library.packages.basket import basket_of, purpose_of, rows_of

LONGEST_TITLE = Article._meta.get_field("title").max_length


class GalleryForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title of the article"), max_length=LONGEST_TITLE)
    column = forms.ModelChoiceField(label=gettext_lazy("Column"), queryset=Column.objects.none())

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["column"].queryset = columns_to_write_in(user)  # type: ignore[attr-defined]  # a choice of rows


def gallery(request: HttpRequest) -> HttpResponse:
    user = acting(request)
    if not columns_to_write_in(user).exists():
        raise PermissionDenied
    rows = rows_of(user, purpose_of(basket_of(user)))
    shown = showable([row.asset for row in rows])
    form = GalleryForm(request.POST or None, user=user)
    if request.method == "POST" and shown and form.is_valid():
        page = begin_article(form.cleaned_data["column"], form.cleaned_data["title"], shown, by=user)
        messages.success(request, _("The draft is made. Write what belongs to it."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    context = {
        **in_library(
            _("Article with what is in the basket"), "doc-full", (reverse("media_library:basket"), _("Basket"))
        ),
        "form": form,
        "rows": [row for row in rows if row.asset in shown],
        "others": len(rows) - len(shown),
    }
    return render(request, "content/gallery.html", context)
