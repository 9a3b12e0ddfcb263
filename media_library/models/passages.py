"""What a clip or recording holds from one moment to another: its shots, and what people say in it.

A foreign station can air a clip when it knows what is seen when, and what is said by whom (NewsML-G2 tells the same in
`partMeta`). Changed by `media_library.shotlist.writing` alone, which keeps a list whole.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.registry.naming import SOURCE_LANGUAGE
from media_library.models.assets import Asset


class PassageRole(models.TextChoices):
    SHOT = "shot", _("shot")
    BITE = "bite", _("sound bite")


class Passage(models.Model):
    """`starts`, `ends`: thousandths of a second from the beginning of the file. Of a sound bite: who speaks, in which
    language; the words are its text in that language, those in other languages are translations."""

    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="passages")
    role = models.CharField(_("kind"), max_length=4, choices=PassageRole, default=PassageRole.SHOT)
    starts = models.PositiveIntegerField(_("in"))
    ends = models.PositiveIntegerField(_("out"))
    places = models.ManyToManyField("registry.Place", verbose_name=_("places"), blank=True, related_name="+")
    people = models.ManyToManyField("registry.Person", verbose_name=_("people"), blank=True, related_name="+")
    speaker = models.ForeignKey(
        "registry.Person", verbose_name=_("speaker"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    language = models.CharField(_("language spoken"), max_length=35, blank=True)

    class Meta:
        verbose_name = _("shot or sound bite")
        verbose_name_plural = _("shots and sound bites")
        ordering = ["starts", "ends", "pk"]
        indexes = [models.Index(fields=["asset", "starts"], name="media_library_passage_order")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts__lt=models.F("ends")), name="media_library_passage_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=models.Q(role="shot", speaker=None, language="")
                | models.Q(role="bite") & ~models.Q(language=""),
                name="media_library_passage_bite_has_a_language",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.starts}–{self.ends}"

    @property
    def is_bite(self) -> bool:
        return self.role == PassageRole.BITE

    def text_in(self, language: str) -> "PassageText | None":
        return next((row for row in self.texts.all() if row.language == language), None)

    def words_in(self, language: str) -> str:
        text = self.text_in(language)
        return text.words if text else ""

    @property
    def original(self) -> str:
        """What is translated: the words in the source language, else those that were spoken."""
        return self.words_in(SOURCE_LANGUAGE) or self.words_in(self.language)

    def is_translation(self, language: str) -> bool:
        return language not in (SOURCE_LANGUAGE, self.language)


class PassageText(models.Model):
    """What one language says of a shot, or how it gives what is said. `speaker`: name and title as that language presents
    them; empty: the registry's name. The language may be none of the house's, where somebody speaks it. `translated_from`: what the
    original said then (`media_library.behind`); empty: it says that still, or is the original."""

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=35)
    words = models.TextField(_("words"), blank=True)
    speaker = models.CharField(_("speaker, as presented"), max_length=200, blank=True)
    translated_from = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = _("text of a shot or sound bite")
        verbose_name_plural = _("texts of shots and sound bites")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["passage", "language"], name="media_library_one_passage_text_a_language")
        ]

    def __str__(self) -> str:
        return self.words[:80]
