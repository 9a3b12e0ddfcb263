"""Looking through what has arrived: the form of each file, what holds for all of them, and saving what is kept.

What a person wrote goes before what all have in common, and nothing is taken from a file unless a person took it over.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from hub.registry.models import Agency, Place, Subject
from hub.registry.naming import SOURCE_LANGUAGE, language_choices
from hub.registry.pickers import Picker
from media_library.files.store import STORE_FAILS, in_words
from media_library.ingest.alike import Likenesses, pictures
from media_library.ingest.deleted import about
from media_library.ingest.examining import Seen
from media_library.ingest.filing import Description, file_asset
from media_library.ingest.incoming import incoming
from media_library.ingest.judging import discard, drop
from media_library.ingest.likeness import NEAR, distance, tells_little
from media_library.ingest.proposing import Offer, Offers, Proposer, moment, names_in
from media_library.ingest.refusals import FileRefused
from media_library.ingest.sentences import say
from media_library.ingest.shelving import shelves_of
from media_library.ingest.sniffing import FORMATS, IMAGE
from media_library.models import DeletedFile, Picture, Upload, UploadState
from media_library.models.assets import longest, part_labels
from media_library.rights.licences import Licence
from media_library.source_types import HOW_AI_MADE_IT, MADE_BY_AI, ORIGIN, DigitalSourceType

logger = logging.getLogger("hub.ingest")
PARTS = ("title", "caption", "alt", "keywords")
SHORT = ("creator", "credit", "source", "event")
CLAIM = timedelta(minutes=10)  # then whoever was saving it is gone
KEEP, DROP, LATER = "keep", "drop", "later"
PAGE = 30


def reviewable(user: Any) -> Any:
    """One's own uploads, and what contributors sent to shelves where one may add."""
    mine = Q(by=user) | Q(link__isnull=False, collection__in=shelves_of(user))
    return Upload.objects.filter(mine, state=UploadState.READY).select_related("link", "collection")


