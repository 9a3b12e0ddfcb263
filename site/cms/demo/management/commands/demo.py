"""`cms demo`: database, content, logins, keys, then the whole house on loopback. What `make demo` runs."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from cms.demo.accounts import tell_logins_and_keys, told_in
from cms.demo.loading import load_demo
from cms.management.commands.serve import taken
from hub.publishing.addresses import retell_after_move


class Command(BaseCommand):
    help = "Set up the demo and run it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=settings.ENV.port)
        parser.add_argument("--no-serve", action="store_true", help="set up, print, and end")

    def handle(self, *args: Any, port: int, no_serve: bool, **options: Any) -> None:
        if not no_serve:
            taken(port).close()  # a minute of loading for nothing is worse than a refusal now
        self.stdout.write("Database …")
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("set_up", verbosity=0)
        self.stdout.write("Demo content …")
        load_demo(self._say)
        retell_after_move(settings.BASE_URL)
        # the admin's search is filled by jobs; an editor who comes at once should find everything already
        call_command("update_index", verbosity=0)
        call_command("index", once=True)
        self._print(tell_logins_and_keys(settings.BASE_URL))
        if not no_serve:
            call_command("serve", port=port)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _print(self, told: dict[str, Any]) -> None:
        base = told["base_url"]
        lines = [
            "",
            f"  Portal   {base}/vi/",
            f"  Admin    {base}/admin/",
            f"  API      {base}/api/v1/docs",
            "",
            "  Logins",
        ]
        lines += [f"    {role:18} {login['username']:18} {login['password']}" for role, login in told["logins"].items()]
        lines += ["", "  Partner keys"]
        lines += [f"    {name:18} {key}" for name, key in told["partner_keys"].items()]
        self._say("\n".join([*lines, "", f"  (also in {told_in()})", ""]))
