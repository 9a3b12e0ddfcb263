"""Releases and ages that a file tells of: in words at the review, and a child is proposed as somebody who is asked for."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from media_library.files.versions import restore
from media_library.ingest.bringing import bring
from media_library.ingest.embedded.reading import from_packet
from media_library.ingest.releases import in_words, who_is_the_child
from media_library.models import Picture
from media_library.rights.clearing import verdict_of
from tests.media_library.ingest import files
from tests.media_library.ingest.arriving import arrived
from tests.media_library.ingest.test_bringing import wishes
from tests.media_library.ingest.test_review import REVIEW, answers

VOCABULARY = "http://ns.useplus.org/ldf/vocab/"


def packet(*, age: str = "AG-A12", people: tuple[str, ...] = (), model_ages: tuple[int, ...] = ()) -> bytes:
    named = "".join(f"<rdf:li>{name}</rdf:li>" for name in people)
    ages = "".join(f"<rdf:li>{each}</rdf:li>" for each in model_ages)
    return f"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description rdf:about="" xmlns:ext="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"
      plus:PropertyReleaseStatus="PR-NAP">
      <plus:ModelReleaseStatus rdf:resource="{VOCABULARY}MR-UMR"/>
      <plus:MinorModelAgeDisclosure>{VOCABULARY}{age}</plus:MinorModelAgeDisclosure>
      <ext:PersonInImage><rdf:Bag>{named}</rdf:Bag></ext:PersonInImage><ext:ModelAge><rdf:Bag>{ages}</rdf:Bag></ext:ModelAge>
    </rdf:Description></rdf:RDF></x:xmpmeta>""".encode()


def test_they_are_read_as_proposals() -> None:
    assert [said.as_json() for said in from_packet(packet(model_ages=(12, 30)))] == [
        {"field": "model_release", "value": f"{VOCABULARY}MR-UMR", "origin": "xmp"},
        {"field": "property_release", "value": "PR-NAP", "origin": "xmp"},
        {"field": "minor_age", "value": f"{VOCABULARY}AG-A12", "origin": "xmp"},
        {"field": "model_age", "value": "12", "origin": "xmp"},
        {"field": "model_age", "value": "30", "origin": "xmp"},
    ]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (f"{VOCABULARY}MR-NON", "none"),
        ("PR-NAP", "not needed, says the file"),
        ("mr-umr", "for every use, says the file; its paper is not here"),
        (f"{VOCABULARY}PR-LPR", "limited or incomplete, says the file"),
        (f"{VOCABULARY}AG-UNK", "not known"),
        ("AG-U14", "14 or under"),
        ("AG-A25", "25 or over"),
        ("AG-A15", "15"),
        ("Signed, see folder", "Signed, see folder"),
    ],
)
def test_each_has_its_words(value: str, words: str) -> None:
    with translation.override("en"):
        assert in_words({"field": "model_release", "value": value}) == words


@pytest.mark.parametrize(
    ("said", "children"),
    [
        ({"age": "AG-A15"}, {"trẻ em 15 tuổi (theo tệp)": 15}),
        ({"age": "AG-U14", "model_ages": (9, 40)}, {"trẻ em 9 tuổi (theo tệp)": 9}),
        ({"age": "AG-A12", "people": ("Mây",)}, {"Mây": 12}),
        ({"age": "AG-A12", "people": ("Mây", "Gió")}, {"trẻ em 12 tuổi (theo tệp)": 12}),
        ({"age": "AG-A16"}, {}),
        ({"age": "AG-UNK", "model_ages": (160,)}, {}),
    ],
)
def test_a_child_is_the_only_one_named_or_somebody_without_a_name(said: Any, children: dict[str, int]) -> None:
    assert who_is_the_child(each.as_json() for each in from_packet(packet(**said))) == children


@pytest.mark.django_db
def test_who_looks_through_is_told_and_the_child_kept_is_asked_for(editor: Client) -> None:
    upload = arrived(editor, files.with_xmp(files.jpeg(), packet()), "a.jpg")
    [row] = editor.get(REVIEW).context["rows"]
    child = "trẻ em 12 tuổi (theo tệp)"
    assert [offer.value for offer in row.form.offered("people")] == [child]
    assert row.form.offers.facts == [
        ("Model release", "for every use, says the file; its paper is not here"),
        ("Property release", "not needed, says the file"),
        ("Age of the youngest person shown", "12"),
        (
            "",
            f"A child of 12 is shown, says the file. Keep “{child}” among the people shown: it may not be used before the "
            "guardian has agreed, and from seven years on the child too.",
        ),
    ]
    editor.post(REVIEW, answers(upload, people=child))
    asset = Picture.objects.get().asset
    assert [(person.who, person.age) for person in asset.people.all()] == [(child, 12)]
    assert [reason.code for reason in verdict_of(asset).reasons] == ["no_consent"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sheet", "people"),
    [
        ("", [("trẻ em 12 tuổi (theo tệp)", 12)]),
        ("file,people\na.jpg,Bà Hoa\n", [("Bà Hoa", None), ("trẻ em 12 tuổi (theo tệp)", 12)]),
    ],
)
def test_no_sheet_goes_round_a_child(tmp_path: Path, sheet: str, people: list[tuple[str, int | None]]) -> None:
    (tmp_path / "a.jpg").write_bytes(files.with_xmp(files.jpeg(), packet()))
    if sheet:
        (tmp_path / "captions.csv").write_text(sheet)
    bring(tmp_path, wishes())
    assert [(person.who, person.age) for person in Picture.objects.get().asset.people.all()] == people


@pytest.mark.django_db
def test_nor_does_a_review_that_leaves_it_out_nor_a_file_that_replaces_another(editor: Client, admin_user: Any) -> None:
    child = ("trẻ em 12 tuổi (theo tệp)", 12)
    upload = arrived(editor, files.with_xmp(files.jpeg(), packet(people=("Mây",))), "a.jpg")
    editor.post(REVIEW, answers(upload, people="Bà Hoa"))
    reviewed = Picture.objects.get()
    assert [(person.who, person.age) for person in reviewed.asset.people.all()] == [("Bà Hoa", None), child]

    reviewed.asset.people.filter(age=12).delete()
    restore(reviewed.asset.versions.get(), by=admin_user)
    assert [(person.who, person.age) for person in reviewed.asset.people.all()] == [("Bà Hoa", None), child]
    reviewed.asset.people.filter(age=12).update(age=11)  # somebody knows better
    restore(reviewed.asset.versions.get(number=1), by=admin_user)
    assert [(person.who, person.age) for person in reviewed.asset.people.all()] == [("Bà Hoa", None), (child[0], 11)]