class CommonForm(forms.Form):
    """What holds for every file whose own field is left empty."""

    owner = forms.ModelChoiceField(Agency.objects.none(), label=gettext_lazy("Agency"), required=False)
    licence = forms.ChoiceField(label=gettext_lazy("Licence"), choices=Licence.choices, initial=Licence.PRESS)
    creator = forms.CharField(label=gettext_lazy("Creator"), max_length=160, required=False)
    credit = forms.CharField(label=gettext_lazy("Credit line"), max_length=160, required=False)
    source = forms.CharField(label=gettext_lazy("Source"), max_length=160, required=False)
    event = forms.CharField(label=gettext_lazy("Event"), max_length=255, required=False)
    places = forms.ModelMultipleChoiceField(
        Place.objects.none(), label=gettext_lazy("Places shown"), widget=Picker, required=False
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        kwargs["prefix"] = "all"
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = Agency.objects.prefetch_related("names")  # type: ignore[attr-defined]  # a choice of rows
        self.fields["places"].queryset = Place.objects.prefetch_related("names")  # type: ignore[attr-defined]  # as above
        self.fields["owner"].initial = getattr(user, "agency", None)


class FileForm(forms.Form):
    """One file. Its fields depend on what it is, and on the languages in which it says something of itself."""

    fate = forms.ChoiceField(
        choices=[(KEEP, gettext_lazy("Keep")), (DROP, gettext_lazy("Drop")), (LATER, gettext_lazy("Later"))],
        widget=forms.RadioSelect,
        initial=KEEP,
        label=gettext_lazy("What becomes of it"),
    )

    def __init__(self, *args: Any, upload: Upload, offers: Offers, **kwargs: Any) -> None:
        kwargs["prefix"] = str(upload.pk)
        super().__init__(*args, **kwargs)
        self.upload, self.offers = upload, offers
        labels, names = part_labels(PARTS), dict(language_choices())
        is_picture = upload.format in FORMATS and FORMATS[upload.format].kind == IMAGE
        self.languages = list(dict.fromkeys((SOURCE_LANGUAGE, *offers.languages)))
        for tag in self.languages:
            for part in PARTS:
                if part != "alt" or is_picture:
                    label = labels[part].capitalize()
                    label = label if tag == SOURCE_LANGUAGE else f"{label} ({names[tag]})"
                    self._words(f"{part}_{tag}", label, longest(part), tall=part == "caption")
        for name, label, most in (
            ("creator", _("Creator"), 160), ("credit", _("Credit line"), 160),
            ("source", _("Source"), 160), ("event", _("Event"), 255),
        ):  # fmt: skip
            self._words(name, label, most)
        self.fields["people"] = forms.CharField(
            label=_("People shown"),
            required=False,
            max_length=800,
            help_text=_("Parted by commas. Each needs a consent."),
        )
        self.fields["taken_at"] = forms.CharField(
            label=_("Taken"), required=False, widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
        )
        if any(name.startswith("ai_") or name == "digital_source_type" for name in offers.fields):
            self._origin()
        if "licence" in offers.fields:
            choices = [("", _("As for all")), *Licence.choices]
            self.fields["licence"] = forms.ChoiceField(label=_("Licence"), choices=choices, required=False)
        self._rows("places", _("Places shown"), offers.places)
        self._rows("subjects", _("Media topics"), offers.subjects)

    def _words(self, name: str, label: str, most: int, *, tall: bool = False) -> None:
        widget: Any = forms.Textarea(attrs={"rows": 2}) if tall else None
        tag = name.partition("_")[2]
        self.fields[name] = forms.CharField(label=capfirst(label), required=False, max_length=most, widget=widget)
        if tag in dict(language_choices()):
            self.fields[name].widget.attrs["lang"] = tag

    def _origin(self) -> None:
        self.fields["digital_source_type"] = forms.ChoiceField(
            label=_("Digital source type"), choices=DigitalSourceType.choices, initial=self._source_type()
        )
        for name, label in (
            ("ai_system", _("AI system")), ("ai_version", _("Its version")),
            ("ai_prompt", _("Prompt")), ("ai_prompt_writer", _("Prompt written by")),
        ):  # fmt: skip
            self._words(name, label, 2000 if name == "ai_prompt" else 60 if name == "ai_version" else 120)

    def _source_type(self) -> str:
        """What the file says of itself stands there at once, and AI before all: whoever overlooks the field takes nothing that a
        machine has made for a photograph."""
        said = [offer.value for offer in self.offered("digital_source_type")]
        if not said and any(self.offered(name) for name in HOW_AI_MADE_IT):
            said = [DigitalSourceType.TRAINED_ALGORITHMIC]
        return next(
            (each for each in said if each in MADE_BY_AI), said[0] if said else DigitalSourceType.DIGITAL_CAPTURE
        )

    def _rows(self, name: str, label: str, rows: Sequence[Any]) -> None:
        if rows:
            choices = [(row.pk, str(row)) for row in rows]
            self.fields[name] = forms.TypedMultipleChoiceField(
                label=label, choices=choices, coerce=int, required=False, widget=forms.CheckboxSelectMultiple
            )

    def clean_taken_at(self) -> Any:
        value = self.cleaned_data["taken_at"].strip()
        at = moment(value) if value else None
        if value and at is None:
            raise ValidationError(_("Write the day and time like 16/05/2026 08:30."))
        return at

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("fate") == KEEP and cleaned.get("digital_source_type") in MADE_BY_AI:
            for name in HOW_AI_MADE_IT:
                if not cleaned.get(name):
                    self.add_error(name, _("Needed for what AI has made."))
        return cleaned

    def offered(self, name: str) -> list[Offer]:
        return self.offers.fields.get(name, [])

    def told_fields(self) -> list[dict[str, Any]]:
        """Each field with what the file offers for it, in the order they are shown."""
        return [{"field": self[name], "offers": self.offered(name)} for name in self.fields if name != "fate"]


@dataclass(slots=True)
class Row:
    """One file as it is shown: its form and what it looks like."""

    upload: Upload
    form: FileForm
    alike: list[Picture] = field(default_factory=list)
    alike_here: list[Upload] = field(default_factory=list)
    refusal: str = ""

    @property
    def spoken(self) -> str:
        return FORMATS[self.upload.format].spoken if self.upload.format in FORMATS else ""


def rows_of(uploads: Sequence[Upload], data: Any = None, *, user: Any) -> list[Row]:
    proposer, library = Proposer(), Likenesses(user)
    rows: list[Row] = []
    near: dict[Any, list[int]] = {}
    deleted = DeletedFile.objects.filter(sha256__in=[each.sha256 for each in uploads]).order_by("was_barred", "at")
    gone = {file.sha256: file for file in deleted}
    for upload in uploads:
        offers = proposer.offers(upload.proposals, upload.notes)
        if upload.sha256 in gone:
            file = gone[upload.sha256]
            offers.facts.append(("", say("deleted_barred" if file.was_barred else "deleted", about(file))))
        if upload.sender:
            doubt = _("whoever sends need not have made it")
            offers.add("creator", Offer(upload.sender, _("Sender"), warning=doubt, shown=upload.sender))
        alike = library.near(upload.likeness)
        here = [
            other for other in uploads
            if other is not upload and other.likeness and upload.likeness and not tells_little(upload.likeness)
            and distance(other.likeness, upload.likeness) <= NEAR
        ]  # fmt: skip
        initial = {"fate": LATER} if alike or here else {}  # a person has looked at both before one is kept
        near[upload.pk] = alike
        rows.append(Row(upload, FileForm(data, upload=upload, offers=offers, initial=initial), alike_here=here))
    found = pictures([pk for pks in near.values() for pk in pks])
    for row in rows:
        row.alike = [found[pk] for pk in near[row.upload.pk] if pk in found]
    return rows


# --- acting -----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Outcome:
    saved: list[Any] = field(default_factory=list)
    dropped: int = 0
    left: int = 0
    later: int = 0


def act(rows: list[Row], common: CommonForm, *, by: Any) -> Outcome:
    """Save what is kept, drop what is dropped. A file that cannot be saved stays, and its row says why."""
    outcome = Outcome()
    if not common.is_valid():
        outcome.left = len(rows)
        return outcome
    for row in rows:
        if not row.form.is_valid():
            outcome.left += 1
            continue
        fate = row.form.cleaned_data["fate"]
        if fate == DROP:
            drop(row.upload)
            outcome.dropped += 1
        elif fate == KEEP:
            carrier = _keep(row, common.cleaned_data, by)
            if carrier is not None:
                outcome.saved.append(carrier)
            else:
                outcome.left += 1
        else:
            outcome.later += 1
    return outcome


def _keep(row: Row, common: dict[str, Any], by: Any) -> Any:
    try:
        return save(row.upload, describe(row.upload, row.form.cleaned_data, common), by=by)
    except FileRefused as refused:
        row.refusal = say(refused.refusal.code, refused.refusal.about)
    except PermissionDenied:
        row.refusal = _("You may not add files of this kind to this collection.")
    except ValidationError as refused:
        row.refusal = " ".join(refused.messages)
    except STORE_FAILS as away:
        logger.error("store_fails reason=%s", away)  # noqa: TRY400 - the reason is the message
        row.refusal = _("%(why)s Nothing is lost: save it later.") % {"why": in_words(away)}
    return None


def save(upload: Upload, said: Description, *, by: Any) -> Any:
    """The upload becomes an asset, and its bytes go from where they waited. Raises as `file_asset` does."""
    _claim(upload)
    seen = Seen(
        FORMATS[upload.format],
        upload.width,
        upload.height,
        seconds=upload.seconds,
        likeness=upload.likeness,
        notes=tuple(upload.notes),
        colours=tuple(upload.colours),
        proposals=tuple(upload.proposals),
    )
    kept = {"name": upload.name, "sha256": upload.sha256, "collection": upload.collection, "by": by}
    try:
        with incoming().at_hand(upload.pk) as path:
            carrier = file_asset(path, seen, said, **kept)
    except BaseException:
        Upload.objects.filter(pk=upload.pk).update(claimed_at=None)
        raise
    told = {"file": upload.name, "sha256": upload.sha256, "link": upload.link_id}
    with transaction.atomic():
        log(instance=carrier, action="media_library.ingest", user=by, data=told)
        Upload.objects.filter(pk=upload.pk).update(state=UploadState.SAVED, asset=carrier.asset, preview=None)
    discard(upload)
    return carrier


def _claim(upload: Upload) -> None:
    """
    Raises:
        FileRefused: somebody else saves it at this moment.
    """
    now = timezone.now()
    free = Q(claimed_at__isnull=True) | Q(claimed_at__lt=now - CLAIM)
    if not Upload.objects.filter(free, pk=upload.pk, state=UploadState.READY).update(claimed_at=now):
        raise FileRefused("duplicate_upload")


def describe(upload: Upload, own: dict[str, Any], common: dict[str, Any]) -> Description:
    texts: dict[str, dict[str, str]] = {}
    for name, value in own.items():
        part, _underscore, tag = name.partition("_")
        if part in PARTS and tag and value:
            texts.setdefault(tag, {})[part] = value
    title = own.get(f"title_{SOURCE_LANGUAGE}") or upload.name.rpartition(".")[0] or upload.name
    places = {*Place.objects.filter(pk__in=own.get("places") or ()), *(common.get("places") or ())}
    said: dict[str, Any] = {name: own.get(name) or common.get(name) or "" for name in SHORT}
    said |= {name: own[name] for name in ORIGIN if name in own}
    return Description(
        title=title,
        texts=texts,
        owner=common.get("owner"),
        licence=own.get("licence") or common.get("licence") or Licence.PRESS,
        taken_at=own.get("taken_at"),
        places=tuple(places),
        subjects=tuple(Subject.objects.filter(pk__in=own.get("subjects") or ())),
        people=names_in(own.get("people", "")),
        **said,
    )
