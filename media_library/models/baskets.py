"""A basket: what one person has chosen from the library, in an order, until it is packed or put back."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from media_library.models.assets import Asset
from media_library.rights.uses import Use


class Basket(models.Model):
    """One person's. `use`, `territory`, `day`: what its rights are asked for; empty: everywhere, today."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="basket")
    use = models.CharField(_("what for"), max_length=12, choices=Use, default=Use.WEB)
    territory = models.CharField(_("where"), max_length=2, blank=True)
    day = models.DateField(_("on which day"), null=True, blank=True)

    class Meta:
        verbose_name = _("basket")
        verbose_name_plural = _("baskets")

    def __str__(self) -> str:
        return str(self.owner)


class BasketItem(models.Model):
    """One asset in it. Places have gaps where something was taken out."""

    basket = models.ForeignKey(Basket, on_delete=models.CASCADE, related_name="items")
    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveIntegerField()
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("in the basket")
        verbose_name_plural = _("in the basket")
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint(fields=["basket", "asset"], name="media_library_once_in_a_basket")]

    def __str__(self) -> str:
        return str(self.asset)
