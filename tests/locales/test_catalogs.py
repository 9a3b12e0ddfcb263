"""The catalogs compile, keep their placeholders, and our own is complete with regard to the code."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo

from locales.catalogs.compile import FOLDER, compile_catalogs, faults_in, is_translated, read_catalog, targets
from locales.catalogs.extract import Marked, marked_strings, missing, template_catalog, update

FILES = sorted(FOLDER.rglob("*.po"))
OURS = FOLDER / "hub" / "vi" / "LC_MESSAGES" / "django.po"


def language_of(path: Path) -> str:
    return path.parent.parent.name if path.parent.name == "LC_MESSAGES" else path.name.split(".")[1]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_catalog_reads_and_keeps_its_placeholders(path: Path) -> None:
    catalog = read_catalog(path, language_of(path))
    faults = [fault for message in catalog if is_translated(message) for fault in faults_in(message)]
    assert faults == []


def test_every_catalog_belongs_to_a_compiled_one() -> None:
    assert sorted(source for target in targets() for source in target.sources) == FILES


def test_our_vietnamese_has_an_entry_for_each_string_of_the_code() -> None:
    ours = {(message.id, message.context) for message in read_catalog(OURS, "vi") if message.id}
    code = {(message.id, message.context) for message in template_catalog() if message.id}
    assert ours == code, "run python -m locales.catalogs.extract"


def test_our_vietnamese_has_no_empty_entry() -> None:
    assert missing(read_catalog(OURS, "vi")) == []


def write(path: Path, *entries: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    header = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n'
    )
    path.write_text("\n".join([header, *entries]), encoding="utf-8")


def compiled(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_mo(file) if message.id}


def test_single_files_become_one_catalog_for_each_domain(tmp_path: Path) -> None:
    write(tmp_path / "wagtail" / "admin.vi.po", 'msgid "Save"\nmsgstr "Lưu"\n')
    write(tmp_path / "wagtail" / "images.vi.po", 'msgid "Image"\nmsgstr "Ảnh"\n')
    write(tmp_path / "wagtail" / "admin.vi.djangojs.po", 'msgid "Close"\nmsgstr "Đóng"\n')
    assert compile_catalogs(tmp_path) == []
    folder = tmp_path / "wagtail" / "compiled" / "vi" / "LC_MESSAGES"
    assert sorted(path.name for path in folder.iterdir()) == ["django.mo", "djangojs.mo"]
    assert compiled(folder / "django.mo") == {"Save": "Lưu", "Image": "Ảnh"}
    assert compiled(folder / "djangojs.mo") == {"Close": "Đóng"}


def test_first_of_two_files_with_the_same_string_wins(tmp_path: Path) -> None:
    write(tmp_path / "wagtail" / "admin.vi.po", 'msgid "Title"\nmsgstr "Tiêu đề"\n')
    write(tmp_path / "wagtail" / "images.vi.po", 'msgid "Title"\nmsgstr "Tựa"\n')
    compile_catalogs(tmp_path)
    assert compiled(tmp_path / "wagtail/compiled/vi/LC_MESSAGES/django.mo") == {"Title": "Tiêu đề"}


def test_own_catalog_is_compiled_beside_its_source(tmp_path: Path) -> None:
    write(tmp_path / "hub" / "vi" / "LC_MESSAGES" / "django.po", 'msgid "Save"\nmsgstr "Lưu"\n')
    assert compile_catalogs(tmp_path) == []
    assert compiled(tmp_path / "hub/vi/LC_MESSAGES/django.mo") == {"Save": "Lưu"}


def test_broken_entry_is_reported_and_leaves_the_compiled_catalog(tmp_path: Path) -> None:
    source = tmp_path / "wagtail" / "admin.vi.po"
    write(source, 'msgid "Hello %(name)s"\nmsgstr "Chào %(name)s"\n')
    compile_catalogs(tmp_path)
    mo = tmp_path / "wagtail/compiled/vi/LC_MESSAGES/django.mo"
    before = mo.read_bytes()
    write(source, 'msgid "Hello %(name)s"\nmsgstr "Chào %(ten)s"\n')
    assert compile_catalogs(tmp_path) == [
        f"{source}:6: 'Hello %(name)s': the translation lacks %(name)s",
        f"{source}:6: 'Hello %(name)s': the translation has %(ten)s, which the source has not",
    ]
    assert mo.read_bytes() == before


def test_file_that_is_no_catalog_is_reported(tmp_path: Path) -> None:
    source = tmp_path / "wagtail" / "admin.vi.po"
    write(source, "Hello")
    [fault] = compile_catalogs(tmp_path)
    assert fault.startswith(f"{source}: ")


@pytest.mark.parametrize("entry", ['msgid "Save\nmsgstr "Lưu"', 'msgid "Save"\nmsgstr "Lưu "ngay""'])
def test_quotation_mark_out_of_place_is_reported(tmp_path: Path, entry: str) -> None:
    source = tmp_path / "wagtail" / "admin.vi.po"
    write(source, entry)
    [fault] = compile_catalogs(tmp_path)
    assert fault.endswith("a quotation mark is missing, or stands without a backslash")


def test_untranslated_and_fuzzy_entries_are_left_out(tmp_path: Path) -> None:
    write(tmp_path / "wagtail" / "a.vi.po", 'msgid "A"\nmsgstr ""\n', '#, fuzzy\nmsgid "B"\nmsgstr "b"\n')
    compile_catalogs(tmp_path)
    assert compiled(tmp_path / "wagtail/compiled/vi/LC_MESSAGES/django.mo") == {}


@pytest.mark.parametrize(
    ("source", "translation", "count"),
    [
        ("%(a)s", "%(a)s", 0),
        ("%(a)s", "", 1),
        ("%s of %d", "%d %s", 0),
        ("{title}", "{tieu_de}", 2),
        ("100%", "100 %", 0),
        (("%(n)s page", "%(n)s pages"), ("%(n)s trang",), 0),
        (("one page", "%(n)s pages"), ("%(n)s trang",), 0),
        (("%(n)s page", "%(n)s pages"), ("trang",), 1),
    ],
)
def test_placeholders_must_agree(source: str | tuple[str, str], translation: str | tuple[str], count: int) -> None:
    assert len(faults_in(Message(source, translation))) == count


def test_marked_strings_are_found_in_python_and_templates(tmp_path: Path) -> None:
    module = tmp_path / "hub" / "content" / "words.py"
    module.parent.mkdir(parents=True)
    module.write_text(
        '_("One")\nngettext_lazy("%(n)s page", "%(n)s pages", n)\npgettext("verb", "Open")\nplain("No")\n'
    )
    template = tmp_path / "site/cms/portal/templates/portal/item.html"
    template.parent.mkdir(parents=True)
    template.write_text(
        "{% load i18n %}{% translate 'Two' %} it's {{ x|default:_('Three') }}"
        "{% blocktranslate trimmed with t=page.title %}\n  Read\n  “{{ t }}”\n{% endblocktranslate %}"
        "{% blocktranslate count n=n %}{{ n }} hit{% plural %}{{ n }} hits{% endblocktranslate %}"
        "{% translate 'Open' context 'verb' %}"
    )
    assert list(marked_strings(tmp_path)) == [
        Marked("Two", None, "site/cms/portal/templates/portal/item.html"),
        Marked("Three", None, "site/cms/portal/templates/portal/item.html"),
        Marked("Read “%(t)s”", None, "site/cms/portal/templates/portal/item.html"),
        Marked(("%(n)s hit", "%(n)s hits"), None, "site/cms/portal/templates/portal/item.html"),
        Marked("Open", "verb", "site/cms/portal/templates/portal/item.html"),
        Marked("One", None, "hub/content/words.py"),
        Marked(("%(n)s page", "%(n)s pages"), None, "hub/content/words.py"),
        Marked("Open", "verb", "hub/content/words.py"),
    ]


def test_other_languages_have_what_readers_see(tmp_path: Path) -> None:
    module = tmp_path / "hub" / "content" / "words.py"
    module.parent.mkdir(parents=True)
    module.write_text('_("Desk")\npgettext("portal", "Video")\n')
    assert [[message.id for message in template_catalog(code, tmp_path) if message.id] for code in ("vi", "lo")] == [
        ["Desk", "Video"],
        ["Video"],
    ]


def test_update_keeps_translations_and_drops_what_no_code_asks_for(tmp_path: Path) -> None:
    target = tmp_path / "hub" / "vi" / "LC_MESSAGES" / "django.po"
    write(target, 'msgid "Kept"\nmsgstr "Còn"\n', 'msgid "Gone"\nmsgstr "Mất"\n')
    template = Catalog()
    template.add("Kept")
    template.add("New")
    update("vi", template, tmp_path)
    assert {message.id: message.string for message in read_catalog(target, "vi") if message.id} == {
        "Kept": "Còn",
        "New": "",
    }
    assert "Gone" not in target.read_text(encoding="utf-8")


def test_update_twice_writes_the_same_file(tmp_path: Path) -> None:
    template = Catalog()
    template.add("New")
    target = tmp_path / "hub" / "vi" / "LC_MESSAGES" / "django.po"
    update("vi", template, tmp_path)
    first = target.read_bytes()
    update("vi", template, tmp_path)
    assert target.read_bytes() == first
