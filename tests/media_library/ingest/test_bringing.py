"""Folders and ZIPs with a sheet of captions, and a folder that is watched."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from wagtail.models import Collection

from hub.registry.models import Subject
from hub.staff.models import User
from hub.staff.roles import ensure_roles, group_name
from media_library.ingest.bringing import Result, Summary, Wishes, bring
from media_library.ingest.captions import CaptionsRefused
from media_library.ingest.refusals import FileRefused
from media_library.ingest.watching import Watch
from media_library.models import Picture, TextDraft
from tests.media_library.ingest import files
from tests.media_library.making import agency
from tests.media_library.small_disk import only_read, small_disk

pytestmark = pytest.mark.django_db
SHEET = "file;title;caption;caption (en);licence;taken\nsen.jpg;Hồ sen;Hồ sen Kim Liên;Lotus pond;CC-BY-4.0;16/05/2026 08:30\n"


def wishes(**told: object) -> Wishes:
    return Wishes(collection=Collection.get_first_root_node(), credit="Báo Nghệ An", **told)  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "ảnh"
    (made / "ngày 1").mkdir(parents=True)
    (made / "ngày 1" / "sen.jpg").write_bytes(files.jpeg())
    (made / "khác.jpg").write_bytes(files.jpeg(quality=40))
    (made / "chú thích.csv").write_text(SHEET, encoding="utf-8")
    (made / ".DS_Store").write_bytes(b"x")
    return made


def zipped(folder: Path, names: Callable[[str], str] = lambda name: name) -> Path:
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.writestr(names(file.relative_to(folder).as_posix()), file.read_bytes())
    return path


def counted(summary: Summary) -> dict[str, int]:
    return dict(summary.counts)


@pytest.mark.parametrize("form", ["folder", "zip"])
def test_files_come_with_what_the_sheet_says(folder: Path, form: str) -> None:
    summary = bring(folder if form == "folder" else zipped(folder), wishes())

    assert counted(summary) == {"added": 2}
    sen, other = Picture.objects.get(title="Hồ sen"), Picture.objects.get(title="khác")
    assert {row.language: row.caption for row in sen.texts.all()} == {"vi": "Hồ sen Kim Liên"}
    waiting = TextDraft.objects.get()
    assert (waiting.asset, waiting.language, waiting.words, waiting.seen, waiting.state, waiting.writers.count()) == (
        sen.asset, "en", {"caption": "Lotus pond"}, {"caption": "Hồ sen Kim Liên"}, "handed_in", 0,
    )  # fmt: skip
    assert (sen.licence, sen.credit, sen.taken_at.isoformat()) == (
        "CC-BY-4.0",
        "Báo Nghệ An",
        "2026-05-16T01:30:00+00:00",
    )
    assert (other.licence, other.credit, list(other.texts.all())) == ("press", "Báo Nghệ An", [])
    assert sen.file.read() == files.jpeg()


@pytest.mark.parametrize(
    ("role", "given_out", "waiting"),
    [("media_librarian", {"vi": "Hồ sen Kim Liên"}, [("en", ["media_librarian"])]),
     ("desk_head", {"vi": "Hồ sen Kim Liên", "en": "Lotus pond"}, [])],
)  # fmt: skip
def test_words_in_another_language_are_given_out_where_who_takes_them_in_may_approve_them(
    folder: Path, role: str, given_out: dict[str, str], waiting: list[tuple[str, list[str]]]
) -> None:
    ensure_roles()
    user = User.objects.create_user(role)
    user.groups.add(Group.objects.get(name=group_name(role)))
    bring(folder, wishes(by=User.objects.get(pk=user.pk)))
    sen = Picture.objects.get(title="Hồ sen")
    assert {row.language: row.caption for row in sen.texts.all()} == given_out
    drafts = TextDraft.objects.filter(state="handed_in")
    assert [(one.language, [str(who) for who in one.writers.all()]) for one in drafts] == waiting


def test_a_second_run_takes_nothing_twice(folder: Path) -> None:
    bring(folder, wishes())

    assert counted(bring(zipped(folder), wishes())) == {"known": 2}
    assert Picture.objects.count() == 2


def test_a_run_that_is_stopped_goes_on_where_it_was(folder: Path) -> None:
    asked = iter([False, True, True])
    first = bring(folder, wishes(), stopping=lambda: next(asked))
    assert (counted(first), first.stopped) == ({"added": 1}, True)

    assert counted(bring(folder, wishes())) == {"known": 1, "added": 1}


def test_each_refusal_names_its_line_and_stops_no_other(folder: Path) -> None:
    (folder / "chú thích.csv").write_text(
        "file,licence,taken,place,title\nsen.jpg,beer,,,\nkhác.jpg,,yesterday,,\nkhông có.jpg,,,,\n"
        f"hỏng.jpg,,,,\nđâu.jpg,,,Atlantis,\ndài.jpg,,,,{'x' * 256}\n",
        encoding="utf-8",
    )
    (folder / "hỏng.jpg").write_bytes(files.jpeg()[:300])
    (folder / "đâu.jpg").write_bytes(files.jpeg(quality=30))
    (folder / "dài.jpg").write_bytes(files.jpeg(quality=20))
    (folder / "tốt.jpg").write_bytes(files.jpeg(quality=60))

    summary = bring(folder, wishes())

    assert counted(summary) == {"added": 1, "refused": 6}
    assert {(result.name, result.line, result.reason) for result in summary.refused} == {
        ("không có.jpg", 4, "There is no file “không có.jpg”."),
        (
            "hỏng.jpg",
            5,
            "The picture is damaged or was cut off while it was copied. Save it again in a picture program and upload that.",
        ),
        ("khác.jpg", 3, "“yesterday” is no day: write 2026-05-16 or 16/05/2026."),
        ("ngày 1/sen.jpg", 2, "“beer” is no licence: CC-BY-4.0, press, internal."),
        ("đâu.jpg", 6, "The registry has no place “Atlantis”."),
        ("dài.jpg", 7, "Tiếng Việt, title: 256 characters, at most 255 fit."),
    }


def test_certain_words_of_the_file_fill_what_the_sheet_leaves_open(folder: Path) -> None:
    block = files.iptc((120, "Chú thích trong ảnh".encode()), (80, b"An"), utf8=True)
    (folder / "ngày 1" / "sen.jpg").write_bytes(files.with_iptc(files.jpeg(), block))
    (folder / "khác.jpg").write_bytes(
        files.with_iptc(files.jpeg(quality=40), files.iptc((120, files.windows_1258("Lễ hội Làng Sen"))))
    )

    bring(folder, wishes())

    sen, other = Picture.objects.get(title="Hồ sen"), Picture.objects.get(title="khác")
    assert (sen.text_in("vi").caption, sen.creator) == ("Hồ sen Kim Liên", "An")
    assert list(other.texts.all()) == []  # what is doubtful waits for a person


def told_by_xmp(source_type: str) -> bytes:
    """A packet that names a person, a media topic and how the picture came into being."""
    return f"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description rdf:about="" xmlns:ext="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:core="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">
      <ext:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/{source_type}</ext:DigitalSourceType>
      <ext:PersonInImage><rdf:Bag><rdf:li>Nguyễn Thị Hoa</rdf:li><rdf:li>Lê Văn Ba</rdf:li></rdf:Bag></ext:PersonInImage>
      <core:SubjectCode><rdf:Bag><rdf:li>medtop:01000000</rdf:li></rdf:Bag></core:SubjectCode>
    </rdf:Description></rdf:RDF></x:xmpmeta>""".encode()


