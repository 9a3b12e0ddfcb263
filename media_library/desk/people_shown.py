"""The people shown, in an asset's form: whether a face is blurred is confirmed by somebody who may approve rights records, for
the version of the file that they looked at. Until then it counts as seen, and everybody is told so.
"""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel

from media_library.models import PersonShown
from media_library.rights.opening import may_open


class PersonShownForm(WagtailAdminModelForm):
    blur_seen = forms.BooleanField(
        label=gettext_lazy("I have looked at this version of the file: the face cannot be recognised"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, saved = self.fields["blur_seen"], self.instance.pk is not None
        self.initial["blur_seen"] = saved and self.instance.blur_counts
        field.disabled = not may_open(self.for_user)
        field.help_text = (saved and (who_saw_the_blur(self.instance) or why_no_blur(self.instance))) or ""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        is_new = "blur_seen" in self.changed_data
        if is_new:
            self._confirm(seen=cleaned["blur_seen"])
        if cleaned.get("blur_seen") and not cleaned.get("face_blurred"):
            self.add_error("blur_seen", _("Then say as well that the face is blurred."))
        if is_new and cleaned.get("blur_seen") and self._brought_by_themselves():
            self.add_error(
                "blur_seen", _("You brought in this version of the file yourself: a second person has to look at it.")
            )
        return cleaned

    def _brought_by_themselves(self) -> bool:
        asset: Any = self.instance.asset
        return bool(asset.versions.filter(number=asset.file_version, by=self.for_user).exists())

    def _confirm(self, *, seen: bool) -> None:
        """Before the row is asked whether somebody can be recognised."""
        person: Any = self.instance
        person.blur_seen_by = self.for_user if seen else None
        person.blur_seen_at = timezone.now() if seen else None
        person.blur_seen_version = person.asset.file_version if seen else None


class PeoplePanel(InlinePanel):
    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name] |= {"form": PersonShownForm, "inherit_kwargs": ["for_user"]}
        return options


def who_saw_the_blur(person: PersonShown) -> str:
    """With name and day; empty where it does not count."""
    if not person.blur_counts:
        return ""
    told = {"who": person.blur_seen_by or _("somebody who is no longer here"), "day": _day(person)}
    return _("Confirmed by %(who)s on %(day)s.") % told


def why_no_blur(person: PersonShown) -> str:
    """Empty where it counts, or nobody says that the face is blurred."""
    if not person.face_blurred or person.blur_counts:
        return ""
    if person.blur_seen_at is not None:
        words = _(
            "That the face of %(who)s is blurred was confirmed on %(day)s for another version of the file: the face counts as "
            "seen until somebody who may approve rights records has looked at this one."
        )
        return words % {"who": person.who, "day": _day(person)}
    words = _(
        "That the face of %(who)s is blurred does not count yet: the face counts as seen until somebody who may approve rights "
        "records has looked at the file and confirmed it."
    )
    return words % {"who": person.who}


def _day(person: PersonShown) -> str:
    return date_format(timezone.localtime(person.blur_seen_at), "SHORT_DATE_FORMAT")
