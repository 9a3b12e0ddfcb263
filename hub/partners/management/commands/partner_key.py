"""`cms partner_key create|list|revoke`: keys of partners, for the operator of the machine."""

from argparse import ArgumentParser
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from hub.partners.keys import create_key, revoke_key
from hub.partners.models import Partner, PartnerKey


class Command(BaseCommand):
    help = "Make, list and revoke the keys with which partners read the API."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True, metavar="create|list|revoke")
        create = acts.add_parser("create", help="make a key and print it, once")
        create.add_argument("--partner", required=True, help="the partner's name")
        create.add_argument("--name", required=True, help="which system will use the key")
        create.add_argument("--expires", metavar="YYYY-MM-DD", help="the last day it is good; without: until revoked")
        create.add_argument("--contact", metavar="E-MAIL", help="make the partner if there is none of that name")
        listing = acts.add_parser("list", help="every key, never its text")
        listing.add_argument("--partner", help="only this partner's")
        revoke = acts.add_parser("revoke", help="refuse a key from now on")
        revoke.add_argument("prefix", help="how it begins, as `list` shows it; or the whole key")

    def handle(self, *args: Any, act: str, **options: Any) -> None:
        try:
            getattr(self, f"_{act}")(options)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused

    def _create(self, options: dict[str, Any]) -> None:
        expires_at = _end_of(options["expires"]) if options["expires"] else None
        partner = _partner(options["partner"], options["contact"])
        _key, text = create_key(partner, by=None, name=options["name"], expires_at=expires_at)
        self.stdout.write(text)
        self.stderr.write("This is the only time the key is shown.")

    def _list(self, options: dict[str, Any]) -> None:
        keys = PartnerKey.objects.select_related("partner").order_by("partner__name", "created_at")
        if options["partner"]:
            keys = keys.filter(partner=_partner(options["partner"], None))
        for key in keys:
            used = f"{key.last_used_at:%Y-%m-%d %H:%M}" if key.last_used_at else "-"
            expires = f"{timezone.localtime(key.expires_at):%Y-%m-%d}" if key.expires_at else "-"
            self.stdout.write("\t".join((key.prefix, key.partner.name, key.name, key.standing, expires, used)))

    def _revoke(self, options: dict[str, Any]) -> None:
        prefix = options["prefix"].removesuffix("…")[:10]
        keys = list(PartnerKey.objects.select_related("partner").filter(prefix=prefix))
        if len(prefix) < 10 or len(keys) != 1:
            raise CommandError(f"{len(keys)} keys begin with “{prefix}”: name one as `cms partner_key list` shows it.")
        revoke_key(keys[0], by=None)
        self.stdout.write(f"Revoked: {keys[0]}")


def _partner(name: str, contact: str | None) -> Partner:
    """Raises:
    CommandError: there is none, and no contact to make it with.
    """
    partner = Partner.objects.filter(name=name).first()
    if partner is None and contact:
        partner = Partner(name=name, contact=contact)
        partner.full_clean()
        partner.save()
    if partner is None:
        known = ", ".join(Partner.objects.values_list("name", flat=True)) or "none yet"
        raise CommandError(f"There is no partner “{name}” (known: {known}). Make it in the admin, or give --contact.")
    return partner


def _end_of(day: str) -> datetime:
    """The first moment after that day, in the house's time."""
    try:
        last = date.fromisoformat(day)
    except ValueError as wrong:
        raise CommandError(f"--expires {day}: write the day as YYYY-MM-DD, such as 2027-01-31.") from wrong
    return timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
