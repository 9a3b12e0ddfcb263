"""Archives brought over, and what the ledger tells of them."""

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from wagtail.models import Page, PageLogEntry

from hub.content.models import Article, Column, Event, HomePage, Provenance
from hub.publishing.acts import delete, withdraw
from hub.publishing.models import Edition, LedgerEntry, PublishingEvent
from hub.registry.models import Agency, AgencyName
from media_library.models import AssetText, Picture
from tests.hub.archive.archives import bring, document, line, reasons
from tests.newsroom import column, desk_head, edit, fresh, newspaper, publish, relay, told, translate

pytestmark = pytest.mark.django_db

EDITED = "It was edited here since the last import. Nothing is overwritten, unless you say --overwrite."


@pytest.fixture(autouse=True)
def agency() -> Agency:
    column()
    return newspaper()


def jpeg(path: Path, colour: str = "red") -> Path:
    content = BytesIO()
    Image.new("RGB", (60, 40), colour).save(content, "JPEG")
    path.write_bytes(content.getvalue())
    return path


def page_of(external_id: str):
    return Page.objects.get(pk=Provenance.objects.get(external_id=external_id).page_id).specific


# --- one line --------------------------------------------------------------------------------------------------------


def test_a_line_becomes_an_edition_with_its_original_date(tmp_path):
    summary = bring(
        tmp_path,
        line(
            column="van hoa",
            url="https://baonghean.vn/1.html",
            byline="Mai Hoa",
            text="Sen <nở> & thơm\ndòng hai.\n\nHết.",
        ),
    )
    told_of = document("bna-1-vi")
    assert dict(summary.counts) == {"added": 1, "unchanged": 0}
    assert told_of | {"work": "", "id": "", "url": "", "updated_at": "", "column": "", "rights": "", "search": ""} == {
        "id": "", "work": "", "lang": "vi", "type": "article", "version": 1, "url": "", "title": "Bài 1 (vi)",
        "summary": "Sen <nở> & thơm dòng hai.", "byline": "Mai Hoa", "agency": {"id": "bao-nghe-an", "name": ""},
        "column": "", "dossiers": [], "tasks": [], "subjects": [], "places": [], "audience": "general",
        "published_at": "2024-05-19T01:00:00+00:00", "updated_at": "", "source_lang": "vi",
        "translated_from_version": None, "freshness": "current", "origin": "human", "rights": "", "credit": "Mai Hoa",
        "note": None, "corrections": [], "alternates": [], "search": "", "picture": None, "external_id": "bna-1-vi",
        "external_url": "https://baonghean.vn/1.html",
        "body": [
            {"type": "paragraph", "html": "<p>Sen &lt;nở&gt; &amp; thơm<br/>dòng hai.</p>"},
            {"type": "paragraph", "html": "<p>Hết.</p>"},
        ],
    }  # fmt: skip
    assert (told_of["column"]["slug"], told_of["rights"]["licence"], told_of["rights"]["open"]) == ("van-hoa", "press", False)  # fmt: skip
    assert list(told()) == [(1, "vi", "published", 1)]
    entry = PageLogEntry.objects.get(page=page_of("bna-1-vi").pk, action="hub.import")
    assert entry.message == "Published from the archive “archive”, id bna-1-vi"


def test_an_unchanged_line_does_nothing_and_a_changed_one_is_a_new_version(tmp_path):
    bring(tmp_path, line(), line(2))
    again = bring(tmp_path, line(2), line())
    changed = bring(tmp_path, line(title="Bài một, sửa", date="2024-05-20"), line(2))
    assert [dict(each.counts) for each in (again, changed)] == [{"unchanged": 2}, {"unchanged": 1, "updated": 1}]
    assert list(told()) == [(1, "vi", "published", 1), (2, "vi", "published", 1), (3, "vi", "updated", 2)]
    assert Article.objects.count() == 2
    assert {key: document("bna-1-vi")[key] for key in ("title", "version", "published_at")} == {
        "title": "Bài một, sửa",
        "version": 2,
        "published_at": "2024-05-19T17:00:00+00:00",
    }


