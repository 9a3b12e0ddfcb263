"""Words in another language: given out when a second person has approved them, and as they were until then."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Collection, GroupCollectionPermission, ModelLogEntry

from hub.staff.models import User
from hub.staff.roles import ensure_roles, group_name
from media_library.behind import behind
from media_library.description import PICTURE_PREFETCH, describe_picture
from media_library.models import Asset, Passage, Picture, TextDraft
from media_library.rights.statements import statement_of
from media_library.shotlist.writing import Said
from media_library.translating.acts import Written, approve, put_forward, send_back, why_not_decide, write
from media_library.translating.texts import put_texts
from tests.media_library.making import drawing, encoded, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def lotus() -> Asset:
    asset: Asset = picture(encoded(drawing((40, 30))), title="Sen").asset
    put_texts(asset, {"vi": {"caption": "Sen nở.", "alt": "Hoa sen"}, "lo": {"caption": "ດອກບົວບານ"}})
    asset.save()
    return Asset.objects.get()


def somebody(role: str, name: str = "") -> User:
    ensure_roles()
    user = User.objects.create_user(name or role, password="mot-mat-khau-dai")
    user.groups.add(Group.objects.get(name=group_name(role)))
    return User.objects.get(pk=user.pk)


def hand_in(asset: Asset, by: User, hand_in: bool = True, **words: str) -> TextDraft:
    seen = {part: getattr(asset.text_in("vi"), part) for part in words if part in ("title", "caption", "alt")}
    draft = write(asset, "lo", Written(words, seen=seen), by=by, hand_in=hand_in)
    assert draft is not None
    return draft


def given_out(language: str = "lo") -> dict[str, Any]:
    """As partners and the portal are told, and as the files say it."""
    one = Picture.objects.prefetch_related(*PICTURE_PREFETCH).get()
    told = describe_picture(one, language)
    return {
        "caption": told["caption"],
        "alt": told["alt"],
        "inside": (statement_of(one.asset).captions or {}).get(language),
    }


def test_words_are_given_out_when_a_second_person_approves_them(lotus: Asset) -> None:
    translator, reviser = somebody("translator"), somebody("reviser")
    before = {"caption": "ດອກບົວບານ", "alt": "", "inside": "ດອກບົວບານ"}
    assert given_out() == before
    draft = hand_in(lotus, translator, caption="ດອກບົວກຳລັງບານ", alt="ດອກບົວ")
    assert given_out() == before
    approve(draft, by=reviser, seen=draft.number)
    assert given_out() == {"caption": "ດອກບົວກຳລັງບານ", "alt": "ດອກບົວ", "inside": "ດອກບົວກຳລັງບານ"}
    assert not TextDraft.objects.exists()
    told = ModelLogEntry.objects.filter(action__startswith="media_library.words").order_by("pk")
    assert [(row.action, row.user, row.data) for row in told] == [
        ("media_library.words_handed_in", translator, {"language": "lo"}),
        ("media_library.words_approved", reviser, {"language": "lo", "writers": ["translator"]}),
    ]
    assert [row.message for row in told] == ["Words in ລາວ handed in", "Words in ລາວ approved, written by translator"]


def test_what_an_approval_does_not_touch_stays(lotus: Asset) -> None:
    draft = hand_in(lotus, somebody("translator"), alt="ດອກບົວ")
    put_texts(lotus, {"lo": {"keywords": "ບົວ"}, "en": {"caption": "Lotus"}})
    lotus.save()
    approve(draft, by=somebody("reviser"), seen=draft.number)
    asset = Asset.objects.get()
    lao, english = asset.text_in("lo"), asset.text_in("en")
    assert lao is not None
    assert english is not None
    assert (lao.caption, lao.alt, lao.keywords, english.caption) == ("ດອກບົວບານ", "ດອກບົວ", "ບົວ", "Lotus")


def refused(act: Callable[[], object]) -> list[str]:
    with pytest.raises(ValidationError) as told:
        act()
    return list(told.value.messages)


def test_who_has_written_of_it_may_not_approve_it(lotus: Asset) -> None:
    first, second = somebody("reviser", "first"), somebody("reviser", "second")
    hand_in(lotus, first, caption="ດອກບົວ")
    draft = hand_in(lotus, second, alt="ດອກບົວ")
    for writer in (first, second):
        assert refused(lambda writer=writer: approve(draft, by=writer, seen=draft.number)) == [
            "You have written of it yourself: a second person has to approve it."
        ]
        assert refused(lambda writer=writer: send_back(draft, by=writer, reason="x", seen=draft.number)) == [
            "You have written of it yourself: a second person has to approve it."
        ]
    assert why_not_decide(draft, somebody("reviser", "third")) == ""


def test_a_superuser_approves_nothing_of_their_own(lotus: Asset) -> None:
    admin = User.objects.create_superuser("a", "a@example.vn", "mot-mat-khau-dai")
    draft = hand_in(lotus, admin, caption="ດອກບົວ")
    assert refused(lambda: approve(draft, by=admin, seen=draft.number)) != []


def test_a_draft_that_is_not_handed_in_is_not_approved(lotus: Asset) -> None:
    draft = hand_in(lotus, somebody("translator"), hand_in=False, caption="ດອກບົວ")
    assert refused(lambda: approve(draft, by=somebody("reviser"), seen=draft.number)) == [
        "These words are not handed in, or not any more."
    ]


def test_words_that_were_changed_since_they_were_shown_are_not_approved(lotus: Asset) -> None:
    translator, reviser = somebody("translator"), somebody("reviser")
    shown = hand_in(lotus, translator, caption="ດອກບົວ").number
    draft = hand_in(lotus, translator, caption="ດອກບົວອື່ນ")
    assert refused(lambda: approve(draft, by=reviser, seen=shown)) == [
        "Somebody has changed the words meanwhile: look at them once more."
    ]
    approve(draft, by=reviser, seen=draft.number)
    assert refused(lambda: approve(draft, by=reviser, seen=draft.number)) == [
        "These words are not handed in, or not any more."
    ]


def test_words_are_sent_back_with_a_reason(lotus: Asset) -> None:
    translator, reviser = somebody("translator"), somebody("reviser")
    draft = hand_in(lotus, translator, caption="ດອກບົວ")
    assert refused(lambda: send_back(draft, by=reviser, reason="  ", seen=draft.number)) == [
        "Say what is to be changed."
    ]
    send_back(draft, by=reviser, reason="Thiếu động từ", seen=draft.number)
    draft = TextDraft.objects.get()
    assert (draft.state, draft.reason, draft.moved_by, given_out()["caption"]) == (
        "sent_back", "Thiếu động từ", reviser, "ດອກບົວບານ",
    )  # fmt: skip
    draft = hand_in(lotus, translator, caption="ດອກບົວກຳລັງບານ")
    assert (draft.state, draft.reason) == ("handed_in", "")
    with pytest.raises(IntegrityError), transaction.atomic():
        TextDraft.objects.update(state="sent_back")


@pytest.mark.parametrize("role", ["translator", "editor", "media_librarian", "auditor"])
def test_who_may_not_approve(lotus: Asset, role: str) -> None:
    draft = hand_in(lotus, somebody("translator", "writer"), caption="ດອກບົວ")
    with pytest.raises(PermissionDenied):
        approve(draft, by=somebody(role), seen=draft.number)


@pytest.mark.parametrize("role", ["reporter", "auditor"])
def test_who_may_not_write(lotus: Asset, role: str) -> None:
    with pytest.raises(PermissionDenied):
        hand_in(lotus, somebody(role), caption="ດອກບົວ")


def test_nobody_writes_or_approves_of_what_they_do_not_see(lotus: Asset) -> None:
    translator, reviser = somebody("translator"), somebody("reviser")
    draft = hand_in(lotus, translator, caption="ດອກບົວ")
    GroupCollectionPermission.objects.all().delete()
    Collection.get_first_root_node()
    with pytest.raises(PermissionDenied):
        hand_in(lotus, User.objects.get(pk=translator.pk), caption="x")
    with pytest.raises(PermissionDenied):
        approve(draft, by=User.objects.get(pk=reviser.pk), seen=draft.number)


def test_words_that_are_approved_already_are_no_draft(lotus: Asset) -> None:
    translator = somebody("translator")
    same = Written({"caption": "ດອກບົວບານ"}, seen={"caption": "Sen nở."})
    assert refused(lambda: write(lotus, "lo", same, by=translator, hand_in=True)) == [
        "There is nothing to hand in: these words are approved already."
    ]
    hand_in(lotus, translator, hand_in=False, caption="ດອກບົວ")
    assert write(lotus, "lo", same, by=translator, hand_in=False) is None
    assert not TextDraft.objects.exists()


def test_that_words_are_still_right_is_approved_too(lotus: Asset) -> None:
    put_texts(lotus, {"vi": {"caption": "Sen nở rộ."}})
    lotus.save()
    lotus = Asset.objects.get()
    draft = hand_in(lotus, somebody("translator"), caption="ດອກບົວບານ")
    assert (draft.words, behind(lotus.text_in("lo"), lotus.text_in("vi"))) == ({}, {"caption": "Sen nở."})
    approve(draft, by=somebody("reviser"), seen=draft.number)
    lotus = Asset.objects.get()
    assert behind(lotus.text_in("lo"), lotus.text_in("vi")) == {}


def test_what_was_translated_from_an_older_original_is_behind_once_approved(lotus: Asset) -> None:
    draft = hand_in(lotus, somebody("translator"), caption="ດອກບົວ")
    put_texts(lotus, {"vi": {"caption": "Sen tàn."}})
    lotus.save()
    approve(draft, by=somebody("reviser"), seen=draft.number)
    asset = Asset.objects.get()
    assert behind(asset.text_in("lo"), asset.text_in("vi")) == {"caption": "Sen nở."}


def test_shots_wait_as_well_and_one_that_is_gone_is_forgotten(lotus: Asset) -> None:
    translator, reviser = somebody("translator"), somebody("reviser")
    kept, gone = (Passage.objects.create(asset=lotus, starts=at, ends=at + 1) for at in (0, 5))
    said = {kept.pk: Said("ທ່າເຮືອ"), gone.pk: Said("ທະເລ")}
    draft = write(lotus, "lo", Written({}, said), by=translator, hand_in=True)
    assert draft is not None
    assert kept.words_in("lo") == ""
    gone.delete()
    approve(draft, by=reviser, seen=draft.number)
    assert [row.words_in("lo") for row in Passage.objects.all()] == ["ທ່າເຮືອ"]


def test_words_of_an_assets_own_form_wait_with_those_of_the_translator(lotus: Asset) -> None:
    translator, librarian = somebody("translator"), somebody("media_librarian")
    hand_in(lotus, translator, hand_in=False, caption="ດອກບົວ")
    assert put_forward(lotus, {"lo": {"alt": "ບົວ"}, "en": {}}, by=librarian) == ["lo"]
    draft = TextDraft.objects.get()
    assert (draft.words, draft.seen, draft.state, set(draft.writers.all())) == (
        {"caption": "ດອກບົວ", "alt": "ບົວ"}, {"caption": "Sen nở.", "alt": "Hoa sen"}, "handed_in", {translator, librarian},
    )  # fmt: skip
    assert draft.moved_at <= timezone.now()
