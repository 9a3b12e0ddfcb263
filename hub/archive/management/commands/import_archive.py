"""`cms import_archive FILE.jsonl`: brings over what a newspaper already has. The format: `docs/archive-import.md`.

Ends with 0 when every line is in, 1 when some were refused, 2 when nothing could be done, 75 when the database or the store
went away, 130 when it was stopped: after these two, the same command goes on.
"""

import os
import signal
from argparse import ArgumentParser
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_slug
from django.db import DatabaseError, InterfaceError
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub import database_away
from hub.archive.importing import Import, Summary, Wishes, licences
from hub.archive.lines import Refused, UnreadableFile, count_lines
from hub.archive.one_at_a_time import Busy, alone
from hub.archive.progress import Progress
from hub.archive.reports import Report
from hub.database_away import what_is_wrong
from hub.publishing.models import PublishingEvent
from hub.staff.models import User
from media_library.files import store
from media_library.ingest.virus_scan import ScannerAway
from media_library.rights.licences import Licence

SHOWN = 20
LANGUAGES = [code for code, _name in settings.WAGTAILADMIN_PERMITTED_LANGUAGES]


class Command(BaseCommand):
    help = "Bring over an archive: one JSON object a line. Run it again after an interruption, or with a longer file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.jsonl")
        parser.add_argument("--source", default="archive", help="names the archive; its ids are its own (%(default)s)")
        parser.add_argument(
            "--licence",
            choices=licences(),
            default=str(Licence.PRESS),
            help="of texts and pictures that name none (%(default)s)",
        )
        parser.add_argument("--agency", default="", help="for lines that name none: its code or name")
        parser.add_argument("--column", default="", help="for lines that name none or an unknown one: its title or slug")  # fmt: skip
        parser.add_argument("--create-columns", action="store_true", help="make the columns that are not known")
        parser.add_argument("--overwrite", action="store_true", help="also what was edited here since the last import")
        parser.add_argument("--by", default="", metavar="USERNAME", help="the account that publishes; without: the system")  # fmt: skip
        parser.add_argument("--report", type=Path, help="where refused lines go (FILE.jsonl.rejected.jsonl)")
        parser.add_argument("--language", choices=LANGUAGES, default=_spoken(), help="of the messages (%(default)s)")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stopping = False
        with translation.override(options["language"]):
            try:
                summary = self._run(options)
            except Busy:
                raise CommandError(_("Another import is running. Wait until it ends."), returncode=2) from None
            except ScannerAway as away:
                raise CommandError(_("The virus scanner does not answer. Run the same command again later."), returncode=2) from away  # fmt: skip
            except (Refused, UnreadableFile) as refused:
                raise CommandError(str(refused), returncode=2) from refused
            except ValidationError as refused:
                raise CommandError(" ".join(refused.messages), returncode=2) from refused
            except (*store.STORE_FAILS, DatabaseError, InterfaceError) as fault:
                raise CommandError(_broken_off(fault), returncode=75) from fault
            self._say_summary(summary, options)

    def _run(self, options: dict[str, Any]) -> Summary:
        path, wishes = options["file"], _wishes(options)
        if not path.is_file():
            raise Refused(_("There is no file “%(file)s”.") % {"file": path})
        options["report"] = options["report"] or path.with_name(path.name + ".rejected.jsonl")
        if options["report"].resolve() == path.resolve():
            raise Refused(_("The report would overwrite the file itself: choose another with --report."))
        progress = Progress(count_lines(path), self.stderr)
        with ExitStack() as stack:
            stack.enter_context(alone())
            refusals = stack.enter_context(Report(options["report"]))
            notes = stack.enter_context(Report(_notes_of(options["report"])))
            stack.callback(self._listen())
            run = Import(
                path, wishes, refusals=refusals, notes=notes, stopping=lambda: self.stopping, progress=progress
            )
            summary = run.run()
        progress.end(summary.done)
        return summary

    def _listen(self) -> Any:
        """SIGINT and SIGTERM end the run after the transaction that is open. Returns what puts things back."""
        before = {name: signal.signal(name, self._stop) for name in (signal.SIGINT, signal.SIGTERM)}
        return lambda: [signal.signal(name, handler) for name, handler in before.items()]

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    # --- the end -----------------------------------------------------------------------------------------------------

    def _say_summary(self, summary: Summary, options: dict[str, Any]) -> None:
        counts = summary.counts
        self.stdout.write(
            _("%(added)d added, %(updated)d updated, %(unchanged)d unchanged, %(refused)d refused.")
            % {"added": counts["added"], "updated": counts["updated"], "unchanged": counts["unchanged"], "refused": summary.refused}
        )  # fmt: skip
        waiting = PublishingEvent.objects.filter(handled_at__isnull=True).count()
        if waiting:
            self.stdout.write(
                ngettext(
                    "%(count)d change waits for the relay (cms relay, part of cms serve): partners see it after that.",
                    "%(count)d changes wait for the relay (cms relay, part of cms serve): partners see them after that.",
                    waiting,
                )
                % {"count": waiting}
            )
        if summary.passed_over:
            self.stderr.write(_("Keys that are not taken: %(keys)s.") % {"keys": _counted(summary.passed_over)})
        self._say_notes(summary.notes, _notes_of(options["report"]))
        if summary.stopped:
            self._say_refused(options["report"], summary.refused)
            raise CommandError(_("Stopped. Run the same command again: it goes on where it was."), returncode=130)
        if summary.refused:
            self._say_refused(options["report"], summary.refused)
            raise CommandError(
                _("Some lines were refused. Mend them in %(file)s and import that file.") % {"file": options["report"]},
                returncode=1,
            )

    def _say_notes(self, notes: Counter[str], path: Path) -> None:
        for sentence, count in notes.most_common(SHOWN):
            self.stderr.write(f"{count} × {sentence}")
        if len(notes) > SHOWN:
            self.stderr.write(_("… and %(count)d more, in %(file)s") % {"count": len(notes) - SHOWN, "file": path})

    def _say_refused(self, path: Path, count: int) -> None:
        for number, reason in Report.first(path, SHOWN) if count else ():
            self.stderr.write(_("Line %(line)d: %(reason)s") % {"line": number, "reason": reason})
        if count > SHOWN:
            self.stderr.write(_("… and %(count)d more, in %(file)s") % {"count": count - SHOWN, "file": path})