def test_two_archives_may_use_the_same_ids(tmp_path):
    bring(tmp_path, line(), source="bao")
    bring(tmp_path, line(title="Của đài"), source="dai")
    assert set(Edition.objects.values_list("external_id", "title")) == {("bna-1-vi", "Bài 1 (vi)"), ("bna-1-vi", "Của đài")}  # fmt: skip


def test_one_id_stands_once_in_a_file(tmp_path):
    summary = bring(tmp_path, line(), line(title="Hai"))
    assert (summary.refused, reasons(tmp_path)) == (1, [(2, "Line 1 has the same “id”.")])


def test_a_bad_line_stops_no_other_and_is_kept_to_be_mended(tmp_path):
    summary = bring(tmp_path, "{", line(2, title=None), line(3), line(4, type="poem"))
    assert (dict(summary.counts), summary.refused) == ({"added": 1, "unchanged": 0}, 3)
    assert reasons(tmp_path) == [
        (1, "This is not JSON: look at character 2."),
        (2, "“title” is missing."),
        (4, "The type “poem” cannot be imported. Possible are article, video, publication, event."),
    ]
    mended = (tmp_path / "archive.jsonl.rejected.jsonl").read_text().splitlines()
    (tmp_path / "again").mkdir()
    second = bring(tmp_path / "again", mended[1].replace('"lang"', '"title": "Hai", "lang"'), line(3))
    assert dict(second.counts) == {"added": 1, "unchanged": 1}


def test_open_only_where_it_is_said(tmp_path):
    bring(tmp_path, line(), line(2, licence="CC-BY-4.0"))
    bring(tmp_path, line(3), licence="CC-BY-4.0")
    assert list(Edition.objects.order_by("external_id").values_list("external_id", "is_open")) == [
        ("bna-1-vi", False),
        ("bna-2-vi", True),
        ("bna-3-vi", True),
    ]


def test_an_event_has_its_times(tmp_path):
    bring(tmp_path, line(type="event", starts="2024-06-01T19:30", venue="Kim Liên"))
    event = Event.objects.get()
    assert (event.starts, event.all_day, event.venue) == (datetime(2024, 6, 1, 12, 30, tzinfo=UTC), False, "Kim Liên")


def test_many_short_items_share_a_title(tmp_path):
    bring(tmp_path, *[line(number, title="Tin vắn") for number in range(5)], tell=False)
    assert len(set(Article.objects.values_list("slug", flat=True))) == 5


# --- languages -------------------------------------------------------------------------------------------------------


def test_languages_of_a_work_are_its_editions_whatever_their_order(tmp_path):
    bring(tmp_path, line(lang="en", column="van-hoa"), line(lang="lo"), line(column="van-hoa"))
    vi, en = document("bna-1-vi"), document("bna-1-en")
    assert en["work"] == vi["work"]
    assert [other["lang"] for other in vi["alternates"]] == ["en", "lo"]
    assert {key: en[key] for key in ("source_lang", "translated_from_version", "freshness", "published_at")} == {
        "source_lang": "vi",
        "translated_from_version": 1,
        "freshness": "current",
        "published_at": "2024-05-19T01:00:00+00:00",
    }


def test_sources_come_first_and_then_the_others_work_by_work(tmp_path):
    """So the relay hears of a work's languages together, and tells each edition of its new siblings once."""
    bring(tmp_path, line(1, "fr"), line(2, "en"), line(1), line(2, "fr"), line(1, "en"), line(2), tell=False)
    filed = Provenance.objects.order_by("pk").values_list("external_id", flat=True)
    assert list(filed) == ["bna-1-vi", "bna-2-vi", "bna-1-fr", "bna-1-en", "bna-2-en", "bna-2-fr"]


def test_a_translation_is_as_far_behind_as_its_source_has_moved_on(tmp_path):
    bring(tmp_path, line(), line(lang="en"))
    bring(tmp_path, line(text="Đoạn một, sửa.\n\nĐoạn hai.", summary="Đoạn một của bài 1."), line(lang="en"))
    assert document("bna-1-en")["freshness"] == 1
    bring(tmp_path, line(lang="en", text="One.\n\nTwo."))
    assert (document("bna-1-en")["freshness"], document("bna-1-en")["translated_from_version"]) == ("current", 2)