def test_people_topics_and_origin_come_with_the_file(folder: Path) -> None:
    culture = Subject.objects.get_or_create(code="01000000")[0]
    (folder / "ngày 1" / "sen.jpg").write_bytes(files.with_xmp(files.jpeg(), told_by_xmp("humanEdits")))

    bring(folder, wishes())

    sen = Picture.objects.get(title="Hồ sen").asset
    assert sen.digital_source_type == "humanEdits"
    assert sorted(person.name for person in sen.people.all()) == ["Lê Văn Ba", "Nguyễn Thị Hoa"]
    assert list(sen.subjects.all()) == [culture]


@pytest.mark.parametrize("embedded", [True, False])
def test_what_ai_has_made_is_never_taken_for_a_photograph(folder: Path, embedded: bool) -> None:
    (folder / "khác.jpg").write_bytes(files.with_xmp(files.jpeg(quality=40), told_by_xmp("trainedAlgorithmicMedia")))

    summary = bring(folder, wishes(embedded=embedded))

    assert [(result.name, result.reason) for result in summary.refused] == [
        (
            "khác.jpg",
            "AI has made it, or a part of it (made by a trained model (AI)): the sheet of captions has to say how."
            " What is missing: ai_system, ai_version, ai_prompt, ai_prompt_writer.",
        )
    ]

    (folder / "chú thích.csv").write_text(
        "file;ai system;phiên bản AI;prompt;ai prompt writer\nkhác.jpg;Imagen;4;ao sen;Nguyễn Văn An\n",
        encoding="utf-8",
    )
    bring(folder, wishes(embedded=embedded))

    made = Picture.objects.get(title="khác").asset
    assert (made.digital_source_type, made.ai_system, made.ai_version, made.ai_prompt, made.ai_prompt_writer) == (
        *("trainedAlgorithmicMedia", "Imagen", "4", "ao sen", "Nguyễn Văn An"),
    )


