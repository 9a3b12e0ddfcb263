"""The starter glossary: whole, loaded once, and refused with its row and reason."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from hub.registry.loading import Loaded
from hub.registry.sheets import BrokenFileError
from locales.canonical import fold
from locales.terms.glossary import GLOSSARY, HOUSE, fold_again, load_glossary
from locales.terms.models import Concept, Term

pytestmark = pytest.mark.django_db


def test_the_whole_glossary_is_loaded():
    assert load_glossary() == Loaded("glossary.yaml", 68, 0, 0)
    assert Term.objects.count() == 530
    assert Term.objects.filter(usage="forbidden").count() == 31
    assert Term.objects.filter(status="proposed").count() == 30


def test_a_row_of_the_glossary():
    load_glossary()
    about = Concept.objects.get(code="so-ngoai-vu")
    assert (about.domain, about.critical, str(about)) == ("state", True, "Sở Ngoại vụ")
    told = {(term.language, term.text): (term.usage, term.status, term.source) for term in about.terms.all()}
    ministry = ("forbidden", "approved", HOUSE)
    preferred = ("preferred", "approved", HOUSE)
    assert told == {
        ("vi", "Sở Ngoại vụ"): preferred,
        ("en", "Department of Foreign Affairs"): preferred,
        ("zh-Hans", "外务厅"): preferred,
        ("ja", "外務局"): preferred,
        ("ko", "외무국"): ("preferred", "proposed", HOUSE),
        ("fr", "Service des affaires étrangères"): preferred,
        ("ru", "Департамент иностранных дел"): preferred,
        ("lo", "ພະແນກການຕ່າງປະເທດ"): ("preferred", "proposed", HOUSE),
        ("en", "External Relations Department"): ("admitted", "approved", "Thông tư 03/2009/TT-BNG"),
        ("en", "Ministry of Foreign Affairs"): ministry,
        ("zh-Hans", "外交部"): ministry,
        ("ja", "外務省"): ministry,
    }


def test_a_wrong_place_is_forbidden_with_its_reason():
    load_glossary()
    trap = Term.objects.get(concept__code="phong-nha", language="en")
    assert (trap.text, trap.usage, trap.reason) == (
        "Phong Nha",
        "forbidden",
        "Nhầm nơi: không ở Nghệ An mà ở Quảng Bình (nay là Quảng Trị). "
        "(Wrong place: not in Nghệ An but in Quảng Bình, now Quảng Trị.)",
    )


def test_a_second_load_keeps_what_an_editor_changed():
    load_glossary()
    Term.objects.filter(concept__code="viet-nam", language="en", audience="press").delete()
    Term.objects.filter(concept__code="viet-nam", language="lo").update(text="ຫວຽດ​ນາມ", status="proposed")
    before = list(Term.objects.order_by("pk").values())
    assert load_glossary() == Loaded("glossary.yaml", 0, 0, 68)
    assert list(Term.objects.order_by("pk").values()) == before


def test_overwriting_sets_the_file_back():
    load_glossary()
    Term.objects.filter(concept__code="viet-nam").delete()
    assert load_glossary(overwrite=True) == Loaded("glossary.yaml", 0, 68, 0)
    assert Term.objects.count() == 530


CPV = "  proposed: {}\n  terms:\n    - {{language: en, text: CPV"
BROKEN = [
    (
        "  preferred: {vi: Việt Nam",
        "  preferred: [Việt Nam]\n  x: {vi: Việt Nam",
        "preferred: one text for each language is needed",
    ),
    (
        CPV.format("[lo]"),
        CPV.format("[th]"),
        "proposed: a list of languages that have a preferred text is needed",
    ),
    ("usage: abbreviation}", "usage: short}", "terms (en): usage: Value 'short' is not a valid choice."),
    ("  domain: state", "  realm: state", "realm is not known here; known are "),
    (
        "{language: fr, text: Vietnam, usage: admitted}",
        "{language: fr, text: Vietnam}",
        "“Viêt Nam” (… – …) is already the preferred term in French",
    ),
]


@pytest.mark.parametrize(("old", "new", "reason"), BROKEN)
def test_a_broken_file_is_refused_and_nothing_is_loaded(tmp_path: Path, old: str, new: str, reason: str):
    file, text = tmp_path / "glossary.yaml", GLOSSARY.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))
    with pytest.raises(BrokenFileError) as refused:
        load_glossary(file)
    assert refused.value.reason[: len(reason)] == reason
    assert Concept.objects.count() == 0


def test_the_command_reports_counts():
    out = StringIO()
    call_command("load_terms", stdout=out)
    assert out.getvalue() == "glossary.yaml: 68 added, 0 changed, 0 kept\n"


def test_the_command_refuses_with_the_reason(tmp_path: Path):
    with pytest.raises(CommandError) as refused:
        call_command("load_terms", file=tmp_path / "no.yaml")
    assert str(refused.value) == "Nothing was loaded. no.yaml: there is no such file"


def test_folded_texts_follow_the_canonicaliser():
    load_glossary()
    Term.objects.filter(text="Sở Ngoại vụ").update(folded="old")
    assert fold_again() == 1
    assert Term.objects.get(text="Sở Ngoại vụ").folded == fold("Sở Ngoại vụ")
    assert fold_again() == 0
