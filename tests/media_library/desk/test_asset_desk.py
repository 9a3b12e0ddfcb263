"""The page of an asset, the lists, the form for translators: what they show, who may, and what they cost."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ReferenceIndex
from wagtail.search import index

from hub.staff.models import User
from hub.staff.roles import ROLES, ensure_roles, group_name
from media_library.desk.views import ENDING_PAGE
from media_library.models import (
    Asset,
    AssetText,
    Audio,
    BrandAsset,
    Consent,
    LibraryDocument,
    PersonShown,
    Picture,
    RightsEvidence,
    RightsRecord,
    Video,
)
from media_library.renditions.standard import STANDARD, renditions
from tests.media_library.making import approve_all, document, drawing, encoded, pdf, picture
from tests.newsroom import article

pytestmark = pytest.mark.django_db
EDIT = "wagtailsnippets_media_library_asset:edit"
CHOOSER_QUERIES = 14
LIST = "wagtailsnippets_media_library_asset:list"


ENDING_QUERIES = 20


def sen(**fields: Any) -> Picture:
    made = picture(encoded(drawing((80, 60))), credit="Báo Nghệ An", **fields)
    made.texts.set([AssetText(language="vi", alt="Hồ sen", caption="Làng Sen")])
    made.asset.save()
    return Picture.objects.get(pk=made.pk)


def fields(**more: Any) -> dict[str, Any]:
    return {
        "title": "Làng Sen", "creator": "Hồ A", "credit": "Báo Nghệ An", "source": "", "event": "", "owner": "", "licence": "press",
        "rights": "", "usable_from": "", "usable_until": "", "digital_source_type": "digitalCapture", "ai_system": "",
        "ai_version": "", "ai_prompt": "", "ai_prompt_writer": "", "alt_vi": "Hồ sen", "caption_vi": "Làng Sen",
        "people-TOTAL_FORMS": 0, "people-INITIAL_FORMS": 0,
    } | more  # fmt: skip


def as_role(client: Client, role: str) -> User:
    ensure_roles()
    user = User.objects.create_user(role, password="mot-mat-khau-dai")
    user.groups.add(Group.objects.get(name=group_name(role)))
    client.force_login(user)
    return user


def test_the_page_shows_picture_verdict_words_versions_and_uses(editor: Client) -> None:
    page = editor.get(reverse(EDIT, args=[sen().uid])).content.decode()
    for shown in (
        "Usable for every use",
        "hub-asset__preview",
        ">Hồ sen</textarea>",
        "lang-sen.jpg",
        "Nothing uses it yet.",
    ):
        assert shown in page, shown


def test_what_is_entered_is_kept_and_the_carrier_follows(editor: Client) -> None:
    made = sen()
    sent = fields(title="Sen", credit_en="Nghệ An Newspaper", keywords_vi="sen, hồ")
    answer = editor.post(reverse(EDIT, args=[made.uid]), sent)
    assert answer.status_code == 302, answer.context["form"].errors
    made = Picture.objects.get()
    assert (made.title, made.asset.title, made.creator) == ("Sen", "Sen", "Hồ A")
    assert made.asset.credit_in("en") == "Báo Nghệ An"  # a second person has to approve it
    approve_all()
    made = Picture.objects.get()
    assert made.asset.credit_in("en") == "Nghệ An Newspaper"
    assert made.asset.credit_in("lo") == "Báo Nghệ An"
    assert made.text_in("vi").keyword_list == ["sen", "hồ"]


def test_a_picture_may_be_a_graphic_and_nothing_else(editor: Client) -> None:
    made = sen()
    page = reverse(EDIT, args=[made.uid])
    assert editor.post(page, fields(kind="graphic")).status_code == 302
    assert editor.post(page, fields()).status_code == 302  # who does not say it, changes nothing
    assert Asset.objects.get().kind == "graphic"
    assert list(editor.post(page, fields(kind="video")).context["form"].errors) == ["kind"]
    paper = editor.get(reverse(EDIT, args=[document(pdf("x")).uid]))
    assert [value for value, _label in paper.context["form"].fields["kind"].choices] == ["vector", "document"]


def test_a_person_without_consent_makes_it_unusable(editor: Client) -> None:
    made = sen()
    person = {
        "people-TOTAL_FORMS": 1, "people-0-name": "Nguyễn Thị A", "people-0-person": "", "people-0-basis": "consent",
        "people-0-consent": "", "people-0-age": "", "people-0-face_visible": "on",
    }  # fmt: skip
    answer = editor.post(reverse(EDIT, args=[made.uid]), fields(**person))
    assert answer.status_code == 302, answer.context["form"].errors
    page = editor.get(reverse(EDIT, args=[made.uid])).content.decode()
    assert "Not usable: There is no consent of Nguyễn Thị A." in page


@pytest.mark.parametrize("missing", ["ai_system", "ai_version", "ai_prompt", "ai_prompt_writer"])
def test_what_ai_made_says_which_and_how(editor: Client, missing: str) -> None:
    told = {"ai_system": "X", "ai_version": "1", "ai_prompt": "hồ sen", "ai_prompt_writer": "A"}
    sent = fields(digital_source_type="trainedAlgorithmicMedia", **told | {missing: ""})
    answer = editor.post(reverse(EDIT, args=[sen().uid]), sent)
    assert list(answer.context["form"].errors) == [missing]


def test_an_asset_is_not_added_or_deleted_here(editor: Client) -> None:
    made = sen()
    assert editor.get(reverse("wagtailsnippets_media_library_asset:add")).status_code == 302
    assert editor.post(reverse("wagtailsnippets_media_library_asset:delete", args=[made.uid])).status_code == 302
    assert Asset.objects.count() == 1


MAY_CHANGE_RIGHTS = {"desk_head", "media_librarian", "rights_officer"}
MAY_DESCRIBE = MAY_CHANGE_RIGHTS | {"editor"}


@pytest.mark.parametrize("role", [role.code for role in ROLES])
def test_who_may_describe_and_who_may_change_rights(client: Client, role: str) -> None:
    made = sen()
    as_role(client, role)
    answer = client.post(reverse(EDIT, args=[made.uid]), fields(title="Khác", licence="internal"))
    changed = Picture.objects.get()
    assert (changed.title == "Khác", changed.licence == "internal") == (
        role in MAY_DESCRIBE,
        role in MAY_CHANGE_RIGHTS,
    )
    assert answer.status_code == 302


@pytest.mark.parametrize("role", ["editor", "media_librarian"])
def test_rights_of_a_picture_that_exists_are_not_for_everybody(client: Client, role: str) -> None:
    made = sen()
    as_role(client, role)
    sent = {"title": "Sen", "licence": "internal", "digital_source_type": "digitalCapture", "tags": ""}
    sent |= {f"focal_point_{part}": "" for part in ("x", "y", "width", "height")}
    assert client.post(reverse("wagtailimages:edit", args=[made.pk]), sent).status_code == 302
    assert Picture.objects.get().licence == ("internal" if role == "media_librarian" else "press")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_no_query_per_asset(editor: Client, count: int, django_assert_num_queries: Callable) -> None:
    for number in range(count):
        sen(title=f"Sen {number}")
    editor.get(reverse(LIST))
    with django_assert_num_queries(12):
        page = editor.get(reverse(LIST)).content.decode()
    assert page.count("Usable for every use") == count


@pytest.mark.parametrize("address", [LIST, "wagtailimages:index", "wagtailimages_chooser:choose"])
def test_a_list_draws_nothing(editor: Client, address: str) -> None:
    made = sen()
    waiting = editor.get(reverse(address)).content.decode()
    assert ("media_library/not-drawn" in waiting, made.renditions.count()) == (True, 0)
    thumb = renditions(made)[0]
    drawn = editor.get(reverse(address)).content.decode()
    assert ("media_library/not-drawn" in drawn, thumb.url in drawn) == (False, True)
    assert made.renditions.count() == len(STANDARD)


def test_a_picture_with_another_file_is_not_shown_as_it_was(editor: Client) -> None:
    made = sen()
    before = renditions(made)[0]
    made.file = ContentFile(encoded(drawing((60, 80))), name="khac.jpg")
    made.save()
    page = editor.get(reverse(LIST)).content.decode()
    assert ("media_library/not-drawn" in page, before.url in page) == (True, False)


def test_the_list_finds_and_filters(editor: Client) -> None:
    sen()
    LibraryDocument.objects.create(title="Bản đồ", file=ContentFile(b"%PDF", name="a.pdf"))
    found = {
        query: [asset.title for asset in editor.get(reverse(LIST) + query).context["page_obj"].object_list]
        for query in ("?kind=document", "?licence=internal", "?q=Làng", "?kind=image")
    }
    assert found == {
        "?kind=document": ["Bản đồ"], "?licence=internal": [], "?q=Làng": ["Làng Sen"], "?kind=image": ["Làng Sen"],
    }  # fmt: skip


# --- words -----------------------------------------------------------------------------------------------------------


def test_missing_words_are_listed_and_written(client: Client) -> None:
    made = sen()
    as_role(client, "translator")
    page = client.get(reverse("media_library:wanting") + "?lang=lo").content.decode()
    assert "Làng Sen" in page
    address = reverse("media_library:words", args=[made.uid, "lo"])
    assert "Hồ sen" in client.get(address).content.decode()
    assert client.post(address, {"alt": "ໜອງບົວ", "caption": "ບ້ານເຊນ"}).status_code == 302
    assert Picture.objects.get().text_in("lo") is None
    approve_all()
    text = Picture.objects.get().text_in("lo")
    assert text is not None
    assert (text.alt, text.caption) == ("ໜອງບົວ", "ບ້ານເຊນ")
    client.get(reverse("media_library:wanting"))  # the message is read
    assert "Làng Sen" not in client.get(reverse("media_library:wanting") + "?lang=lo").content.decode()


@pytest.mark.parametrize("language", ["vi", "xx"])
def test_words_are_written_in_other_languages_of_the_house(editor: Client, language: str) -> None:
    assert editor.get(reverse("media_library:words", args=[sen().uid, language]), follow=True).status_code == 404


@pytest.mark.parametrize("role", [role.code for role in ROLES])
def test_who_may_write_words_and_see_evidence(client: Client, role: str) -> None:
    record = RightsRecord.objects.create(title="x", holder_name="A")
    paper = RightsEvidence.objects.create(record=record, title="x", file=ContentFile(b"%PDF", name="hop-dong.pdf"))
    consent = Consent.objects.create(name="A", scope=["web"], evidence=ContentFile(b"%PDF", name="dong-y.pdf"))
    as_role(client, role)
    words = client.get(reverse("media_library:wanting")).status_code == 200
    seen = {
        client.get(reverse("media_library:evidence", args=[kind, pk])).status_code == 200
        for kind, pk in (("record", paper.pk), ("consent", consent.pk))
    }
    assert words == (role in {"editor", "desk_head", "translator", "reviser", "media_librarian"})
    assert seen == {role in {"desk_head", "media_librarian", "rights_officer", "auditor"}}


def test_evidence_has_no_public_address(client: Client) -> None:
    record = RightsRecord.objects.create(title="x", holder_name="A")
    paper = RightsEvidence.objects.create(record=record, title="x", file=ContentFile(b"%PDF", name="hop-dong.pdf"))
    assert client.get(f"/media/{paper.file.name}").status_code == 404
    assert client.get(reverse("media_library:evidence", args=["record", paper.pk])).status_code == 302


@pytest.mark.parametrize(
    ("days", "shown", "standing"),
    [
        (-1, "over", "May not be used any more"),
        (0, "", "Its last day is today"),
        (1, "", "1 day left"),
        (25, "", "25 days left"),
    ],
)
def test_what_ends_is_listed_with_how_long_it_lasts(editor: Client, days: int, shown: str, standing: str) -> None:
    sen(usable_until=timezone.localdate() + timedelta(days=days))
    page, other = (
        editor.get(reverse("media_library:ending"), {"shown": each}).content.decode()
        for each in (shown, "" if shown else "over")
    )
    assert ("Làng Sen" in page, standing in page, "Làng Sen" in other) == (True, True, False)
    assert "<title>Rights that end - Nghệ An</title>" in " ".join(page.split())


def test_it_says_which_rights_end_and_what_they_cover(editor: Client) -> None:
    today = timezone.localdate()
    soon, later, last = (today + timedelta(days=days) for days in (3, 5, 30))
    record = RightsRecord.objects.create(
        title="HĐ 12", holder_name="A", uses=["web"], territories=["LA", "VN"], languages=["lo"], usable_until=soon
    )
    shown = sen(usable_until=last, rights=record).asset
    for name, ends in (("Mây", later), ("Gió", last + timedelta(days=1))):
        consent = Consent.objects.create(name=name, scope=["print"], given_on=today, ends_on=ends)
        PersonShown.objects.create(asset=shown, name=name, consent=consent)
    [row] = editor.get(reverse("media_library:ending")).context["rows"]
    assert row["ends"] == [
        (soon, "rights record “HĐ 12”: web; Laos, Vietnam; Lao"),
        (later, "consent of Mây: print"),
        (last, "the asset's own days of use"),
    ]
    RightsRecord.objects.update(uses=[], territories=[], languages=[])
    [row] = editor.get(reverse("media_library:ending")).context["rows"]
    assert row["ends"][0][1] == "rights record “HĐ 12”: every use; everywhere"


def test_withdrawn_consents_have_their_own_list_and_a_consent_says_what_stands_on_it(editor: Client) -> None:
    today = timezone.localdate()
    shown = sen().asset
    consent = Consent.objects.create(name="Mây", scope=["web"], given_on=today)
    PersonShown.objects.create(asset=shown, name="Mây", consent=consent)
    page = editor.get(reverse("wagtailsnippets_media_library_consent:edit", args=[consent.pk])).content.decode()
    assert "1 asset stands on this consent" in page
    assert reverse("wagtailsnippets_media_library_asset:edit", args=[shown.pk]) in page
    assert editor.get(reverse("media_library:ending"), {"shown": "withdrawn"}).context["rows"] == []
    Consent.objects.update(withdrawn_on=today - timedelta(days=400), withdrawal_reason="x")
    answer = editor.get(reverse("media_library:ending"), {"shown": "withdrawn"}).context
    assert [(row["due"].day, row["ends"][0][1], row["standing"]) for row in answer["rows"]] == [
        (today - timedelta(days=400), "consent of Mây: web", "May not be used any more")
    ]
    assert answer["lists"] == [
        ("", "In the next 30 days", 0),
        ("over", "Ended", 0),
        ("withdrawn", "Consent withdrawn", 1),
    ]


@pytest.mark.parametrize("many", [1, 3])
def test_what_ends_costs_no_query_each(editor: Client, many: int, django_assert_num_queries: Any) -> None:
    for number in range(many):
        shown = sen(usable_until=timezone.localdate() + timedelta(days=number))
        ReferenceIndex.create_or_update_for_object(article(title=f"Bài {number}", picture=shown))
    editor.get(reverse("media_library:ending"))
    with django_assert_num_queries(ENDING_QUERIES):
        rows = editor.get(reverse("media_library:ending")).context["rows"]
    assert [[use.title for use in row["uses"]] for row in rows] == [[f"Bài {number}"] for number in range(many)]


def test_what_ended_last_stands_first_and_pages_are_bounded(editor: Client) -> None:
    today = timezone.localdate()
    for days in range(1, ENDING_PAGE + 2):
        asset = Asset.objects.create(kind="audio", title=f"Hết {days} ngày", usable_until=today - timedelta(days=days))
        Audio.objects.bulk_create([Audio(title=asset.title, asset=asset)])
    first, last = (editor.get(reverse("media_library:ending"), {"shown": "over", "p": p}).context for p in (1, 2))
    assert [row["due"].asset.title for row in last["rows"]] == [f"Hết {ENDING_PAGE + 1} ngày"]
    assert (first["rows"][0]["due"].asset.title, len(first["rows"]), first["lists"][1][2]) == ("Hết 1 ngày", 30, 31)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("?next=/admin/media-library/%3Fq=sen", "/admin/media-library/?q=sen"),
        ("?next=//example.com/", None),
        ("", None),
    ],
)
def test_who_saves_goes_back_to_where_they_came_from(editor: Client, asked: str, expected: str | None) -> None:
    edit = reverse(EDIT, args=[sen().uid])
    action = editor.get(edit + asked).context["action_url"]
    assert editor.post(action, fields())["Location"] == (expected or reverse(LIST))


@pytest.mark.parametrize("address", [LIST, "wagtailimages:index", "wagtailimages_chooser:choose"])
def test_posters_and_looks_stand_in_lists_only_when_searched_for(editor: Client, address: str) -> None:
    sen(title="Sen A")
    clip = Asset.objects.create(kind="video", title="Phim")
    Video.objects.bulk_create([Video(title="Phim", asset=clip, poster=sen(title="Sen B"))])
    logo = Asset.objects.create(kind="brand", title="Biểu trưng")
    BrandAsset.objects.bulk_create([BrandAsset(title="Biểu trưng", slug="x", asset=logo, picture=sen(title="Sen C"))])
    for made in Picture.objects.all():
        index.insert_or_update_object(made)
    seen = [editor.get(reverse(address), asked).content.decode() for asked in ({}, {"q": "sen"})]
    assert [[title in page for title in ("Sen A", "Sen B", "Sen C")] for page in seen] == [
        [True, False, False],
        [True] * 3,
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_who_chooses_a_picture_is_told_why_it_may_not_be_shown(
    editor: Client, count: int, django_assert_num_queries: Callable
) -> None:
    for _number in range(count):
        sen(usable_until=date(2026, 1, 1))
    sen(title="Nội bộ", licence="internal")
    sen(title="Tự do")
    address = reverse("wagtailimages_chooser:choose")
    editor.get(address)
    with django_assert_num_queries(CHOOSER_QUERIES):
        page = editor.get(address).json()["html"]
    told = re.findall(r'w-font-bold">([^<]*)<', page)
    assert told == [
        "Inside the house only",
        *["It could be used until 1 Jan 2026; that has passed."] * count,
    ]
