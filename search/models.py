"""The index's tables. Only the indexer (`search.indexing`) writes them, all but `Touched`.

The words themselves are in a table of their own a generation (`search.engines.embedded`), which no model declares.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from search.documents import ORDERS


class StoredDocument(models.Model):
    """A `SearchDocument` as it is indexed, and what engines outside the database follow: `change_no` in its order.

    A removed one stays as a tombstone (`place` empty, its texts gone), so that a follower hears of it."""

    key = models.CharField(primary_key=True, max_length=200)
    place = models.BigIntegerField(null=True, unique=True)
    kind = models.CharField(max_length=20)
    lang = models.CharField(max_length=35)
    work = models.CharField(max_length=200, db_index=True)
    title = models.TextField()
    names = models.JSONField(default=list)
    prose = models.TextField()
    equivalent_names = models.BooleanField(default=False)
    facets = models.JSONField(default=dict)
    at = models.DateTimeField(null=True)
    reach = models.CharField(max_length=10)
    shown = models.JSONField(default=dict)
    # `SearchDocument.orders`, as bytes: every database sorts those alike
    by_title = models.BinaryField(null=True)
    by_size = models.BinaryField(null=True)
    by_taken = models.BinaryField(null=True)
    version = models.CharField(max_length=64)
    change_no = models.PositiveBigIntegerField(unique=True)

    class Meta:
        verbose_name = _("found document")
        verbose_name_plural = _("found documents")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(place__isnull=False) | models.Q(version=""), name="search_removed_has_no_version"
            )
        ]
        indexes = [
            models.Index(fields=["key"], name="search_equivalent_names", condition=models.Q(equivalent_names=True)),
            # read whole, and without the documents: what a process keeps is held against it (`search.kept_columns`)
            models.Index(fields=["change_no", "place", "version"], name="search_document_as_it_is"),
            *(
                models.Index(
                    fields=[f"by_{name}", "place"],
                    name=f"search_document_by_{name}",
                    condition=models.Q(**{f"by_{name}__isnull": False}),
                )
                for name in ORDERS
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Touched(models.Model):
    """A document that may have changed: written in the transaction of the change, deleted in that which indexed it."""

    key = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=1000, blank=True)

    class Meta:
        verbose_name = _("document to be indexed")
        verbose_name_plural = _("documents to be indexed")

    def __str__(self) -> str:
        return self.key


class Position(models.Model):
    """How far a source that numbers its changes has been followed."""

    source = models.CharField(primary_key=True, max_length=40)
    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")

    def __str__(self) -> str:
        return f"{self.source} {self.number}"


class Follower(models.Model):
    """How far an engine outside the database has followed the stored documents. It answers while `position` is the
    index's last change; `documents` is how many it must have then, so that it can be taken at its word."""

    engine = models.CharField(primary_key=True, max_length=40)
    index = models.CharField(max_length=255, blank=True)
    index_uuid = models.CharField(max_length=64, blank=True, help_text="another one: somebody replaced the index")
    position = models.PositiveBigIntegerField(default=0)
    documents = models.PositiveBigIntegerField(null=True)
    fault = models.CharField(max_length=1000, blank=True)
    reconciled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("follower of the index")
        verbose_name_plural = _("followers of the index")

    def __str__(self) -> str:
        return f"{self.engine} {self.position}"


class Index(models.Model):
    """One row: its lock makes one indexer at a time. `live` answers; `building` is made beside it and takes its place."""

    epoch = models.UUIDField(default=uuid.uuid4, help_text="what a process remembers of another one is worth nothing")
    live = models.PositiveIntegerField(default=1)
    building = models.PositiveIntegerField(null=True)
    building_at = models.DateTimeField(null=True, help_text="when a rebuild last gave a sign of life")
    words_version = models.PositiveIntegerField(default=0, help_text="`search.words.VERSION` of the live generation")
    retired = models.PositiveIntegerField(null=True, help_text="answered before; dropped when nobody can be reading it")
    retired_at = models.DateTimeField(null=True)
    last_change = models.PositiveBigIntegerField(default=0)
    names_change = models.PositiveBigIntegerField(default=0, help_text="the last change of names that say the same")
    indexed_at = models.DateTimeField(null=True)
    reconciled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("index")
        verbose_name_plural = _("indexes")

    def __str__(self) -> str:
        return f"generation {self.live}"


class KnownWord(models.Model):
    """A word of the index, folded, and in how many documents it stands: what a mistyped one may have meant."""

    word = models.CharField(primary_key=True, max_length=64)
    documents = models.IntegerField()
    first = models.CharField(max_length=1)
    last = models.CharField(max_length=1)
    length = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("known word")
        verbose_name_plural = _("known words")
        indexes = [
            models.Index(fields=["first", "length"], name="search_word_first"),
            models.Index(fields=["last", "length"], name="search_word_last"),
        ]

    def __str__(self) -> str:
        return self.word


class Opening(models.Model):
    """How a title, a name or a term begins, for suggestions as one types (`search.openings`). Spellings are kept as bytes:
    every database sorts those alike. `change_no`: of the document as it was read."""

    NAME, WITHIN_NAME, TITLE = range(3)

    key = models.CharField(max_length=200, db_index=True)
    change_no = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=20)
    text = models.CharField(max_length=300)
    lang = models.CharField(max_length=35, blank=True)
    rank = models.PositiveSmallIntegerField()
    place = models.BigIntegerField()
    exact = models.BinaryField()
    folded = models.BinaryField()

    class Meta:
        verbose_name = _("beginning of a title or name")
        verbose_name_plural = _("beginnings of titles and names")
        indexes = [models.Index(fields=["rank", "folded", "place"], name="search_opening_begins")]

    def __str__(self) -> str:
        return self.text
