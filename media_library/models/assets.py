"""The spine: one row for every asset of the library, whatever carries its file.

An asset has a stable id (`uid`), words per language, whose it is and what may be done with it. Its file is in a row of
its kind's own table (`Carrier`): a picture, clip, recording, document or brand asset. Why two rows and not one inherited
one: docs/decisions/0012-assets-are-composed.md.
"""

import uuid
from typing import TYPE_CHECKING, Any, cast
from unicodedata import normalize

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Collection
from wagtail.models.media import get_root_collection_id
from wagtail.search import index

from hub.registry.naming import LanguageField
from media_library.files.checksums import as_examined, is_new
from media_library.models.versions import Change, says_where
from media_library.rights.licences import Licence
from media_library.source_types import HOW_AI_MADE_IT, MADE_BY_AI, DigitalSourceType

if TYPE_CHECKING:
    from media_library.ingest.examining import Seen
    from media_library.models.pictures import Picture


class Kind(models.TextChoices):
    """What an asset is to those who look for it."""

    IMAGE = "image", _("picture")
    GRAPHIC = "graphic", _("graphic")
    VECTOR = "vector", _("vector graphic")
    VIDEO = "video", _("video")
    AUDIO = "audio", _("sound recording")
    DOCUMENT = "document", _("document")
    BRAND = "brand", _("brand asset")


# what documents, references and the API call an asset of that kind, and the accessor of the row that carries its file
TOLD_AS = {
    Kind.IMAGE: "picture",
    Kind.GRAPHIC: "picture",
    Kind.VECTOR: "document",
    Kind.VIDEO: "video",
    Kind.AUDIO: "audio",
    Kind.DOCUMENT: "document",
    Kind.BRAND: "brand",
}
CARRIED_BY = {
    **TOLD_AS,
    **dict.fromkeys((Kind.VECTOR, Kind.DOCUMENT), "librarydocument"),
    Kind.BRAND: "brandasset",
}
CARRIER_NAMES = tuple(dict.fromkeys(CARRIED_BY.values()))


