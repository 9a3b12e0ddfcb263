"""The data files: loaded whole, twice without a change, and refused with file, row and reason."""

import shutil
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from hub.registry.figures import fact_in
from hub.registry.loading import Loaded, load_registry
from hub.registry.models import Agency, Fact, Office, Person, Place, Plan, PlanTask, Subject
from hub.registry.sheets import DATA, BrokenFileError

pytestmark = pytest.mark.django_db

CODES = {
    Agency: {
        "bao-ptth-nghe-an tap-chi-song-lam cong-ttdt-nghe-an so-ngoai-vu so-vhttdl so-khcn ubnd-tinh-nghe-an",
        "trung-tam-xuc-tien bao-nghe-an dai-ptth-nghe-an so-du-lich so-van-hoa-the-thao so-tttt",
    },
    Place: {
        "nghe-an kim-lien lang-sen hoang-tru nam-dan thanh-pho-vinh truong-vinh thanh-vinh vinh-hung cua-lo pu-mat",
        "khe-kem tay-nghe-an hoa-tien muong-long muong-xen nam-can thanh-thuy truong-bon den-cuong den-con song-lam",
        "puxailaileng dong-nam vientiane xiengkhouang houaphanh bolikhamxay ulyanovsk gyeonggi",
    },
    Fact: {
        "area-km2 border-length coastline population-2022 units-2025 ethnic-groups puxailaileng-height biosphere-area",
        "vi-giam-inscription grdp-growth-2024 grdp-growth-2025 budget-revenue-2025 exports-2025 fdi-2024",
        "fdi-projects-2025-07 fdi-capital-2025-07 visitors-2025 visitors-staying-2025 visitors-foreign-2025",
        "tourism-revenue-2025 labour-abroad-2023-2025 remittances delegations-2025",
    },
}
ALL_LANGUAGE_FACTS = [
    *("fdi-projects-2025-07", "fdi-capital-2025-07", "fdi-2024", "vi-giam-inscription"),
    *("biosphere-area", "border-length", "visitors-2025"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the data files, to be broken."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def counted() -> list[int]:
    return [model.objects.count() for model in (Agency, Person, Office, Place, Fact, Subject, Plan, PlanTask)]


def test_every_code_of_the_house_is_loaded():
    load_registry()
    for model, codes in CODES.items():
        assert set(model.objects.values_list("code", flat=True)) == set(" ".join(codes).split())


def test_loading_twice_keeps_every_row():
    first = load_registry()
    counts = counted()
    second = load_registry()
    assert second == [Loaded(sheet.file, 0, 0, sheet.added) for sheet in first]
    assert counted() == counts


def test_loading_keeps_what_an_editor_changed():
    load_registry()
    Fact.objects.filter(code="coastline").update(value=Decimal(83))
    load_registry()
    assert Fact.objects.get(code="coastline").value == Decimal(83)


def test_overwriting_sets_back_what_an_editor_changed():
    load_registry()
    Fact.objects.filter(code="coastline").update(value=Decimal(83))
    fact = Fact.objects.get(code="coastline")
    fact.wordings.all().delete()
    counts = counted()
    loaded = load_registry(overwrite=True)
    fact = Fact.objects.get(code="coastline")
    assert fact.value == Decimal(82)
    assert [wording.language for wording in fact.wordings.order_by("pk")] == ["vi", "en"]
    assert counted() == counts
    assert {(sheet.added, sheet.kept) for sheet in loaded} == {(0, 0)}


def test_the_newspaper_bears_the_name_of_the_day():
    load_registry()
    paper = Agency.objects.get(code="bao-nghe-an")
    house = Agency.objects.get(code="bao-ptth-nghe-an")
    assert paper.name_in("vi", date(2024, 5, 1)) == "Báo Nghệ An"
    assert list(paper.successors()) == [house]
    assert set(house.predecessors.values_list("code", flat=True)) == {"bao-nghe-an", "dai-ptth-nghe-an"}
    assert house.name_in("vi", date(2025, 6, 27)) == "Báo và Đài Phát thanh - Truyền hình Nghệ An"
    assert house.name_in("vi", date(2025, 7, 25)) == "Báo và phát thanh, truyền hình Nghệ An"


def test_vinh_is_a_former_city_split_among_wards():
    load_registry()
    vinh = Place.objects.get(code="thanh-pho-vinh")
    assert (vinh.valid_to, vinh.parent.code) == (date(2025, 6, 30), "nghe-an")
    heirs = {row.successor.code for row in vinh.successions.all()}
    assert heirs == {"truong-vinh", "thanh-vinh", "vinh-hung", "cua-lo"}
    assert vinh.name_in("zh-Hans") == "荣市"


@pytest.mark.parametrize("code", ALL_LANGUAGE_FACTS)
def test_facts_of_all_languages_have_words_and_a_sentence_in_each(code, settings):
    load_registry()
    fact = Fact.objects.get(code=code)
    for language in settings.HUB_LANGUAGES:
        text = fact_in(fact, language)
        assert text.words_in == language
        assert text.value in text.sentence


def test_the_plan_is_a_tree_of_tasks():
    load_registry()
    plan = Plan.objects.get()
    task = PlanTask.objects.get(code="3.1")
    assert (plan.number, plan.issued) == ("978/KH-UBND", date(2023, 12, 13))
    assert (task.plan, task.parent.code, task.carried_by_product, task.status) == (plan, "3", True, "approved")
    assert task.title_in("en") == "Build columns and special topics on external information"
    carried = PlanTask.objects.filter(carried_by_product=True, code__contains=".").values_list("code", flat=True)
    assert set(carried) == {"3.1", "3.2", "3.3", "3.4", "3.5", "3.6", "3.7", "3.8", "3.9", "5.2"}


def test_media_topics_have_broader_terms_and_proposed_labels():
    load_registry()
    diplomacy = Subject.objects.get(code="20000639")
    assert diplomacy.uri == "http://cv.iptc.org/newscodes/mediatopic/20000639"
    assert diplomacy.broader.code == "20000638"
    assert {name.language: (name.name, name.status) for name in diplomacy.names.all()} == {
        "vi": ("ngoại giao", "proposed"),
        "en": ("diplomacy", "approved"),
        "lo": ("ການທູດ", "proposed"),
        "zh-Hans": ("外交", "proposed"),
        "ja": ("外交", "proposed"),
        "ko": ("외교", "proposed"),
        "fr": ("diplomatie", "proposed"),
        "ru": ("дипломатия", "proposed"),
    }


def test_every_media_topic_has_a_label_in_every_language_of_the_house(settings):
    load_registry()
    for topic in Subject.objects.prefetch_related("names"):
        assert {name.language for name in topic.names.all()} == set(settings.HUB_LANGUAGES), topic.code


def test_the_command_reports_counts():
    out = StringIO()
    call_command("load_registry", stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0] == "agencies.yaml: 13 added, 0 changed, 0 kept"
    assert [line.split(":")[0] for line in lines] == [
        *("agencies.yaml", "people.yaml", "offices.yaml", "places.yaml", "facts.yaml"),
        *("media_topics.yaml", "plan_tasks.yaml"),
    ]


def test_the_command_refuses_with_the_reason(folder):
    (folder / "facts.yaml").unlink()
    with pytest.raises(CommandError) as refused:
        call_command("load_registry", folder=folder)
    assert str(refused.value) == "Nothing was loaded. facts.yaml: there is no such file"


BROKEN = [
    ("facts.yaml", "- code: area-km2", "- code: [area", "facts.yaml, line 5: is not YAML: "),
    (
        "facts.yaml",
        "- code: area-km2\n  value",
        "- value",
        "facts.yaml, row 1: code: None is not a code; write it in quotes",
    ),
    (
        "facts.yaml",
        "- code: coastline",
        "- code: area-km2",
        "facts.yaml, row 3 (“area-km2”): the code stands twice in this file",
    ),
    (
        "facts.yaml",
        "  decimals: 2",
        "  decimal: 2",
        "facts.yaml, row 1 (“area-km2”): decimal is not known here; known are ",
    ),
    (
        "facts.yaml",
        "  owner: ubnd-tinh-nghe-an",
        "  owner: nobody",
        "facts.yaml, row 1 (“area-km2”): owner: there is no ",
    ),
    (
        "agencies.yaml",
        "language: vi, name",
        "language: xx, name",
        "agencies.yaml, row 1 (“ubnd-tinh-nghe-an”): names (xx): language: ",
    ),
    ("places.yaml", "valid_to: 2025-06-30", "valid_to: 30/6/2025", "places.yaml, row 2 (“thanh-pho-vinh”): valid_to: "),
    ("plan_tasks.yaml", "  issued: 2023-12-13\n", "", "plan_tasks.yaml, plan: issued is missing"),
    (
        "media_topics.yaml",
        "    proposed: [",
        "    propose: [",
        "media_topics.yaml, row 1 (“01000000”): propose is not",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "reason"), BROKEN)
def test_a_broken_file_is_refused_and_nothing_is_loaded(folder, file, old, new, reason):
    replace(folder / file, old, new)
    with pytest.raises(BrokenFileError) as refused:
        load_registry(folder)
    assert str(refused.value)[: len(reason)] == reason
    assert counted() == [0] * 8


def test_a_file_in_another_encoding_is_refused(folder):
    (folder / "people.yaml").write_bytes("- code: é".encode("latin-1"))
    with pytest.raises(BrokenFileError) as refused:
        load_registry(folder)
    assert str(refused.value) == "people.yaml: is not UTF-8 text"


def test_two_names_of_one_day_in_a_file_are_refused(folder):
    replace(folder / "agencies.yaml", "valid_to: 2025-07-24", "valid_to: 2025-07-26")
    with pytest.raises(BrokenFileError) as refused:
        load_registry(folder)
    assert refused.value.row == "row 8 (“bao-ptth-nghe-an”)"
    assert counted() == [0] * 8


def test_a_successor_loop_in_a_file_is_refused(folder):
    replace(
        folder / "agencies.yaml",
        '  valid_from: 2025-06-21\n  website: "https://baonghean.vn"',
        "  valid_from: 2025-06-21\n  valid_to: 2025-12-31\n  successor: bao-nghe-an",
    )
    with pytest.raises(BrokenFileError) as refused:
        load_registry(folder)
    assert refused.value.file == "agencies.yaml"
    assert counted() == [0] * 8