def test_a_work_without_a_vietnamese_edition_stands_for_itself_until_one_comes(tmp_path):
    bring(tmp_path, line(lang="fr"), line(lang="ru"))
    assert {lang: document(f"bna-1-{lang}")["source_lang"] for lang in ("fr", "ru")} == {"fr": "fr", "ru": "ru"}
    bring(tmp_path, line())
    assert {lang: document(f"bna-1-{lang}")["source_lang"] for lang in ("vi", "fr", "ru")} == dict.fromkeys(("vi", "fr", "ru"), "vi")  # fmt: skip


def test_a_work_has_one_edition_in_a_language(tmp_path):
    bring(tmp_path, line(), line(id="other", title="Bản khác"))
    assert reasons(tmp_path) == [(2, "The work “bna-1” has an edition in Vietnamese already: the line “bna-1-vi”.")]


def test_a_line_stays_with_its_work_and_language(tmp_path):
    bring(tmp_path, line(), line(2))
    bring(tmp_path, line(work="w-2"), line(2, id="bna-2-vi", lang="en"))
    wrong = "“bna-{}-vi” was imported as another work or in another language. Give this line an id of its own."
    assert reasons(tmp_path) == [(1, wrong.format(1)), (2, wrong.format(2))]


def test_a_language_without_a_home_gets_one_and_never_a_word_of_another(tmp_path):
    bring(tmp_path, line(lang="lo", column="van-hoa"))
    home = HomePage.objects.get(locale__language_code="lo")
    assert (home.title, home.live) == ("Nghệ An", True)
    assert (document("bna-1-lo")["column"]["title"], page_of("bna-1-lo").get_parent().get_parent().pk) == ("ຄັງເອກະສານ", home.pk)  # fmt: skip


# --- columns ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["van-hoa", "Văn hóa", "VĂN HÓA", "van hoa"])
def test_a_column_is_known_by_slug_and_title_with_and_without_accents(tmp_path, said):
    summary = bring(tmp_path, line(column=said))
    assert (document("bna-1-vi")["column"]["slug"], dict(summary.notes)) == ("van-hoa", {})


def test_a_text_stands_in_the_archive_until_its_column_is_there(tmp_path):
    summary = bring(tmp_path, line(column="Kinh tế"), line(2))
    assert [document(f"bna-{number}-vi")["column"]["title"] for number in (1, 2)] == ["Lưu trữ", "Lưu trữ"]
    assert dict(summary.notes) == {
        "There is no column “Kinh tế”: its texts stand in “Lưu trữ”. Make the column and run the import again, or use "
        "--column or --create-columns. Known are: Văn hóa (van-hoa).": 1
    }
    column("Kinh tế", "kinh-te")
    again = bring(tmp_path, line(column="Kinh tế"), line(2))
    assert (document("bna-1-vi")["column"]["slug"], dict(again.counts)) == ("kinh-te", {"unchanged": 1, "updated": 1})


def test_what_the_desk_has_filed_elsewhere_stays_there(tmp_path):
    bring(tmp_path, line(column="Kinh tế"))
    page_of("bna-1-vi").move(column("Du lịch", "du-lich"), pos="last-child")
    column("Kinh tế", "kinh-te")
    bring(tmp_path, line(column="Kinh tế"))
    assert document("bna-1-vi")["column"]["slug"] == "du-lich"


def test_a_column_for_those_that_name_none_or_an_unknown_one(tmp_path):
    column("Du lịch", "du-lich")
    summary = bring(tmp_path, line(), line(2, column="Kinh tế"), line(3, column="Văn hóa"), column="Du lịch")
    slugs = [document(f"bna-{number}-vi")["column"]["slug"] for number in (1, 2, 3)]
    assert (slugs, dict(summary.notes)) == (["du-lich", "du-lich", "van-hoa"], {})


def test_columns_are_made_where_it_is_asked_for_in_each_language_as_it_names_them(tmp_path):
    bring(tmp_path, line(column="Kinh tế"), line(lang="en", column="Economy"), create_columns=True)
    vi, en = document("bna-1-vi")["column"], document("bna-1-en")["column"]
    assert ((vi["title"], vi["slug"]), (en["title"], en["slug"])) == (("Kinh tế", "kinh-te"), ("Economy", "economy"))
    assert vi["id"] == en["id"]