class Asset(ClusterableModel):
    """One asset. `title` and `collection` are its carrier's, repeated here so that all kinds stand in one list."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    title = models.CharField(_("working title"), max_length=255)
    collection = models.ForeignKey(
        Collection,
        verbose_name=_("collection"),
        default=get_root_collection_id,
        on_delete=models.PROTECT,  # its carrier's would let the file go with the collection
        related_name="+",
    )
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    owner = models.ForeignKey(
        "registry.Agency", verbose_name=_("owner"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    creator = models.CharField(
        _("creator"), max_length=160, blank=True, help_text=_("Who photographed, filmed, recorded, drew or wrote it.")
    )
    credit = models.CharField(
        _("credit line"), max_length=160, blank=True, help_text=_("In every language that has none of its own below.")
    )
    source = models.CharField(_("source"), max_length=160, blank=True, help_text=_("From whom the house has it."))

    licence = models.CharField(_("licence"), max_length=20, choices=Licence, default=Licence.PRESS)
    usable_from = models.DateField(_("usable from"), null=True, blank=True)
    usable_until = models.DateField(_("usable until"), null=True, blank=True)
    rights = models.ForeignKey(
        "media_library.RightsRecord",
        verbose_name=_("rights record"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="assets",
        help_text=_("The contract or permission behind it. What it does not allow, nobody may do."),
    )

    digital_source_type = models.CharField(
        _("digital source type"), max_length=40, choices=DigitalSourceType, default=DigitalSourceType.DIGITAL_CAPTURE
    )
    ai_system = models.CharField(_("AI system"), max_length=120, blank=True)
    ai_version = models.CharField(_("its version"), max_length=60, blank=True)
    ai_prompt = models.TextField(_("prompt"), blank=True, help_text=_("What the system was asked for."))
    ai_prompt_writer = models.CharField(_("prompt written by"), max_length=160, blank=True)

    file_version = models.PositiveIntegerField(_("version of the file"), default=1, editable=False)
    # of a picture taken from a clip, and from which version of its file: it may be used as the clip may, and while it is the
    # clip's poster, it is found as the clip
    still_of = models.ForeignKey(
        "media_library.Video",
        verbose_name=_("still of"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="stills",
    )
    still_of.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]  # a clip is not used by its own stills
    still_version = models.PositiveIntegerField(null=True, editable=False)

    places = models.ManyToManyField("registry.Place", verbose_name=_("places shown"), blank=True, related_name="+")
    taken_at = models.DateTimeField(
        _("taken"), null=True, blank=True, help_text=_("When it was photographed, filmed or recorded.")
    )
    event = models.CharField(_("event"), max_length=255, blank=True, help_text=_("Where or on what occasion."))
    tasks = models.ManyToManyField("registry.PlanTask", verbose_name=_("plan tasks"), blank=True, related_name="+")
    subjects = models.ManyToManyField("registry.Subject", verbose_name=_("media topics"), blank=True, related_name="+")

    class Meta:
        verbose_name = _("asset")
        verbose_name_plural = _("assets")
        ordering = ["-created_at", "uid"]
        indexes = [
            models.Index(fields=["-created_at", "uid"], name="media_library_asset_newest"),
            models.Index(fields=["kind", "-created_at"], name="media_library_asset_kind"),
            models.Index(fields=["usable_until"], name="media_library_asset_until"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(usable_from__isnull=True)
                | models.Q(usable_until__isnull=True)
                | models.Q(usable_from__lte=models.F("usable_until")),
                name="media_library_asset_usable_from_before_until",
                violation_error_message=_("The last day of use lies before the first."),
            )
        ]
        permissions = [("change_rights", _("Can change rights and consents")), ("see_evidence", _("Can see evidence"))]

    def __str__(self) -> str:
        return self.title

    @property
    def carrier(self) -> "Carrier":
        """The row with the file: a Picture, Video, Audio, LibraryDocument or BrandAsset.

        Raises:
            Carrier.DoesNotExist: the row is gone.
        """
        found: Carrier = getattr(self, CARRIED_BY[Kind(self.kind)])
        return found

    @property
    def is_carried(self) -> bool:
        """Not where the row that had its file is gone."""
        try:
            return bool(self.carrier)
        except ObjectDoesNotExist:
            return False

    @property
    def told_as(self) -> str:
        """What documents and the API call it."""
        return TOLD_AS[Kind(self.kind)]

    @property
    def says_where(self) -> bool:
        """Does its file, as it came, hold where it was taken? By what was read of it then."""
        now = next((version for version in self.versions.all() if version.number == self.file_version), None)
        return now is not None and says_where(now.proposals)

    @property
    def made_by_ai(self) -> bool:
        return self.digital_source_type in MADE_BY_AI

    def text_in(self, language: str) -> "AssetText | None":
        """The words in a language; None where nobody has written them: never another language's."""
        return next((row for row in self.texts.all() if row.language == language), None)

    def credit_in(self, language: str | None) -> str:
        """The credit line as a language prints it: its own, the one the rights record asks for, or the common one."""
        text = self.text_in(language) if language else None
        if text is not None and text.credit:
            return text.credit
        asked = self.rights.credits_by_language() if self.rights is not None else {}
        return asked.get(language or "") or self.credit or next(iter(asked.values()), "")

    def clean(self) -> None:
        """
        Raises:
            ValidationError: the days are in the wrong order, or what AI made does not say which and how.
        """
        super().clean()
        if self.usable_from and self.usable_until and self.usable_until < self.usable_from:
            raise ValidationError({"usable_until": _("The last day of use lies before the first.")})
        if self.made_by_ai:
            untold = [name for name in HOW_AI_MADE_IT if not getattr(self, name).strip()]
            missing = {name: _("Needed for what AI has made.") for name in untold}
            if missing:
                raise ValidationError(missing)


class AssetText(models.Model):
    """What one language says of an asset. Of a picture, `caption` is the caption; of a clip, the description."""

    asset = ParentalKey(Asset, on_delete=models.CASCADE, related_name="texts")
    language = LanguageField()
    title = models.CharField(_("title"), max_length=255, blank=True)
    caption = models.CharField(_("caption"), max_length=500, blank=True)
    alt = models.CharField(
        _("alt text"), max_length=255, blank=True, help_text=_("What is seen, for those who cannot see it.")
    )
    keywords = models.CharField(_("keywords"), max_length=500, blank=True, help_text=_("Parted by commas."))
    credit = models.CharField(_("credit line"), max_length=160, blank=True)
    # by part: the source language's words that it was translated from (`media_library.behind`)
    translated_from: Any = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        ordering = ["language"]
        permissions = [("approve_assettext", _("Can approve words in other languages"))]
        constraints = [
            models.UniqueConstraint(fields=["asset", "language"], name="media_library_one_asset_text_a_language")
        ]

    WORDS = ("title", "caption", "alt", "keywords", "credit")

    def __str__(self) -> str:
        return self.title or self.caption or self.alt

    def save(self, *args: Any, **kwargs: Any) -> None:
        for name in self.WORDS:
            setattr(self, name, normalize("NFC", getattr(self, name)))
        super().save(*args, **kwargs)

    @property
    def keyword_list(self) -> list[str]:
        return [word.strip() for word in self.keywords.split(",") if word.strip()]


def longest(part: str) -> int:
    """How many characters a part of an asset's words may have."""
    return int(_column(part).max_length)


def part_labels(parts: tuple[str, ...]) -> dict[str, str]:
    return {part: str(_column(part).verbose_name) for part in parts}


def _column(part: str) -> Any:
    return AssetText._meta.get_field(part)


