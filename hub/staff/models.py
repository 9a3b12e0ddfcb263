"""The people who work in the hub."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A member of staff, in an agency. A demo account may exist only in demo mode (`hub.staff.checks`)."""

    agency = models.ForeignKey(
        "registry.Agency",
        verbose_name=_("agency"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="staff",
    )
    is_demo = models.BooleanField(_("demo account"), default=False, editable=False)

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["username"]

    def get_full_name(self) -> str:
        """Family name first, as Vietnamese is written and read."""
        return f"{self.last_name} {self.first_name}".strip()

    @property
    def called(self) -> str:
        """In lists: by name, or by the name of the account where there is none."""
        return self.get_full_name() or self.get_username()
