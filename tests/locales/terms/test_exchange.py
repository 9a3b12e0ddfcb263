"""CSV out and in again; TBX out."""

from datetime import date
from xml.etree import ElementTree as Xml

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from locales.terms import exchange, tbx
from locales.terms.exchange import TakenIn, take_in
from locales.terms.glossary import load_glossary
from locales.terms.listing import listed
from locales.terms.models import Concept, Term
from tests.locales.terms.making import at_the_desk, concept, staff, term

pytestmark = pytest.mark.django_db
HEAD = (
    "concept,language,text,usage,status,audience,reason,source,note,valid_from,valid_to,"
    "domain,critical,definition_vi,definition_en,note_vi,note_en"
)


def test_what_a_row_says():
    concept(
        "phuong",
        term("vi", "phường", source="Luật", valid_from=date(2025, 7, 1)),
        term("en", "district", usage="forbidden", reason='bãi bỏ, "cũ"', audience="press"),
        domain="place",
        critical=True,
        note_vi="hai\ndòng",
    )
    assert exchange.written(listed()).decode("utf-8-sig") == (
        f"{HEAD}\r\n"
        'phuong,vi,phường,preferred,approved,general,,Luật,,2025-07-01,,place,1,,,"hai\ndòng",\r\n'
        'phuong,en,district,forbidden,approved,press,"bãi bỏ, ""cũ""",,,,,place,1,,,"hai\ndòng",\r\n'
    )


def test_the_whole_glossary_comes_back_as_it_went():
    load_glossary()
    before = list(Term.objects.order_by("pk").values())
    assert take_in(exchange.written(listed()), by=staff("translator")) == TakenIn(kept=530)
    assert list(Term.objects.order_by("pk").values()) == before


def test_the_whole_glossary_starts_another_house():
    load_glossary()
    content = exchange.written(listed())
    told = sorted(
        Term.objects.values_list("concept__code", "language", "text", "usage", "audience", "reason", "source", "note")
    )
    Concept.objects.all().delete()
    assert take_in(content, by=staff("translator")) == TakenIn(added=530, waiting=530)
    assert told == sorted(
        Term.objects.values_list("concept__code", "language", "text", "usage", "audience", "reason", "source", "note")
    )
    assert set(Term.objects.values_list("status", "proposed_by__username")) == {("proposed", "translator")}


def test_what_differs_is_a_proposal_and_a_note_is_none():
    concept("x", term("vi", "a"), term("en", "b"), term("lo", "c"))
    content = "concept;language;text;usage;note\nx;vi;a;preferred;mới\nx;en;b;admitted;\nx;lo;c;;\nx;ja;d;;\n"
    assert take_in(content.encode(), by=staff("translator")) == TakenIn(added=1, changed=2, kept=1, waiting=2)
    assert sorted(Term.objects.values_list("language", "text", "usage", "status", "note")) == [
        ("en", "b", "admitted", "proposed", ""),
        ("ja", "d", "preferred", "proposed", ""),
        ("lo", "c", "preferred", "approved", ""),
        ("vi", "a", "preferred", "approved", "mới"),
    ]


def test_a_status_in_the_file_approves_nothing():
    concept("x", term("vi", "a", status="proposed"))
    assert take_in(b"concept,language,text,status\nx,vi,a,approved\n", by=staff("desk_head")) == TakenIn(kept=1)
    assert Term.objects.get().status == "proposed"


@pytest.mark.parametrize(
    "content",
    [
        "concept\tlanguage\ttext\tdomain\tvalid_to\nx\tlo\tພ\tplace\t30/06/2025\n".encode("utf-16"),
        "\ufeffconcept,language,text,domain,valid_to\r\nx,LO,ພ,place,2025-06-30\r\n\r\n,,,,\r\n".encode(),
    ],
)
def test_files_as_spreadsheets_save_them(content: bytes):
    assert take_in(content, by=staff("translator")) == TakenIn(added=1, waiting=1)
    made = Term.objects.get()
    assert (made.language, made.text, made.valid_to, made.concept.domain) == ("lo", "ພ", date(2025, 6, 30), "place")


@pytest.mark.parametrize("text", ["=1+1", "+84", "-phường", "@x"])
def test_a_text_is_never_a_formula_and_comes_back_whole(text: str):
    concept("x", term("vi", text))
    content = exchange.written(listed())
    assert f",'{text}," in content.decode()
    assert take_in(content, by=staff("translator")) == TakenIn(kept=1)


