"""`cms set_up`: what a hub needs before its first editor: languages, roles and approval, registry, terms, a home. Safe to repeat."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from hub.content.approval import ensure_approval
from hub.content.homes import ensure_home, ensure_root_is_named
from hub.publishing.used_data import refresh_naming_originals
from hub.staff.default_groups import drop_unused_default_groups
from hub.staff.roles import ensure_roles
from locales.set_up import ensure_locales
from media_library.arrivals import (
    ensure_all_are_copied,
    ensure_all_are_stamped,
    ensure_all_have_faces,
    ensure_all_is_begun,
    ensure_all_is_drawn,
    ensure_all_is_looked_at,
    ensure_all_is_read,
)
from media_library.shelves import ensure_root_shelf_is_named


class Command(BaseCommand):
    help = "Create what is missing of languages, roles, approval, registry data, terms and the home page."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        ensure_locales()
        ensure_root_is_named()
        ensure_root_shelf_is_named()
        ensure_home()
        ensure_roles()
        ensure_approval()
        drop_unused_default_groups()
        ensure_all_is_read()
        ensure_all_have_faces()
        ensure_all_is_looked_at()
        ensure_all_is_drawn()
        ensure_all_is_begun()
        ensure_all_are_stamped()
        ensure_all_are_copied()
        refresh_naming_originals()
        for command in ("load_registry", "load_terms"):
            call_command(command, stdout=self.stdout, verbosity=options["verbosity"])
