"""Packages taken: in the admin, by a link, in parts; and refused when something in one may not be used any more."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from media_library.models import Consent, Package, PackageLink, PersonShown, Picture
from media_library.packages import basket, collecting, ordering, taking
from tests.media_library.packages.room import (
    KEEP,
    LOOK,
    blurred_anew,
    finished,
    librarian,
    made,
    ordered,
    person,
    signed_in,
    small,
)

pytestmark = pytest.mark.django_db
QUERIES = 5


def link_to(package: Package, days: int = 7) -> tuple[PackageLink, str]:
    link, address = collecting.make_link(package, by=package.created_by, recipient="Đài Viêng Chăn", days=days)
    return link, address.removeprefix("http://127.0.0.1:8000")


def content_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def with_consent(title: str = "Chân dung") -> tuple[Picture, Consent]:
    shown = small(title)
    consent = Consent.objects.create(name="Bà Ba", scope=["web", "print"], given_on=date(2026, 1, 1))
    shown.spine.people = [PersonShown(name="Bà Ba", consent=consent)]
    shown.save()
    return shown, consent


def test_a_link_opens_one_package_and_counts_downloads():
    package = made(librarian(), small().asset)
    link, address = link_to(package)
    visitor = Client()
    page = visitor.get(address)
    assert (page.status_code, page["Cache-Control"], page["Referrer-Policy"]) == (
        200,
        "private, no-store",
        "same-origin",
    )
    file = f"{address}mua-sen-1.zip"
    assert file in page.content.decode()
    content = content_of(visitor.get(file))
    assert len(content) == package.size
    for half in ("bytes=100-", f"bytes=0-{package.size // 2}", "bytes=-20"):
        answer = visitor.get(file, headers={"Range": half, "If-Range": f'"{package.sha256}"'})
        first, last = answer["Content-Range"].removeprefix("bytes ").partition("/")[0].split("-")
        assert (answer.status_code, content_of(answer)) == (206, content[int(first) : int(last) + 1])
    assert visitor.head(file)["Content-Length"] == str(package.size)
    assert visitor.get(file, headers={"Range": f"bytes={package.size}-"}).status_code == 416
    link.refresh_from_db()
    assert (link.downloads, Package.objects.get().downloads) == (1, 1)  # parts of one download are no further ones
    entry = ModelLogEntry.objects.get(action="media_library.package_taken")
    assert (entry.object_id, entry.data) == (str(package.pk), {"recipient": "Đài Viêng Chăn"})


def test_who_takes_parts_alone_has_it_too():
    package = made(librarian(), small().asset)
    link, address = link_to(package)
    Client().head(f"{address}mua-sen-1.zip")
    for part in ("bytes=10-19", "bytes=20-"):
        assert Client().get(f"{address}mua-sen-1.zip", headers={"Range": part}).status_code == 206
    link.refresh_from_db()
    assert (link.downloads, Package.objects.get().downloads) == (1, 1)
    assert ModelLogEntry.objects.get(action="media_library.package_taken").data == {"recipient": "Đài Viêng Chăn"}


def test_a_part_of_another_package_is_never_put_behind_it():
    package = made(librarian(), small().asset)
    _link, address = link_to(package)
    answer = Client().get(f"{address}a.zip", headers={"Range": "bytes=10-", "If-Range": '"another"'})
    assert (answer.status_code, len(content_of(answer))) == (200, package.size)


def test_a_link_ends_by_day_and_by_hand():
    package = made(librarian(), small().asset)
    ended, gone = link_to(package)
    PackageLink.objects.filter(pk=ended.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    revoked, taken_back = link_to(package)
    collecting.revoke(revoked, by=package.created_by)
    for address in (gone, taken_back, "/packages/khong-co/"):
        for path in (address, f"{address}a.zip"):
            answer = Client().get(path)
            assert (answer.status_code, answer["Cache-Control"]) == (410, "private, no-store")
            assert "Mùa sen" not in answer.content.decode()


def test_the_token_is_kept_nowhere():
    _link, address = link_to(made(librarian(), small().asset))
    token = address.strip("/").rpartition("/")[2]
    assert token not in str(list(PackageLink.objects.values()))


def test_when_a_consent_is_withdrawn_the_whole_is_refused_and_nobody_named():
    shown, consent = with_consent()
    package = made(librarian(), shown.asset, small("Sen").asset)
    link, address = link_to(package)
    assert taking.refusals(package) == []
    Consent.objects.filter(pk=consent.pk).update(withdrawn_on=timezone.localdate(), withdrawal_reason="x")
    for path in (address, f"{address}mua-sen-1.zip"):
        answer = Client().get(path, headers={"Accept-Language": "en"})
        told = answer.content.decode()
        assert answer.status_code == 410
        assert "Chân dung" in told
        assert "A person shown withdrew the consent" in told
        assert "Bà Ba" not in told
    link.refresh_from_db()
    assert link.downloads == 0
    page = signed_in(package.created_by).get(reverse("media_library:package", args=[package.pk]))
    assert [each.words for each in page.context["refused"]] == [
        f"Bà Ba withdrew the consent on {timezone.localdate():%-d %b %Y}."
    ]
    download = reverse("media_library:package_file", args=[package.pk, "a.zip"])
    assert signed_in(package.created_by).get(download).status_code == 302


def test_the_next_version_leaves_it_out_and_the_links_lead_to_it():
    shown, consent = with_consent()
    user = librarian()
    package = made(user, shown.asset, small("Sen").asset, title="Làng Sen", recipient="A", territory="LA", offered=True)
    link, address = link_to(package)
    Consent.objects.filter(pk=consent.pk).update(withdrawn_on=timezone.localdate(), withdrawal_reason="x")
    client = signed_in(user)
    client.post(reverse("media_library:package_next", args=[package.pk]))
    following = Package.objects.get(replaces=package)
    assert "It is being made" in Client().get(address, headers={"Accept-Language": "en"}).content.decode()
    following = finished(following)
    link.refresh_from_db()
    assert (link.package, following.number, following.title, following.territory, following.offered) == (
        following, 2, "Làng Sen", "LA", True,
    )  # fmt: skip
    assert [(item.title, item.is_left_out) for item in following.items.all()] == [("Chân dung", True), ("Sen", False)]
    assert Client().get(f"{address}lang-sen-2.zip").status_code == 200
    assert ordering.make_next(package, by=user) == following  # pressed twice


def test_after_the_last_day_of_use_it_is_refused():
    shown = small(usable_until=timezone.localdate())
    package = made(librarian(), shown.asset)
    assert taking.refusals(package) == []
    shown.usable_until = timezone.localdate() - timedelta(days=1)
    shown.save()
    assert [[reason.code for reason in each.reasons] for each in taking.refusals(package)] == [["expired"]]


def test_an_asset_that_is_deleted_takes_its_packages_along():
    shown = small()
    package = made(librarian(), shown.asset, small("Sen").asset)
    shown.delete()
    assert [(each.title, [reason.code for reason in each.reasons]) for each in taking.refusals(package)] == [
        ("Hồ sen Kim Liên", ["gone"])
    ]


def test_what_was_left_out_at_first_is_asked_for_no_more():
    package = made(librarian(), small().asset, small("Nội bộ", licence="internal").asset)
    assert taking.refusals(package) == []


@pytest.mark.parametrize("count", [1, 3])
def test_asking_its_rights_costs_the_same_for_any_number(count: int, django_assert_num_queries: Any):
    package = made(librarian(), *(small(f"Ảnh {number}").asset for number in range(count)))
    with django_assert_num_queries(QUERIES - 2):
        taking.refusals(package)


# --- in the admin ------------------------------------------------------------------------------------------------------


def test_from_the_basket_to_the_package():
    user = librarian()
    basket.put_in(user, [small("Sen").uid, small("Nội bộ", licence="internal").uid])
    client = signed_in(user)
    address = reverse("media_library:package_new")
    page = client.get(address)
    assert (page.context["going"], [row.asset.title for row in page.context["left_out"]]) == (1, ["Nội bộ"])
    sent = {
        "title": "Mùa sen", "recipient": "Đài", "message": "", "use": "web", "territory": "", "day": "",
        "languages": ["vi", "lo"], "form": "web", "asked": page.context["asked"],
    }  # fmt: skip
    other = client.post(address, {**sent, "use": "print"})  # what was shown was asked for the web
    assert (other.status_code, other.context["changed"], Package.objects.count()) == (200, True, 0)
    answer = client.post(address, {**sent, "use": "print", "asked": other.context["asked"]})
    package = Package.objects.get()
    assert answer["Location"] == reverse("media_library:package", args=[package.pk])
    assert [item.title for item in package.items.all()] == ["Sen", "Nội bộ"]
    state = client.get(reverse("media_library:package_state", args=[package.pk]))
    assert state.json() == {"percent": 0, "words": "Waits to be made …", "open": True}
    finished(package)
    assert client.get(reverse("media_library:package_state", args=[package.pk])).json()["open"] is False
    download = client.get(reverse("media_library:package_file", args=[package.pk, "mua-sen-1.zip"]))
    assert download["Content-Disposition"] == 'attachment; filename="mua-sen-1.zip"'
    assert len(content_of(download)) == Package.objects.get().size
    assert Package.objects.get().downloads == 1


def test_an_order_that_is_none_says_what_is_missing():
    user = librarian()
    basket.put_in(user, [small().uid])
    page = signed_in(user).post(reverse("media_library:package_new"), {"use": "tv", "title": ""})
    assert sorted(page.context["form"].errors) == ["form", "languages", "title", "use"]
    assert Package.objects.count() == 0


def test_a_link_is_made_shown_once_and_revoked():
    user = librarian()
    package = made(user, small().asset)
    client = signed_in(user)
    page = client.post(reverse("media_library:package_link", args=[package.pk]), {"recipient": "Đài", "days": "7"})
    address = page.context["address"]
    assert Client().get(address).status_code == 200
    assert address not in client.get(reverse("media_library:package", args=[package.pk])).content.decode()
    client.post(reverse("media_library:package_unlink", args=[PackageLink.objects.get().pk]))
    assert Client().get(address).status_code == 410


def test_it_is_recalled():
    user = librarian()
    package = made(user, small().asset)
    _link, address = link_to(package)
    signed_in(user).post(reverse("media_library:package_recall", args=[package.pk]), {"reason": "Nhầm ảnh"})
    assert Client().get(f"{address}a.zip").status_code == 410
    assert ModelLogEntry.objects.get(action="media_library.package_recall").data == {"reason": "Nhầm ảnh"}


@pytest.mark.parametrize("name", ["", "_state", "_file", "_again", "_next", "_recall", "_link"])
def test_somebody_elses_package_is_not_there(name: str):
    name = f"package{name}"
    package = ordered(librarian(), small().asset)
    args = [package.pk, "a.zip"] if name == "package_file" else [package.pk]
    method = "get" if name in ("package", "package_state", "package_file") else "post"
    answer = getattr(signed_in(librarian()), method)(reverse(f"media_library:{name}", args=args), follow=True)
    assert answer.status_code == 404


def test_who_only_looks_has_no_packages():
    client = signed_in(person(LOOK))
    for name in ("packages", "package_new"):
        assert client.get(reverse(f"media_library:{name}")).status_code == 302


def test_the_list_of_who_looks_after_them():
    package = made(librarian(), small().asset)
    page = signed_in(librarian(KEEP)).get(reverse("media_library:packages"))
    assert list(page.context["page"]) == [package]


def test_what_was_packed_before_a_face_was_blurred_is_refused():
    shown = small()
    before = made(librarian(), shown.asset)
    blurred_anew(shown)
    (refused,) = taking.refusals(before)
    assert (refused.uid, [reason.code for reason in refused.reasons], refused.words) == (
        str(shown.uid),
        ["face_blurred"],
        "A face is seen in it that is blurred by now: only the newest version of the file may be used.",
    )
    assert taking.refusals(made(librarian(), shown.asset)) == []