FAULTS = [
    (b"\xff\xfe\x00", ["The file is not UTF-8 text. Save it as “CSV UTF-8”."]),
    ("concept,language,text\nx,vi,phường".encode("cp1258", "replace") + b"\xe9", ["The file is not UTF-8 text. Save it as “CSV UTF-8”."]),
    (b"", ["The first line lacks these columns: concept, language, text."]),
    (b"concept,text\n", ["The first line lacks these columns: language."]),
    (b"concept,language,text,text\n", ["A column stands twice in the first line."]),
    (b"concept,language,text\nx,vi,a,b\n", ["Line 2 has more cells than columns."]),
    (
        b"concept,language,text,usge\n",
        [f"The first line has unknown columns: usge. Known are {HEAD.replace(',', ', ')}."],
    ),
    (
        b"concept,language,text,domain,usage,reason,valid_to,audience,critical\n"
        b"A b,vi,a,place,,,,,\n"
        b"b,xx,a,place,,,,,\n"
        b"b,vi,,place,,,,,\n"
        b"b,vi,b,place,best,,,,\n"
        b"b,vi,c,place,forbidden,,,,\n"
        b"b,vi,d,place,,,31/6/2025,,\n"
        b"b,vi,e,place,,,,all,\n"
        b"b,vi,f,state,,,,,\n"
        b"c,vi,a,,,,,,\n"
        b"d,vi,a,place,,,,,maybe\n"
        b"e,vi,a,place,,,,,\n"
        b"e,vi,a,place,admitted,,,,\n",
        [
            "Line 2: code: Enter a valid “slug” consisting of letters, numbers, underscores or hyphens. "
            "Small letters a–z, digits and hyphens only, such as “so-ngoai-vu”.",
            "Line 9: It describes the concept “b” otherwise than line 3.",
            "Line 3: “xx” is no language we know. Write its BCP 47 tag, such as lo, zh-Hans or th.",
            "Line 4: Write the term, or delete this row.",
            "Line 5: usage: Value 'best' is not a valid choice.",
            "Line 6: Say why it is forbidden.",
            "Line 7: “31/6/2025” is no day. Write it as 2025-06-30 or 30/06/2025.",
            "Line 8: audience: Value 'all' is not a valid choice.",
            "Line 10: domain: This field cannot be blank.",
            "Line 11: “maybe” is neither yes (1) nor no (0).",
            "Line 13: This term stands in line 12 as well.",
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("content", "faults"), FAULTS)
def test_a_broken_file_is_refused_with_every_fault(content: bytes, faults: list[str]):
    with pytest.raises(ValidationError) as refused:
        take_in(content, by=staff("translator"))
    assert refused.value.messages == faults
    assert Concept.objects.count() == 0


def test_only_so_many_faults_are_told():
    content = "concept,language,text,domain\n" + "x,xx,a,place\n" * 60
    with pytest.raises(ValidationError) as refused:
        take_in(content.encode(), by=staff("translator"))
    assert (len(refused.value.messages), refused.value.messages[-1]) == (51, "… and 10 more.")


def test_who_may_not_change_may_not_import():
    with pytest.raises(PermissionDenied):
        take_in(b"concept,language,text\n", by=staff("editor"))


def test_the_page_tells_what_came_of_it():
    client = at_the_desk("translator")
    file = SimpleUploadedFile("a.csv", "concept,language,text,domain\nx,vi,phường,place\n".encode())
    answer = client.post(reverse("terms:import_csv"), {"file": file}, follow=True)
    assert [str(one).strip() for one in answer.context["messages"]] == [
        "1 terms added, 0 changed, 0 as they were. 1 waits for approval."
    ]


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("a.csv", b"x", "The first line lacks these columns: concept, language, text."),
        ("a.xlsx", b"PK", "This is a spreadsheet. Save it as “CSV UTF-8” first, then choose that file."),
        ("a.csv", b"x" * (5 * 1024 * 1024 + 1), "The file is larger than 5 MB."),
    ],
)
def test_the_page_says_what_is_wrong(name: str, content: bytes, fault: str):
    answer = at_the_desk("translator").post(reverse("terms:import_csv"), {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 200
    assert fault in answer.context["faults"] + answer.context["form"].errors.get("file", [])


def test_the_export_is_the_list_as_it_is_narrowed():
    concept("x", term("vi", "a"), term("lo", "b"))
    answer = at_the_desk("auditor").get(reverse("terms:export_csv"), {"language": "lo", "q": "a"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.decode("utf-8-sig").splitlines()[1:] == ["x,lo,b,preferred,approved,general,,,,,,state,0,,,,"]


def test_tbx_of_a_concept():
    concept(
        "phuong",
        term("vi", "phường", source="Luật"),
        term("vi", "P.", usage="abbreviation"),
        term("en", "district", usage="forbidden", reason="bãi bỏ", audience="press"),
        term("lo", "ແຂວງ", usage="admitted"),
        domain="place",
        definition_vi="Đơn vị.",
        note_en="Since 1945.",
    )
    root = Xml.fromstring(tbx.written(listed()))  # noqa: S314 - our own output
    name = f"{{{tbx.NAMESPACE}}}"
    assert (root.tag, root.attrib) == (f"{name}tbx", {"type": "TBX-Basic", "style": "dca", tbx.LANG: "vi"})
    told = [
        (
            element.tag.removeprefix(name),
            element.get("type") or element.get(tbx.LANG) or element.get("id"),
            (element.text or "").strip(),
        )
        for element in root.iter()
    ]
    assert told[told.index(("body", None, "")) + 1 :] == [
        ("conceptEntry", "c-phuong", ""),
        ("descrip", "subjectField", "places"),
        ("note", None, "Since 1945."),
        ("langSec", "en", ""),
        ("termSec", None, ""),
        ("term", None, "district"),
        ("termNote", "administrativeStatus", "deprecatedTerm-admn-sts"),
        ("admin", "customerSubset", "press"),
        ("note", None, "bãi bỏ"),
        ("langSec", "lo", ""),
        ("termSec", None, ""),
        ("term", None, "ແຂວງ"),
        ("termNote", "administrativeStatus", "admittedTerm-admn-sts"),
        ("langSec", "vi", ""),
        ("descrip", "definition", "Đơn vị."),
        ("termSec", None, ""),
        ("term", None, "phường"),
        ("termNote", "administrativeStatus", "preferredTerm-admn-sts"),
        ("admin", "source", "Luật"),
        ("termSec", None, ""),
        ("term", None, "P."),
        ("termNote", "administrativeStatus", "admittedTerm-admn-sts"),
        ("termNote", "termType", "abbreviation"),
    ]


def test_tbx_holds_what_is_approved():
    concept("x", term("vi", "a"), term("lo", "b", status="proposed"))
    answer = at_the_desk("auditor").get(reverse("terms:export_tbx"))
    root = Xml.fromstring(answer.content)  # noqa: S314 - our own output
    texts = [element.text for element in root.iter(f"{{{tbx.NAMESPACE}}}term")]
    assert texts == ["a"]
