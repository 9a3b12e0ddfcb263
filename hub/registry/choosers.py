"""Choosers whose words are in the reader's language. Wagtail's snippet chooser puts its own together when the forms are
made, as the program starts: "Choose agency", for everybody."""

from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.widgets import AdminSnippetChooser

# Wagtail's own sentences, found in its catalogue
SENTENCES = {
    "choose_one_text": "Choose %(object)s",
    "choose_another_text": "Choose another %(object)s",
    "link_to_chosen_text": "Edit this %(object)s",
}


def _said(sentence: str, name: Any) -> str:
    return gettext(sentence) % {"object": name}


class SpokenChooser(AdminSnippetChooser):
    def __init__(self, model: Any = None, **kwargs: Any) -> None:
        super().__init__(model, **kwargs)
        for attribute, sentence in SENTENCES.items():
            setattr(self, attribute, lazy(_said, str)(sentence, self.model._meta.verbose_name))


class SpokenChooserViewSet(SnippetChooserViewSet):
    base_widget_class = SpokenChooser
