"""The form field of every file that the admin takes, in forms, choosers and many at once: a file goes through the examiner, or
its refusal stands beside the field, in words. Nothing is opened in this process.
"""

import logging
from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.images.fields import WagtailImageField

from media_library.desk.storing_form import not_stored
from media_library.files.store import STORE_FAILS
from media_library.ingest.handing_over import ALL, hand_over
from media_library.ingest.refusals import FileRefused, Refusal
from media_library.ingest.sentences import say
from media_library.ingest.sniffing import DOCUMENT, DRAWING, IMAGE
from media_library.ingest.virus_scan import ScannerAway
from media_library.models import Asset, Kind

logger = logging.getLogger("hub.ingest")


class ExaminedField(forms.FileField):
    """`takes`, `kind`: as of `media_library.models.library_file.LibraryFile`."""

    takes: Collection[str] = ()
    kind: Kind | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.default_validators = []  # an ending decides nothing
        super().__init__(*args, **kwargs)
        self.max_length = None  # it is stored under a name of ours

    def to_python(self, data: Any) -> Any:
        return forms.FileField.to_python(self, data)  # what Wagtail's fields ask here, they ask of the name or decode

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if not upload or upload is initial:
            return upload
        try:
            return hand_over(upload, kinds=self.takes or ALL, kind=self.kind, asset=_asset_of(initial))
        except FileRefused as refused:
            raise ValidationError(_words(refused.refusal), code=refused.refusal.code) from refused
        except ScannerAway as away:
            logger.warning("scanner_away reason=%s", away)
            raise ValidationError(
                _("The virus scanner does not answer. Use “Upload files”: there a file waits for it."),
                code="scanner_away",
            ) from away
        except STORE_FAILS as away:
            raise not_stored(away) from away


class PictureFileField(ExaminedField, WagtailImageField):
    """With what Wagtail's pages ask of their own."""

    takes, kind = frozenset({IMAGE}), Kind.IMAGE


class DocumentFileField(ExaminedField, WagtailDocumentField):
    takes, kind = frozenset({DOCUMENT, DRAWING}), Kind.DOCUMENT


def _asset_of(initial: Any) -> Asset | None:
    """Whose file is replaced; none where there is none yet."""
    carrier = getattr(initial, "instance", None) if initial else None
    return getattr(carrier, "asset", None)


def _words(refusal: Refusal) -> Any:
    words = say(refusal.code, refusal.about)
    asset = refusal.about.get("asset")
    if not asset:
        return words
    url = reverse("wagtailsnippets_media_library_asset:edit", args=[asset])
    return format_html('{} <a href="{}" target="_blank">{}</a>', words, url, _("Show it"))
