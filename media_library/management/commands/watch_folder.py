"""`cms watch_folder PATH`: takes what cameras write into a folder; done/ and refused/ lie beside it. Ends on SIGTERM."""

import signal
import time
from argparse import ArgumentParser
from pathlib import Path
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.utils import translation
from django.utils.translation import gettext as _

from media_library.files.store import StoreAwayError, in_words
from media_library.ingest.virus_scan import ScannerAway
from media_library.ingest.watching import STEADY, Watch
from media_library.management.commands.import_media import add_wishes, wishes

BETWEEN = 1.0


class Command(BaseCommand):
    help = "Take files from a folder as they arrive. Each is moved to done/, or to refused/ with its reason beside it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="FOLDER")
        parser.add_argument("--once", action="store_true", help="take what lies there, then end")
        parser.add_argument("--steady", type=float, default=STEADY, help="seconds without growing (%(default)s)")
        add_wishes(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        self.stopping = False
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, self._stop)
        with translation.override(options["language"]):
            if not options["path"].is_dir():
                raise CommandError(_("There is no folder “%(folder)s”.") % {"folder": options["path"]}, returncode=2)
            steady = 0.0 if options["once"] else options["steady"]
            try:
                watch = Watch(options["path"].resolve(), wishes(options), steady=steady)
                watch.look()  # a first sight of what lies there
            except OSError as fault:
                raise CommandError(_out_of_order(fault)) from fault
            while not self.stopping:
                self._look(watch)
                if options["once"]:
                    return
                time.sleep(BETWEEN)

    def _look(self, watch: Watch) -> None:
        try:
            for result in watch.look():
                told = " ".join(filter(None, (result.outcome, result.reason, *result.notes)))
                self.stdout.write(f"{result.name}: {told}")
        except ScannerAway:
            self.stderr.write(_("The virus scanner does not answer: files wait."))
        except StoreAwayError as away:
            self.stderr.write(_("%(why)s Files wait.") % {"why": in_words(away)})
        except OSError as fault:  # what is in the library already is moved aside at a later look
            self.stderr.write(_out_of_order(fault))
        except OperationalError as away:
            connection.close()  # the next look opens another
            self.stderr.write(_("The database does not answer: files wait. (%(why)s)") % {"why": away})

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True


def _out_of_order(fault: OSError) -> str:
    return _("The folder cannot be used at the moment: files wait. (%(why)s)") % {"why": fault}