def test_a_way_of_making_that_nobody_knows_is_refused(folder: Path) -> None:
    (folder / "chú thích.csv").write_text("file;source type\nkhác.jpg;painted\n", encoding="utf-8")

    refused = bring(folder, wishes()).refused

    assert [result.reason.partition(":")[0] for result in refused] == ["“painted” is no digital source type"]


def test_the_very_same_and_what_looks_like_it_are_named(folder: Path) -> None:
    bring(folder, wishes())
    sen = Picture.objects.get(title="Hồ sen").asset
    (folder / "nhỏ hơn.jpg").write_bytes(files.jpeg(quality=60))
    told: list[Result] = []

    bring(folder, wishes(), tell=told.append)

    assert {result.name: (result.outcome, result.reason) for result in told}["ngày 1/sen.jpg"] == (
        *("known", f"The library has this very file already: “Hồ sen ({sen.pk})”."),
    )
    [added] = [result for result in told if result.outcome == "added"]
    other = Picture.objects.get(title="khác").asset
    assert set(added.notes) == {f"It looks like “Hồ sen” ({sen.pk}).", f"It looks like “khác” ({other.pk})."}


def test_several_sheets_must_be_told_apart(folder: Path) -> None:
    (folder / "2.csv").write_text(SHEET, encoding="utf-8")
    with pytest.raises(CaptionsRefused):
        bring(folder, wishes())

    assert counted(bring(folder, wishes(), captions=folder / "2.csv")) == {"added": 2}