def _of_the_asset(name: str) -> Any:
    """A property of the carrier that is a field of its asset: so callers need not know which of the two rows has it."""

    def read(carrier: "Carrier") -> Any:
        return getattr(carrier.spine, name)

    def write(carrier: "Carrier", value: Any) -> None:
        setattr(carrier.spine, name, value)

    return property(read, write)


class Carrier(models.Model):
    """The row that has an asset's file. Reads and writes the asset's fields as its own, and saves both."""

    KINDS: tuple[Kind, ...]
    SIZE = "size"  # the column of how many bytes its file has; Wagtail's own tables call it otherwise
    LOOKS: str | None = None  # the column of the picture that stands for it
    change = Change()  # who hands over a new file and why; set before saving

    # columns of every carrier, and of those that are seen or heard
    title: Any
    file: Any
    collection_id: Any
    width: Any = None
    height: Any = None
    duration: Any = None
    colours: Any = ""

    asset = models.OneToOneField(
        Asset, on_delete=models.CASCADE, db_column="uid", related_name="%(class)s", editable=False
    )

    class Meta:
        abstract = True

    owner = _of_the_asset("owner")
    creator = _of_the_asset("creator")
    credit = _of_the_asset("credit")
    source = _of_the_asset("source")
    licence = _of_the_asset("licence")
    usable_from = _of_the_asset("usable_from")
    usable_until = _of_the_asset("usable_until")
    rights = _of_the_asset("rights")
    digital_source_type = _of_the_asset("digital_source_type")
    taken_at = _of_the_asset("taken_at")
    still_of = _of_the_asset("still_of")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The asset first, with the title and shelf it has here; both rows or none."""
        if kwargs.get("update_fields") is not None:
            super().save(*args, **kwargs)
            return
        spine: Any = self.spine
        examined = as_examined(self.file)
        arrived = (examined.original_name if examined else self.file.name) if is_new(self.file) else ""
        if arrived and not spine._state.adding:
            spine.file_version += 1
        spine.title = normalize("NFC", str(self.title))
        spine.collection_id = self.collection_id
        with transaction.atomic():
            spine.save()
            super().save(*args, **kwargs)
            if arrived:
                self._note_version(arrived, examined.seen if examined else None)

    def clean_fields(self, exclude: Any = None) -> None:
        """The asset of a new carrier is saved with it, so it cannot be looked for yet."""
        super().clean_fields({*(exclude or ()), "asset"})

    def _note_version(self, original_name: str, seen: "Seen | None") -> None:
        spine, carrier, change = self.spine, cast("Any", self), self.change
        again = spine.versions.filter(number=change.restores).first()  # of which is known what it says
        spine.versions.create(
            number=spine.file_version,
            storage_name=carrier.file.name,
            original_name=original_name.rpartition("/")[2][:255],
            sha256=carrier.sha256,
            size=carrier.stored_size,
            at=timezone.now(),
            by=change.by or getattr(self, "uploaded_by_user", None),
            reason=change.reason,
            restores=change.restores,
            notes=list(seen.notes) if seen else again.notes if again else [],
            proposals=list(seen.proposals) if seen else again.proposals if again else [],
        )

    @property
    def stored_size(self) -> int:
        """Bytes of the file as it came; 0 where there is none."""
        return getattr(self, self.SIZE) or 0

    @property
    def looks(self) -> "Picture | None":
        """The picture that stands for it: a picture itself, the poster of a clip, how a brand asset looks."""
        return getattr(self, self.LOOKS) if self.LOOKS else None

    @property
    def looks_id(self) -> int | None:
        """The same without a query."""
        return getattr(self, f"{self.LOOKS}_id") if self.LOOKS else None

    @property
    def uid(self) -> uuid.UUID:
        return self.spine.uid if self.asset_id is None else self.asset_id

    @property
    def spine(self) -> Asset:
        """The asset's row; a new one for a new carrier."""
        if self.asset_id is None:
            self.asset = Asset(kind=self.KINDS[0])
        return self.asset

    @property
    def texts(self) -> Any:
        return self.spine.texts

    @texts.setter
    def texts(self, rows: list[AssetText]) -> None:
        self.spine.texts = rows

    def text_in(self, language: str) -> AssetText | None:
        return self.spine.text_in(language)

    def alt_in(self, language: str) -> str:
        text = self.text_in(language)
        return text.alt if text else ""


# what Wagtail's own shelves find a carrier by, beside its title
ASSET_SEARCH = [
    index.RelatedFields(
        "asset",
        [
            index.SearchField("creator"),
            index.SearchField("credit"),
            index.RelatedFields(
                "texts",
                [
                    index.SearchField("title"),
                    index.SearchField("alt"),
                    index.SearchField("caption"),
                    index.SearchField("keywords"),
                ],
            ),
        ],
    )
]


class CarrierManager(models.Manager):
    """Carriers with their assets: neither is read without the other."""

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().select_related("asset__rights")