def test_a_column_that_is_not_published_in_a_language_is_told(tmp_path):
    summary = bring(tmp_path, line(lang="en", column="van-hoa"))
    assert dict(summary.notes) == {
        "The column “van-hoa” is not published in English: its texts stand in “Archive”. Publish it in that language and "
        "run the import again.": 1
    }
    translate(Column.objects.get(slug="van-hoa"), "en", {"Văn hóa": "Culture"})
    bring(tmp_path, line(lang="en", column="van-hoa"))
    assert document("bna-1-en")["column"]["title"] == "Culture"


# --- agencies --------------------------------------------------------------------------------------------------------


@pytest.fixture
def renamed(agency) -> Agency:
    for name, first, last in (
        ("Báo Nghệ An", None, date(2025, 2, 28)),
        ("Báo và Phát thanh, Truyền hình Nghệ An", date(2025, 3, 1), None),
    ):
        AgencyName.objects.create(agency=agency, language="vi", name=name, valid_from=first, valid_to=last)
    AgencyName.objects.create(agency=agency, language="en", name="Nghe An Newspaper", abbreviation="NAN")
    return agency


@pytest.mark.parametrize(
    "said", ["bao-nghe-an", "Báo Nghệ An", "bao nghe an", "Báo và Phát thanh, Truyền hình Nghệ An", "nghe an newspaper", "NAN"]
)  # fmt: skip
def test_an_agency_is_known_by_any_name_and_shown_with_that_of_the_day(tmp_path, renamed, said):
    bring(tmp_path, line(agency=said))
    assert document("bna-1-vi")["agency"] == {"id": "bao-nghe-an", "name": "Báo Nghệ An"}


def test_of_two_agencies_of_one_name_the_one_of_that_day_is_meant(tmp_path, renamed):
    heir = Agency.objects.create(code="bao-moi", kind="press")
    AgencyName.objects.create(agency=heir, language="vi", name="Báo Nghệ An", valid_from=date(2025, 3, 1))
    bring(tmp_path, line(agency="Báo Nghệ An"), line(2, agency="Báo Nghệ An", date="2025-04-01"))
    assert [document(f"bna-{number}-vi")["agency"]["id"] for number in (1, 2)] == ["bao-nghe-an", "bao-moi"]


def test_an_agency_nobody_knows_is_refused_with_those_that_are_known(tmp_path):
    bring(tmp_path, line(agency="Báo Hà Tĩnh"))
    assert reasons(tmp_path) == [
        (1, "The agency “Báo Hà Tĩnh” is not in the registry. Add it there, or name one of these: bao-nghe-an.")
    ]


def test_agencies_of_one_name_on_one_day_are_told_apart_by_their_codes(tmp_path, renamed):
    other = Agency.objects.create(code="bao-khac", kind="press")
    AgencyName.objects.create(agency=other, language="vi", name="Báo Nghệ An")
    bring(tmp_path, line(agency="Báo Nghệ An"))
    assert reasons(tmp_path) == [
        (1, "Several agencies are called “Báo Nghệ An”: say which by its code (bao-khac, bao-nghe-an).")
    ]


def test_a_line_without_an_agency_takes_the_files_or_its_columns(tmp_path, agency):
    bring(tmp_path, line(agency=None, column="van-hoa"))
    sentence = "No agency answers for it: name one in “agency”, or for the whole file with --agency."
    assert reasons(tmp_path) == [(1, sentence)]
    summary = bring(tmp_path, line(agency=None), agency="bao-nghe-an")
    assert (dict(summary.notes), dict(summary.counts)) == ({}, {"added": 1, "unchanged": 0})
    Column.objects.filter(slug="van-hoa").update(agency=agency)
    summary = bring(tmp_path, line(3, agency=None, column="van-hoa"))
    assert dict(summary.notes) == {"No agency is named: “bao-nghe-an” answers for it, as for its column.": 1}
    assert document("bna-3-vi")["agency"]["id"] == "bao-nghe-an"


# --- what the desk did since -----------------------------------------------------------------------------------------