def _spoken() -> str:
    """The language of whoever sits at the terminal, where we speak it."""
    said = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return said[:2] if said[:2] in LANGUAGES else settings.LANGUAGE_CODE


def _broken_off(fault: Exception) -> str:
    """
    Raises:
        Exception: the fault itself, where it will be the same the next time.
    """
    if (wrong := what_is_wrong(fault)) is not None:
        words = database_away.in_words(wrong)
    elif (away := store.as_away(fault)) is not None:
        words = store.in_words(away)
    else:
        raise fault
    return words + " " + _("What is in stays. Run the same command again: it goes on where it was.")


def _wishes(options: dict[str, Any]) -> Wishes:
    validate_slug(options["source"])
    by = None
    if options["by"]:
        by = User.objects.filter(username=options["by"], is_active=True).first()
        if by is None:
            raise Refused(_("There is no account “%(name)s” that may sign in.") % {"name": options["by"]})
    return Wishes(
        source=options["source"], licence=options["licence"], agency=options["agency"], column=options["column"],
        create_columns=options["create_columns"], overwrite=options["overwrite"], by=by,
    )  # fmt: skip


def _notes_of(report: Path) -> Path:
    return report.with_name(report.name.removesuffix(".rejected.jsonl") + ".notes.jsonl")


def _counted(names: Counter[str]) -> str:
    return ", ".join(f"{name[:40]} ({count})" for name, count in names.most_common(SHOWN))
