"""A saved search, what it has found, and the notices that tell of it. What may be done with them is in `saving`."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.outbound.calling import LONGEST_URL
from search.query import LONGEST

SHARED_ALREADY = _("A search of this name is shared with them already.")


class Alert(models.TextChoices):
    NONE = "none", _("No, I look myself")
    EMAIL = "email", _("By e-mail, at once")
    DAILY = "daily", _("By e-mail, once a day")
    WEBHOOK = "webhook", _("To another system (webhook), at once")


class Part(models.TextChoices):
    """Where it looks: the parts of the admin's one box, or the library's own page with what was narrowed there."""

    EVERYTHING = "", _("Everything")
    PAGES = "pages", _("Pages")
    MEDIA = "media", _("Media library")
    NAMES = "names", _("Names, facts, terms")
    LIBRARY = "library", _("Library view")


class SavedSearch(models.Model):
    """Its owner's alone. `narrowed`: of the library view, facet → the values that were taken.

    `position`: the last change of the index that it was compared with, while it alerts.

    salt, former_salt: what the webhook's secrets are worked out from; the former one is good until `former_until`.
    stopped_at: its messages did not get there; nothing is sent until its owner starts it again, and nothing is lost."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches")
    name = models.CharField(_("name"), max_length=80)
    typed = models.CharField(_("searched for"), max_length=LONGEST, blank=True)
    narrowed = models.JSONField(default=dict, blank=True)
    part = models.CharField(_("where"), max_length=10, choices=Part, blank=True, default=Part.EVERYTHING)
    alert = models.CharField(_("tell me of new matches"), max_length=10, choices=Alert, default=Alert.NONE)
    position = models.PositiveBigIntegerField(default=0)
    webhook_url = models.CharField(_("address of the webhook"), max_length=LONGEST_URL, blank=True)
    salt = models.CharField(max_length=32, blank=True)
    former_salt = models.CharField(max_length=32, blank=True)
    former_until = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_why = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="alerts_name_once",
                violation_error_message=_("You have a saved search of this name already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(alert=Alert.WEBHOOK) | (~models.Q(webhook_url="") & ~models.Q(salt="")),
                name="alerts_webhook_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["position"], name="alerts_watching", condition=~models.Q(alert=Alert.NONE))]

    def __str__(self) -> str:
        return self.name

    @property
    def salts(self) -> list[str]:
        """Of the secrets that are good now, the newest first."""
        former = [self.former_salt] if self.former_until and self.former_until > timezone.now() else []
        return [self.salt, *former]


class SharedSearch(models.Model):
    """A search that the house keeps for an agency's people, for a group, or (neither given) for everybody in the admin. It is
    nobody's own: it stays when whoever has shared it leaves. It tells nobody of anything; who wants that saves it for themselves."""

    name = models.CharField(_("name"), max_length=80)
    typed = models.CharField(_("searched for"), max_length=LONGEST, blank=True)
    narrowed = models.JSONField(default=dict, blank=True)
    part = models.CharField(_("where"), max_length=10, choices=Part, blank=True, default=Part.EVERYTHING)
    agency = models.ForeignKey(
        "registry.Agency", verbose_name=_("agency"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    group = models.ForeignKey(
        "auth.Group", verbose_name=_("group"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("shared search")
        verbose_name_plural = _("shared searches")
        ordering = ["name", "pk"]
        default_permissions = ("add", "delete")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(agency=None) | models.Q(group=None), name="alerts_shared_with_one_audience"
            ),
            models.UniqueConstraint(
                fields=["name"],
                name="alerts_shared_with_all_once",
                condition=models.Q(agency=None, group=None),
                violation_error_message=SHARED_ALREADY,
            ),
            models.UniqueConstraint(
                fields=["agency", "name"],
                name="alerts_shared_with_an_agency_once",
                condition=models.Q(agency__isnull=False),
                violation_error_message=SHARED_ALREADY,
            ),
            models.UniqueConstraint(
                fields=["group", "name"],
                name="alerts_shared_with_a_group_once",
                condition=models.Q(group__isnull=False),
                violation_error_message=SHARED_ALREADY,
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Notice(models.Model):
    """One message about new matches; its id stays the same however often it is sent. What it says is worked out when it
    is sent, from what its owner may see then. `test`: it only tries the way."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    saved = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="notices")
    test = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["retry_at"], name="alerts_unsent", condition=models.Q(sent_at=None))]

    def __str__(self) -> str:
        return str(self.id)


class Match(models.Model):
    """A document that a saved search has found; it is there once, so it is told once.

    known: it matched already when alerting began, and is not told. notice: the one that tells of it."""

    saved = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="matches")
    key = models.CharField(max_length=200)
    known = models.BooleanField(default=False)
    found_at = models.DateTimeField(default=timezone.now)
    notice = models.ForeignKey(Notice, null=True, on_delete=models.SET_NULL, related_name="matches")

    class Meta:
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        constraints = [
            models.UniqueConstraint(fields=["saved", "key"], name="alerts_match_once"),
            models.CheckConstraint(condition=models.Q(known=False) | models.Q(notice=None), name="alerts_known_untold"),
        ]
        indexes = [
            models.Index(
                fields=["saved", "found_at"], name="alerts_untold", condition=models.Q(known=False, notice=None)
            )
        ]

    def __str__(self) -> str:
        return self.key
