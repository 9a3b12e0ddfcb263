"""`cms set_up`: what a hub needs before its first editor: languages, roles, registry, a home. Safe to repeat."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from hub.content.homes import ensure_home
from hub.staff.roles import ensure_roles
from locales.set_up import ensure_locales


class Command(BaseCommand):
    help = "Create what is missing of languages, roles, registry data and the home page."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        ensure_locales()
        ensure_home()
        ensure_roles()
        call_command("load_registry", stdout=self.stdout, verbosity=options["verbosity"])
