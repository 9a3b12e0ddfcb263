"""`cms import_archive`: what the person at the terminal sees, and how a run ends."""

import json
import signal
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from hub.archive.one_at_a_time import alone
from hub.content.models import Article, Provenance
from hub.publishing.models import Ledger, LedgerEntry, PublishingEvent
from tests.hub.archive.archives import line, write
from tests.newsroom import column, newspaper, relay
from tests.waiting import wait_until
from tests.warm_processes import environment

LINES = 80


def run(path, **options) -> tuple[str, str, int]:
    """What was said on both channels, and how it ended."""
    out, err, code = StringIO(), StringIO(), 0
    try:
        call_command("import_archive", str(path), stdout=out, stderr=err, **{"language": "en", **options})
    except CommandError as refused:
        err.write(f"{refused}\n")
        code = refused.returncode
    return out.getvalue(), err.getvalue(), code


@pytest.mark.django_db
def test_a_file_that_is_whole(tmp_path):
    newspaper()
    out, err, code = run(write(tmp_path / "a.jsonl", line(tags=["x"]), line(2, tags=["y"])))
    assert (out, err, code) == (
        "2 added, 0 updated, 0 unchanged, 0 refused.\n"
        "2 changes wait for the relay (cms relay, part of cms serve): partners see them after that.\n",
        "Keys that are not taken: tags (2).\n",
        0,
    )
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]


@pytest.mark.django_db
def test_refused_lines_are_told_and_kept_and_the_exit_code_says_so(tmp_path):
    newspaper()
    path = write(tmp_path / "a.jsonl", line(), line(2, lang="xx"))
    _out, err, code = run(path, language="vi")
    report = tmp_path / "a.jsonl.rejected.jsonl"
    reason = "“xx” không phải ngôn ngữ: “lang” là thẻ BCP 47 như vi, en hoặc zh-Hans."
    assert (err, code) == (
        f"Dòng 2: {reason}\nCó dòng bị từ chối. Hãy sửa trong {report} rồi nhập tệp đó.\n",
        1,
    )
    assert [json.loads(text) for text in report.read_text().splitlines()] == [
        {"_line": 2, "_reason": reason} | line(2, lang="xx")
    ]
    write(path, line(), line(2))
    assert run(path)[2] == 0
    assert not report.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"agency": "nobody"}, "The agency “nobody” is not in the registry. Add it there, or name one of these: bao-nghe-an."),
        ({"column": "Kinh tế"}, "There is no column “Kinh tế”. Known are: Văn hóa (van-hoa)."),
        ({"by": "nobody"}, "There is no account “nobody” that may sign in."),
    ],
)  # fmt: skip
def test_a_wish_that_cannot_be_met_stops_the_run_before_it_begins(tmp_path, options, sentence):
    newspaper()
    column()
    _out, err, code = run(write(tmp_path / "a.jsonl", line()), **options)
    assert (err, code, Article.objects.count()) == (f"{sentence}\n", 2, 0)


@pytest.mark.django_db
def test_a_file_that_is_not_there(tmp_path):
    assert run(tmp_path / "a.jsonl")[1:] == (f"There is no file “{tmp_path / 'a.jsonl'}”.\n", 2)


@pytest.mark.django_db
def test_the_report_never_overwrites_the_file(tmp_path):
    path = write(tmp_path / "a.jsonl", "{")
    _out, err, code = run(path, report=path)
    assert (err, code) == ("The report would overwrite the file itself: choose another with --report.\n", 2)


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor == "postgresql", reason="one session may take its own lock twice")
def test_a_second_run_at_the_same_time_is_refused(tmp_path):
    with alone():
        _out, err, code = run(write(tmp_path / "a.jsonl", line()))
    assert (err, code) == ("Another import is running. Wait until it ends.\n", 2)


# --- with real processes ---------------------------------------------------------------------------------------------


def start(path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "cms", "import_archive", str(path), "--language", "en"]
    return subprocess.Popen(command, env=environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def wait_for_articles(count: int) -> None:
    wait_until(lambda: Provenance.objects.count() >= count, within=60)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_and_continued_nothing_is_missing_or_twice(tmp_path):
    newspaper()
    path = write(tmp_path / "a.jsonl", *[line(number, lang) for number in range(LINES // 2) for lang in ("en", "vi")])
    for done, name in ((5, signal.SIGKILL), (30, signal.SIGINT)):
        process = start(path)
        wait_for_articles(done)
        process.send_signal(name)
        _out, err = process.communicate(timeout=60)
        assert (name, process.returncode) in {(signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 130)}, err
    assert Provenance.objects.count() < LINES
    process = start(path)
    process.communicate(timeout=120)
    assert process.returncode == 0
    relay()
    assert (Article.objects.count(), Provenance.objects.count()) == (LINES, LINES)
    assert PublishingEvent.objects.filter(act="published").count() == LINES
    numbers = list(LedgerEntry.objects.order_by("seq").values_list("seq", flat=True))
    assert numbers == list(range(1, Ledger.objects.get().last_seq + 1))
    assert LedgerEntry.objects.filter(change="published").count() == LINES


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_second_run_is_refused_from_another_session(tmp_path):
    with alone():
        process = start(write(tmp_path / "a.jsonl", line()))
        _out, err = process.communicate(timeout=120)
    assert (err, process.returncode) == ("CommandError: Another import is running. Wait until it ends.\n", 2)


class Terminal(StringIO):
    """Takes the run's connection away as soon as its bar moves."""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if "40" in text and connection.connection is not None:
            other = connection.copy("other")
            with other.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
            other.close()
        return super().write(text)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_database_that_goes_away_ends_the_run_with_a_sentence_and_it_goes_on(tmp_path):
    newspaper()
    path = write(tmp_path / "a.jsonl", *(line(number) for number in range(1, 41)))

    with pytest.raises(CommandError) as broken_off:
        call_command("import_archive", str(path), stderr=Terminal(), language="en")

    assert (str(broken_off.value), broken_off.value.returncode) == (
        "The database does not answer just now. What is in stays. Run the same command again: it goes on where it was.",
        75,
    )
    connection.close()
    before = Provenance.objects.count()
    assert 0 < before < 40
    out, _err, code = run(path)
    assert (out.splitlines()[0], code) == (f"{40 - before} added, 0 updated, {before} unchanged, 0 refused.", 0)
    assert Article.objects.count() == 40
