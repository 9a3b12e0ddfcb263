"""People without an account: what the link lets them do, what it tells them, and how it ends."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from wagtail.models import Collection

from media_library.ingest.judging import judge
from media_library.models import ContributorLink, Picture, Upload
from tests.media_library.ingest import files
from tests.media_library.ingest.arriving import begin, patch
from tests.media_library.ingest.test_review import REVIEW, answers
from tests.media_library.ingest.test_tus import reporter_of
from tests.media_library.making import picture

pytestmark = pytest.mark.django_db
LINKS = "/admin/media-library/uploads/links/"
CONTENT = files.jpeg()


@pytest.fixture
def address(editor: Client) -> str:
    """Below the host."""
    page = editor.post(
        LINKS,
        {
            "title": "Ảnh chợ quê",
            "collection": str(Collection.get_first_root_node().pk),
            "terms": "Ảnh do tôi chụp.",
            "days": "3",
            "most_files": "2",
            "most_megabytes": "1",
        },
    ).content.decode()
    return "/contribute/" + page.split("/contribute/")[1].split('"')[0]


@pytest.fixture
def ba(address: str) -> Client:
    """Mr Ba, who has agreed."""
    made = Client(HTTP_ACCEPT_LANGUAGE="en")
    assert made.post(address, {"name": "Nguyễn Văn Ba", "agreed": "on"}).status_code == 302
    return made


def test_the_token_is_told_once_and_kept_as_a_hash(editor: Client, address: str) -> None:
    token = address.split("/")[2]
    link = ContributorLink.objects.get()

    assert (len(token), token in str(vars(link))) == (32, False)
    assert token not in editor.get(LINKS).content.decode()


def test_what_is_sent_waits_in_quarantine_until_it_is_saved(editor: Client, ba: Client, address: str) -> None:
    begun = begin(ba, CONTENT, where=f"{address}files/")
    patch(ba, begun["Location"], CONTENT)
    upload = judge(Upload.objects.get())

    assert (upload.state, upload.sender, upload.agreed_terms, upload.by) == (
        "ready",
        "Nguyễn Văn Ba",
        "Ảnh do tôi chụp.",
        None,
    )
    assert upload.agreed_at is not None
    assert Picture.objects.count() == 0
    assert 'data-hub-offer="Nguyễn Văn Ba"' in editor.get(REVIEW).content.decode()

    editor.post(REVIEW, answers(upload))
    assert Picture.objects.get().uploaded_by_user is not None


def test_who_comes_back_sees_what_they_have_sent_and_nothing_of_others(ba: Client, address: str) -> None:
    for content in (CONTENT, CONTENT[:200]):
        begun = begin(ba, content, where=f"{address}files/")
        patch(ba, begun["Location"], content)
        judge(Upload.objects.get(size=len(content)))
    other = Client(HTTP_ACCEPT_LANGUAGE="en")
    other.post(address, {"name": "Bà Tư", "agreed": "on"})

    assert [(one.refusal is not None, one.sender) for one in ba.get(address).context["sent"]] == [
        (True, "Nguyễn Văn Ba"),
        (False, "Nguyễn Văn Ba"),
    ]
    assert list(other.get(address).context["sent"]) == []
    assert list(Client().get(address).context["sent"]) == []


def test_nothing_is_taken_before_the_terms_are_agreed_to(address: str) -> None:
    stranger = Client()

    assert begin(stranger, CONTENT, where=f"{address}files/").status_code == 403
    assert stranger.post(address, {"name": "", "agreed": "on"}).status_code == 200
    assert stranger.post(address, {"name": "Ba"}).status_code == 200
    assert begin(stranger, CONTENT, where=f"{address}files/").status_code == 403


def test_other_terms_are_agreed_to_anew(ba: Client, address: str) -> None:
    ContributorLink.objects.update(terms="Điều khoản mới.")

    assert begin(ba, CONTENT, where=f"{address}files/").status_code == 403
    assert "Điều khoản mới." in ba.get(address).content.decode()


def test_so_many_files_and_so_many_bytes(ba: Client, address: str) -> None:
    where = f"{address}files/"
    assert begin(ba, b"x" * 2_000_000, where=where).status_code == 429
    assert [begin(ba, bytes([number]), where=where).status_code for number in range(3)] == [201, 201, 429]


def test_a_stranger_is_not_told_what_the_library_has(ba: Client, address: str) -> None:
    picture(CONTENT)

    begun = begin(ba, CONTENT, where=f"{address}files/")
    patch(ba, begun["Location"], CONTENT)

    assert (begun.status_code, judge(Upload.objects.get()).state) == (201, "ready")
    told = ba.get(f"{address}states/?uids={begun.json()['uid']}").json()
    assert told["uploads"][begun.json()["uid"]] == {"state": "ready", "label": "arrived", "detail": "", "url": ""}


def test_a_revoked_link_takes_nothing_more(editor: Client, ba: Client, address: str) -> None:
    editor.post(f"{LINKS}{ContributorLink.objects.get().pk}/revoke/")

    assert begin(ba, CONTENT, where=f"{address}files/").status_code == 403
    assert ba.get(address).status_code == 410


def test_a_link_ends_by_itself(ba: Client, address: str) -> None:
    ContributorLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert begin(ba, CONTENT, where=f"{address}files/").status_code == 403
    assert "It has ended or was revoked." in ba.get(address).content.decode()


def test_its_page_is_private_and_its_form_can_be_sent(ba: Client, address: str) -> None:
    page = ba.get(address)

    assert (
        {name: page[name] for name in ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")}
        == {
            "Cache-Control": "private, no-store",
            "Referrer-Policy": "same-origin",  # "no-referrer" has browsers send forms with the origin "null", which is refused
            "X-Robots-Tag": "noindex",
        }
    )


def test_a_wrong_token_is_no_link(address: str) -> None:
    assert Client().get("/contribute/" + "x" * 32 + "/").status_code == 410


def test_an_address_that_asks_too_often_is_slowed_down(ba: Client, address: str) -> None:
    cache.set("contribute:127.0.0.1", 120, 60)

    assert ba.get(address).status_code == 403


def test_links_are_made_and_revoked_by_those_who_may_add_there(editor: Client, address: str) -> None:
    shelf = Collection.get_first_root_node().add_child(name="Báo")
    other = Client()
    other.force_login(reporter_of(shelf))

    assert "Ảnh chợ quê" not in other.get(LINKS).content.decode()
    other.post(f"{LINKS}{ContributorLink.objects.get().pk}/revoke/")
    assert ContributorLink.objects.get().is_open
    assert Client().get(LINKS).status_code == 302


def test_what_one_link_received_is_nothing_to_another(editor: Client, ba: Client, address: str) -> None:
    begun = begin(ba, CONTENT, where=f"{address}files/")
    stranger = Client()
    stranger.post(address, {"name": "Khác", "agreed": "on"})

    assert begun["Location"].startswith(address)
    assert Client().get(begun["Location"]).status_code == 403