def test_what_was_edited_here_is_overwritten_only_on_demand(tmp_path):
    bring(tmp_path, line())
    edit(page_of("bna-1-vi"), title="Sửa tại đây")
    bring(tmp_path, line(title="Sửa ở báo"))
    assert reasons(tmp_path) == [(1, EDITED)]
    assert page_of("bna-1-vi").get_latest_revision_as_object().title == "Sửa tại đây"
    bring(tmp_path, line(title="Sửa ở báo"), overwrite=True)
    assert document("bna-1-vi")["title"] == "Sửa ở báo"


def test_what_was_withdrawn_or_deleted_here_is_not_brought_back(tmp_path):
    bring(tmp_path, line(), line(2))
    head = desk_head()
    withdraw(page_of("bna-1-vi"), by=head, reason="Sai.")
    delete(page_of("bna-2-vi"), by=head, reason="Sai.")
    assert dict(bring(tmp_path, line(), line(2)).counts) == {"unchanged": 2}
    bring(tmp_path, line(title="Sửa"), line(2, title="Sửa"))
    assert reasons(tmp_path) == [
        (1, "It was withdrawn here. What was withdrawn is not published again by an import."),
        (2, "It was deleted here. What was deleted is not brought over again."),
    ]
    assert list(Edition.objects.order_by("external_id").values_list("external_id", "state")) == [
        ("bna-1-vi", "withdrawn"),
        ("bna-2-vi", "deleted"),
    ]


def test_the_type_of_a_work_stays(tmp_path):
    bring(tmp_path, line())
    bring(tmp_path, line(type="video"))
    assert reasons(tmp_path) == [(1, "It was imported as “article”; the type of a work cannot be changed.")]


def test_a_copy_of_the_page_is_not_the_original(tmp_path):
    bring(tmp_path, line())
    copied = page_of("bna-1-vi").copy(update_attrs={"slug": "ban-sao", "title": "Bản sao"}, keep_live=False)
    publish(copied)
    relay()
    assert list(Edition.objects.order_by("title").values_list("title", "external_id")) == [("Bài 1 (vi)", "bna-1-vi"), ("Bản sao", "")]  # fmt: skip


# --- pictures --------------------------------------------------------------------------------------------------------


def test_pictures_come_into_the_library_once(tmp_path):
    jpeg(tmp_path / "sen.jpg"), jpeg(tmp_path / "same.jpg"), jpeg(tmp_path / "song.jpg", "blue")
    sen = {"file": "sen.jpg", "alt": "Sen nở", "caption": "Sen ở Kim Liên", "credit": "Ảnh: Cảnh Hùng"}
    bring(tmp_path, line(pictures=[sen, {"file": "song.jpg", "caption": "Sông Lam"}]), line(2, pictures=["same.jpg"]))
    bring(tmp_path, line(lang="en", pictures=[{"file": "sen.jpg", "alt": "Lotus"}, "gone.jpg"]))
    first, second = Picture.objects.order_by("pk")
    assert (first.asset.credit, first.asset.licence, first.asset.owner_id) == (
        "Ảnh: Cảnh Hùng",
        "press",
        newspaper().pk,
    )
    assert list(
        AssetText.objects.filter(asset=first.asset).order_by("pk").values_list("language", "alt", "caption")
    ) == [
        ("vi", "Sen nở", "Sen ở Kim Liên"),
        ("en", "Lotus", ""),
    ]
    told_of = document("bna-1-vi")
    assert told_of["picture"]["id"] == document("bna-2-vi")["picture"]["id"] == str(first.asset.uid)
    assert [(block["type"], block.get("caption")) for block in told_of["body"]] == [
        ("paragraph", None),
        ("paragraph", None),
        ("picture", "Sông Lam"),
    ]
    assert told_of["body"][2]["picture"]["id"] == str(second.asset.uid)


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ("gone.jpg", "The picture “gone.jpg” is missing."),
        ("../sen.jpg", "The picture “../sen.jpg” lies outside the folder of the archive."),
        ("/etc/passwd", "The picture “/etc/passwd” lies outside the folder of the archive."),
        ("https://bao.example/sen.jpg", "The picture “https://bao.example/sen.jpg” is an address: put the file beside the archive's."),
        ("cut.jpg", "The picture “cut.jpg” is not taken: "
            "The picture is damaged or was cut off while it was copied. Save it again in a picture program and upload that."),
        ("text.jpg", "The picture “text.jpg” is not taken: "
            "The library does not know this kind of file. It takes pictures, video, sound, PDF and office documents."),
        ("sen.exe", "The picture “sen.exe” is not of a kind that is taken: avif, bmp, gif, heic, j2k, jp2, jpg, jpeg, png, psb, psd, tif, tiff, "
            "webp, arw, cr2, cr3, dng, nef, orf, pef, raf, rw2."),
    ],
)  # fmt: skip
def test_a_picture_that_cannot_be_taken_is_told_and_its_text_goes_on(tmp_path, said, note):
    folder = tmp_path / "archive"
    folder.mkdir()
    jpeg(tmp_path / "sen.jpg")
    (folder / "cut.jpg").write_bytes(jpeg(tmp_path / "sen.jpg").read_bytes()[:500])
    (folder / "text.jpg").write_text("no picture")
    (folder / "sen.exe").write_bytes(b"MZ")
    summary = bring(folder, line(pictures=[said]))
    assert (dict(summary.notes), document("bna-1-vi")["picture"]) == ({note: 1}, None)


