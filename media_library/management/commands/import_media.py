"""`cms import_media FOLDER|ZIP`: many files with a sheet of captions into the library. The sheet: `docs/media-import.md`.

Ends with 0 when every file is in, 1 when some were refused, 2 when nothing could be done, 130 when it was stopped.
"""

import signal
from argparse import ArgumentParser
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Collection

from hub.registry.models import Agency
from hub.staff.models import User
from media_library.files.store import StoreAwayError, in_words
from media_library.ingest.bringing import KNOWN, REFUSED, Result, Summary, Wishes, bring
from media_library.ingest.refusals import FileRefused
from media_library.ingest.sentences import say
from media_library.ingest.virus_scan import ScannerAway
from media_library.rights.licences import Licence


class Command(BaseCommand):
    help = "Bring a folder or a ZIP of pictures, clips, recordings and documents into the library. Safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="FOLDER|ZIP")
        parser.add_argument("--captions", type=Path, metavar="FILE.csv", help="without: the one sheet that lies inside")
        add_wishes(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        self.stopping = False
        path, captions = options["path"], options["captions"]
        with translation.override(options["language"]):
            for needed in (path, *([captions] if captions else [])):
                if not needed.exists():
                    raise CommandError(_("There is no file “%(file)s”.") % {"file": needed}, returncode=2)
            before = {name: signal.signal(name, self._stop) for name in (signal.SIGINT, signal.SIGTERM)}
            try:
                summary = bring(
                    path, wishes(options), captions=captions, tell=self._tell, stopping=lambda: self.stopping
                )
            except FileRefused as refused:
                raise CommandError(say(refused.refusal.code, refused.refusal.about), returncode=2) from refused
            except ScannerAway as away:
                raise CommandError(_("The virus scanner does not answer. Run the same command again later."), returncode=2) from away  # fmt: skip
            except StoreAwayError as away:
                words = _("%(why)s Run the same command again later: it goes on where it was.")
                raise CommandError(words % {"why": in_words(away)}, returncode=2) from away
            finally:
                for name, handler in before.items():
                    signal.signal(name, handler)
            self._say_summary(summary)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        """The file that is being taken is taken to its end."""
        self.stopping = True

    def _tell(self, result: Result) -> None:
        if result.outcome == REFUSED:
            where = _("line %(line)d, ") % {"line": result.line} if result.line else ""
            self.stderr.write(f"{where}{result.name}: {result.reason}")
        elif told := " ".join(filter(None, (result.reason, *result.notes))):
            self.stdout.write(f"{result.name}: {told}")

    def _say_summary(self, summary: Summary) -> None:
        counts = summary.counts
        told = {"added": counts["added"], "known": counts[KNOWN], "refused": counts[REFUSED]}
        self.stdout.write(_("%(added)d added, %(known)d were there already, %(refused)d refused.") % told)
        if summary.stopped:
            raise CommandError(_("Stopped. Run the same command again: it goes on where it was."), returncode=130)
        if summary.refused:
            raise CommandError(_("Some files were refused: the reasons stand above."), returncode=1)


def add_wishes(parser: ArgumentParser) -> None:
    parser.add_argument("--collection", default="", help="its name; without: the topmost")
    parser.add_argument("--agency", default="", metavar="CODE", help="the owner")
    parser.add_argument("--licence", choices=Licence.values, default=str(Licence.PRESS), help="(%(default)s)")
    parser.add_argument("--credit", default="", help="the credit line of files that have none")
    parser.add_argument("--event", default="", help="the event of files that name none")
    parser.add_argument("--by", default="", metavar="USERNAME", help="whose rights count; without: the system's")
    parser.add_argument("--ignore-embedded", action="store_true", help="leave out what the files say of themselves")
    languages = [code for code, _name in settings.WAGTAILADMIN_PERMITTED_LANGUAGES]
    parser.add_argument("--language", choices=languages, default=settings.LANGUAGE_CODE, help="of messages (%(default)s)")  # fmt: skip


def wishes(options: dict[str, Any]) -> Wishes:
    """
    Raises:
        CommandError: something is named that is not there.
    """
    shelf = Collection.get_first_root_node()
    if options["collection"]:
        shelf = Collection.objects.filter(name=options["collection"]).first()
    owner = Agency.objects.filter(code=options["agency"]).first() if options["agency"] else None
    by = User.objects.filter(username=options["by"], is_active=True).first() if options["by"] else None
    if shelf is None:
        raise CommandError(_("There is no collection “%(name)s”.") % {"name": options["collection"]}, returncode=2)
    if options["agency"] and owner is None:
        raise CommandError(_("There is no agency “%(name)s”.") % {"name": options["agency"]}, returncode=2)
    if options["by"] and by is None:
        raise CommandError(
            _("There is no account “%(name)s” that may sign in.") % {"name": options["by"]}, returncode=2
        )
    return Wishes(
        collection=shelf,
        by=by,
        owner=owner,
        licence=options["licence"],
        credit=options["credit"],
        event=options["event"],
        embedded=not options["ignore_embedded"],
    )