def test_names_of_old_zips_are_read(tmp_path: Path) -> None:
    """UTF-8 without the flag that says so, as many programs write it."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("kh@@c.jpg", files.jpeg())
    path.write_bytes(path.read_bytes().replace(b"kh@@c.jpg", "khác.jpg".encode()))

    assert counted(bring(path, wishes())) == {"added": 1}
    assert Picture.objects.get().title == "khác"


def test_a_zip_writes_nowhere_but_where_we_say(tmp_path: Path) -> None:
    path = tmp_path / "hostile.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../outside.jpg", files.jpeg())
        archive.writestr("/etc/absolute.jpg", files.jpeg(quality=30))
        link = zipfile.ZipInfo("link.jpg")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("inside.zip", files.bundle(a=b"x"))
        archive.writestr("good.jpg", files.jpeg(quality=50))

    summary = bring(path, wishes())

    assert counted(summary) == {"added": 1, "refused": 4}
    assert sorted((result.name, result.reason) for result in summary.refused) == [
        ("../../outside.jpg", "It points to a place outside its folder. It is not taken."),
        ("/etc/absolute.jpg", "It points to a place outside its folder. It is not taken."),
        ("inside.zip", "A ZIP is no asset. “Upload files” takes one, and every file in it with its sheet of captions."),
        ("link.jpg", "It points to a place outside its folder. It is not taken."),
    ]
    assert not list(tmp_path.rglob("outside.jpg"))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (files.bundle(a=b"\0" * 30_000_000), "bomb"),
        (files.bundle(a=b"x")[:-10], "broken_zip"),
        (b"nothing like a zip", "broken_zip"),
    ],
)
def test_a_zip_that_cannot_be_used_is_refused_whole(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    with pytest.raises(FileRefused) as refused:
        bring(path, wishes())

    assert refused.value.refusal.code == code


def test_the_command_says_what_it_did(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    owner = agency()
    call_command("import_media", folder, agency=owner.code, language="en")
    first = Picture.objects.get(title="khác").asset_id
    assert capsys.readouterr().out.splitlines() == [
        f"ngày 1/sen.jpg: It looks like “khác” ({first}).",
        "2 added, 0 were there already, 0 refused.",
    ]
    assert {picture.owner for picture in Picture.objects.all()} == {owner}

    (folder / "hỏng.jpg").write_bytes(files.jpeg()[:300])
    with pytest.raises(CommandError) as ended:
        call_command("import_media", folder, language="en")
    assert ended.value.returncode == 1
    assert capsys.readouterr().err.startswith("hỏng.jpg: The picture is damaged")


@pytest.mark.parametrize("wrong", [{"collection": "không có"}, {"agency": "khong-co"}, {"by": "khong-co"}])
def test_the_command_refuses_what_it_does_not_know(folder: Path, wrong: dict[str, str]) -> None:
    with pytest.raises(CommandError) as ended:
        call_command("import_media", folder, language="en", **wrong)

    assert ended.value.returncode == 2


# --- the watched folder -----------------------------------------------------------------------------------------------


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    made = tmp_path / "cards"
    made.mkdir()
    return made


def test_files_are_taken_once_they_no_longer_grow(cards: Path) -> None:
    clock = iter([0.0, 1.0, 2.0, 5.0])
    watch = Watch(cards, wishes(), steady=3)
    card = cards / "DCIM"
    card.mkdir()
    (card / "a.jpg").write_bytes(files.jpeg()[:500])
    assert watch.look(lambda: next(clock)) == []
    (card / "a.jpg").write_bytes(files.jpeg())
    assert watch.look(lambda: next(clock)) == []  # it grew
    assert watch.look(lambda: next(clock)) == []  # not for long enough

    assert [(result.name, result.outcome) for result in watch.look(lambda: next(clock))] == [("DCIM/a.jpg", "added")]
    assert (cards / "done" / "DCIM" / "a.jpg").read_bytes() == files.jpeg()
    assert not (card / "a.jpg").exists()


def test_a_refused_file_lies_beside_its_reason(cards: Path) -> None:
    (cards / "hỏng.jpg").write_bytes(files.jpeg()[:300])

    call_command("watch_folder", cards, once=True, language="en")

    refused = cards / "refused"
    assert sorted(path.name for path in refused.iterdir()) == ["hỏng.jpg", "hỏng.jpg.reason.txt"]
    assert (refused / "hỏng.jpg.reason.txt").read_text(encoding="utf-8").startswith("The picture is damaged")


def test_a_watcher_killed_after_taking_moves_the_file_at_its_next_look(cards: Path) -> None:
    (cards / "a.jpg").write_bytes(files.jpeg())
    bring(cards, wishes())  # taken, and killed before it was moved

    call_command("watch_folder", cards, once=True, language="en")

    assert (Picture.objects.count(), (cards / "done" / "a.jpg").exists()) == (1, True)


def test_a_card_that_can_only_be_read_is_waited_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with small_disk(tmp_path / "card") as card:
        for name in ("done", "refused"):
            (card / name).mkdir()
        (card / "a.jpg").write_bytes(files.jpeg())
        with only_read(card):
            call_command("watch_folder", card, once=True, language="en")
        told = capsys.readouterr().err
        assert told.startswith("The folder cannot be used at the moment: files wait. (")
        assert (Picture.objects.count(), (card / "a.jpg").exists()) == (1, True)

        call_command("watch_folder", card, once=True, language="en")
        assert (Picture.objects.count(), (card / "done" / "a.jpg").exists()) == (1, True)


def test_a_second_file_of_that_name_replaces_nothing(cards: Path) -> None:
    for quality in (50, 60):
        (cards / "a.jpg").write_bytes(files.jpeg(quality=quality))
        call_command("watch_folder", cards, once=True, language="en")

    assert sorted(path.name for path in (cards / "done").iterdir()) == ["a-2.jpg", "a.jpg"]