def test_a_picture_that_comes_later_is_taken_then(tmp_path):
    bring(tmp_path, line(pictures=["sen.jpg"]))
    jpeg(tmp_path / "sen.jpg")
    silent = bring(tmp_path, line(pictures=["sen.jpg"]))
    unspoken = "The picture “sen.jpg” has neither alt text nor caption in Vietnamese, so it is not shown."
    assert (dict(silent.notes), document("bna-1-vi")["picture"]) == ({unspoken: 1}, None)
    said = line(pictures=[{"file": "sen.jpg", "caption": "Sen"}])
    assert [dict(bring(tmp_path, said).counts) for _time in range(2)] == [
        {"updated": 1, "unchanged": 0},
        {"unchanged": 1},
    ]
    assert document("bna-1-vi")["picture"]["alt"] == "Sen"


# --- who, and how much -----------------------------------------------------------------------------------------------


def test_an_account_that_may_not_publish_publishes_nothing(tmp_path, django_user_model):
    nobody = django_user_model.objects.create_user("nobody")
    bring(tmp_path, line(column="van-hoa"), by=nobody)
    assert reasons(tmp_path) == [(1, "nobody may not publish in “Văn hóa”.")]


def test_an_account_signs_what_it_brings(tmp_path):
    head = desk_head()
    bring(tmp_path, line(column="van-hoa"), by=head)
    assert (PublishingEvent.objects.get().by, fresh(page_of("bna-1-vi")).live_revision.user) == (head, head)


def test_one_event_and_one_entry_for_each_line(tmp_path):
    bring(tmp_path, *[line(number) for number in range(12)])
    assert (PublishingEvent.objects.count(), list(LedgerEntry.objects.values_list("seq", flat=True))) == (12, list(range(1, 13)))  # fmt: skip


def test_what_is_done_when_a_run_ends_early_is_not_done_again(tmp_path):
    bring(tmp_path, line(), tell=False)
    with pytest.raises(RuntimeError, match="the machine stops"):
        _stopped_after(tmp_path, 3, [line(number) for number in range(1, 400)])
    done = Article.objects.count()
    assert 1 < done < 399
    summary = bring(tmp_path, *[line(number) for number in range(1, 400)], tell=False)
    assert dict(summary.counts) == {"unchanged": done, "added": 399 - done}


def _stopped_after(folder: Path, transactions: int, lines: list) -> None:
    from hub.archive.importing import Import, Wishes  # noqa: PLC0415 - app ready
    from hub.archive.reports import Report  # noqa: PLC0415 - app ready
    from tests.hub.archive.archives import write  # noqa: PLC0415 - app ready

    calls = iter(range(transactions))

    def progress(done: int) -> None:
        if next(calls, None) is None:
            raise RuntimeError("the machine stops")

    file = write(folder / "archive.jsonl", *lines)
    with Report(folder / "r.jsonl") as refusals, Report(folder / "n.jsonl") as notes:
        Import(file, Wishes(), refusals=refusals, notes=notes, progress=progress).run()
