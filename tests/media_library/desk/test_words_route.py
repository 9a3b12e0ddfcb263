"""A translator's and a reviewer's way in the admin: first page, list, form, approval."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail.users.models import UserProfile

from hub.staff.models import User
from hub.staff.roles import ROLES, ensure_roles, group_name
from locales.set_up import ensure_locales
from locales.terms.occurring import Occurring, Saying
from media_library.desk.words_waiting import WordsToApprove, WordsToTranslate, WordsUnderWay
from media_library.models import Asset, Passage, PassageText, TextDraft
from media_library.translating.languages import languages_of
from media_library.translating.texts import put_texts
from media_library.translating.waiting import numbers, outdated, wanting
from tests.locales.terms.making import concept, term
from tests.media_library.making import drawing, encoded, picture

pytestmark = pytest.mark.django_db
FORM = {"caption": "ດອກບົວ", "seen-caption": "Sen nở.", "act": "hand-in"}


def lotus(title: str = "Sen", width: int = 40) -> Asset:
    asset: Asset = picture(encoded(drawing((width, 30))), title=title, name=f"{width}.jpg").asset
    put_texts(asset, {"vi": {"caption": "Sen nở."}})
    asset.save()
    return Asset.objects.get(pk=asset.pk)


def somebody(role: str, name: str = "") -> tuple[User, Client]:
    ensure_roles()
    user = User.objects.create_user(name or role, password="mot-mat-khau-dai")
    user.groups.add(Group.objects.get(name=group_name(role)))
    UserProfile.objects.create(user=user, preferred_language="en")
    client = Client()
    client.force_login(user)
    return User.objects.get(pk=user.pk), client


def form_of(asset: Asset, language: str = "lo") -> str:
    return reverse("media_library:words", args=[asset.pk, language])


def decision(asset: Asset, language: str = "lo") -> str:
    return reverse("media_library:words_decide", args=[asset.pk, language])


def panel(kind: Any, user: User) -> Any:
    request = RequestFactory().get(reverse("wagtailadmin_home"))
    request.user = user
    return kind(request)


def rows(kind: Any, user: User) -> list[tuple[str, str, str, bool]]:
    with override("en"):  # a request leaves its language behind
        shown = panel(kind, user).get_context_data()["rows"]
    return [(row.title, row.about, row.flag, row.urgent) for row in shown]


def test_from_the_first_page_to_approval_and_back_once() -> None:
    asset = lotus()
    (translator, lao), (reviser, second) = somebody("translator"), somebody("reviser")
    assert ("ລາວ", "1 asset wants words", "", False) in rows(WordsToTranslate, translator)
    assert lao.post(form_of(asset), FORM).status_code == 302
    assert "ລາວ" not in [row[0] for row in rows(WordsToTranslate, translator)]
    assert rows(WordsUnderWay, translator) == [("Sen", "ລາວ", "waits for approval", False)]
    assert rows(WordsToApprove, reviser) == [("Sen", "ລາວ · translator", "", False)]

    shown = second.get(decision(asset))
    assert [row["now"] for row in shown.context["rows"]] == ["ດອກບົວ"]
    number = shown.context["draft"].number
    second.post(decision(asset), {"act": "send-back", "reason": "Thiếu động từ", "seen": number})
    assert rows(WordsUnderWay, translator) == [("Sen", "ລາວ · Thiếu động từ", "sent back", True)]
    assert rows(WordsToApprove, reviser) == []
    assert ("ລາວ", "1 asset wants words", "", False) in rows(WordsToTranslate, translator)
    page = lao.get(form_of(asset)).content.decode()
    assert "Thiếu động từ" in page
    assert ">\r\nດອກບົວ</textarea>" in page or ">\nດອກບົວ</textarea>" in page

    lao.post(form_of(asset), FORM | {"caption": "ດອກບົວບານ"})
    second.post(decision(asset), {"act": "approve", "seen": TextDraft.objects.get().number})
    text = Asset.objects.get().text_in("lo")
    assert text is not None
    assert text.caption == "ດອກບົວບານ"
    assert (rows(WordsUnderWay, translator), rows(WordsToApprove, reviser)) == ([], [])


def test_a_changed_original_is_told_first_and_listed_alone() -> None:
    asset, _other = lotus(), lotus("Khác", 50)
    put_texts(asset, {"lo": {"caption": "ດອກບົວ"}, "en": {"caption": "Lotus"}, "fr": {"caption": "Lotus"}})
    asset.save()
    asset = Asset.objects.get(pk=asset.pk)
    put_texts(asset, {"vi": {"caption": "Sen tàn."}, "en": {"caption": "Faded"}, "fr": {"caption": "Fané"}})
    asset.save()
    translator, client = somebody("translator")
    assert rows(WordsToTranslate, translator)[:2] == [
        ("ລາວ", "2 assets want words", "of 1 the original has changed", True),
        ("English", "1 asset wants words", "", False),
    ]
    listed = client.get(reverse("media_library:wanting"), {"lang": "lo", "only": "changed"}).context["rows"]
    assert [(row["asset"], row["behind"]) for row in listed] == [(asset, ["caption"])]


def test_a_saved_draft_waits_for_nobody() -> None:
    asset = lotus()
    (translator, lao), (reviser, _second) = somebody("translator"), somebody("reviser")
    lao.post(form_of(asset), FORM | {"act": "save"})
    assert rows(WordsUnderWay, translator) == [("Sen", "ລາວ", "draft", False)]
    assert rows(WordsToApprove, reviser) == []
    listed = lao.get(reverse("media_library:wanting"), {"lang": "lo"}).context["rows"]
    assert [row["draft"].state for row in listed] == ["draft"]


def test_nothing_to_hand_in_is_said_on_the_form() -> None:
    asset = lotus()
    answer = somebody("translator")[1].post(form_of(asset), FORM | {"caption": ""})
    assert answer.context["form"].non_field_errors() == [
        "There is nothing to hand in: these words are approved already."
    ]


def test_who_wrote_it_is_told_that_somebody_else_has_to_approve_it() -> None:
    asset = lotus()
    reviser, client = somebody("reviser")
    client.post(form_of(asset), FORM)
    assert rows(WordsToApprove, reviser) == []
    assert [
        row["draft"].written_by_them for row in client.get(reverse("media_library:words_handed_in")).context["rows"]
    ] == [True]
    shown = client.get(decision(asset))
    assert shown.context["refusal"] == "You have written of it yourself: a second person has to approve it."
    client.post(decision(asset), {"act": "approve", "seen": TextDraft.objects.get().number})
    assert Asset.objects.get().text_in("lo") is None


def test_words_that_are_decided_already_are_said_to_be() -> None:
    asset = lotus()
    client = somebody("reviser")[1]
    answer = client.get(decision(asset), follow=True)
    assert [str(said).strip() for said in answer.context["messages"]] == [
        "These words are not handed in, or not any more."
    ]


def lao_pages_only(user: User) -> User:
    """As translators of one language are given it."""
    ensure_locales()
    root = Page.get_first_root_node()
    home = root.add_child(instance=Page(title="ໜ້າຫຼັກ", slug="lo", locale=Locale.objects.get(language_code="lo")))
    GroupPagePermission.objects.filter(page=root).update(page=home)
    return User.objects.get(pk=user.pk)


def test_a_translator_of_one_language_has_that_language_alone() -> None:
    asset = lotus()
    translator, client = somebody("translator")
    translator = lao_pages_only(translator)
    assert languages_of(translator) == [("lo", "ລາວ")]
    assert rows(WordsToTranslate, translator) == [("ລາວ", "1 asset wants words", "", False)]
    assert client.get(reverse("media_library:wanting")).context["language"] == "lo"
    assert client.get(form_of(asset)).status_code == 200
    for other in (form_of(asset, "en"), f"{reverse('media_library:wanting')}?lang=en"):
        assert client.get(other, follow=True).redirect_chain == [(reverse("wagtailadmin_home"), 302)]


def test_a_reviser_goes_from_one_to_the_next_in_its_language() -> None:
    first, second, third, english = (lotus(title, 40 + place) for place, title in enumerate("ABCD"))
    lao, (_reviser, client) = somebody("translator")[1], somebody("reviser")
    for asset in (first, second, third):
        lao.post(form_of(asset), FORM)
    lao.post(form_of(english, "en"), FORM)
    own = lotus("E", 50)
    client.post(form_of(own), FORM)

    def decide(asset: Asset, act: str) -> str:
        shown = client.get(decision(asset)).context["draft"]
        answer = client.post(decision(asset), {"act": act, "reason": "Sai", "seen": shown.number})
        return str(answer["Location"])

    assert client.get(decision(first)).context["following"].asset == second
    assert decide(second, "approve-next") == decision(third)
    assert decide(third, "send-back-next") == decision(first)
    assert client.get(decision(first)).context["following"] is None
    assert decide(first, "approve-next") == reverse("media_library:words_handed_in")
    states = TextDraft.objects.order_by("asset__title").values_list("asset__title", "state")
    assert list(states) == [("C", "sent_back"), ("D", "handed_in"), ("E", "handed_in")]


def test_several_are_approved_from_the_list_as_they_were_shown() -> None:
    good, changed, english, own = (lotus(title, 40 + place) for place, title in enumerate("ABCD"))
    lao, (_reviser, client) = somebody("translator")[1], somebody("reviser")
    for asset in (good, changed):
        lao.post(form_of(asset), FORM)
    lao.post(form_of(english, "en"), FORM)
    client.post(form_of(own), FORM)
    address = reverse("media_library:words_handed_in")
    shown = client.get(address).context["rows"]
    assert [(row["draft"].asset, row["language"], row["alone"]) for row in shown] == [
        (good, "ລາວ", False), (changed, "ລາວ", False), (english, "English", False), (own, "ລາວ", True),
    ]  # fmt: skip
    assert shown[0]["rows"] == [{"label": "Caption", "source": "Sen nở.", "then": "", "before": "", "now": "ດອກບົວ"}]
    assert [row["draft"].asset for row in client.get(address, {"lang": "en"}).context["rows"]] == [english]
    chosen = [f"{row['draft'].pk}:{row['draft'].number}" for row in shown]
    lao.post(form_of(changed), FORM | {"caption": "ດອກບົວບານ"})
    answer = client.post(f"{address}?lang=lo", {"draft": [*chosen, "999:1", "x"]}, follow=True)
    assert answer.redirect_chain == [(f"{address}?lang=lo", 302)]
    assert [str(one).strip() for one in answer.context["messages"]] == [
        "“B”: Somebody has changed the words meanwhile: look at them once more.",
        "“D”: You have written of it yourself: a second person has to approve it.",
        "These words are not handed in, or not any more.",
        "These words are not handed in, or not any more.",
        "Words of 2 assets are approved and given out.",
    ]
    assert list(TextDraft.objects.order_by("asset__title").values_list("asset__title", flat=True)) == ["B", "D"]
    assert lao.post(address, {"draft": chosen}).status_code == 302
    assert TextDraft.objects.count() == 2


@pytest.mark.parametrize("role", [role.code for role in ROLES])
def test_who_may_approve_words(role: str) -> None:
    asset = lotus()
    somebody("translator", "writer")[1].post(form_of(asset), FORM)
    user, client = somebody(role)
    allowed = role in ("desk_head", "reviser")
    for page in (reverse("media_library:words_handed_in"), decision(asset)):
        assert client.get(page).status_code == (200 if allowed else 302)
    client.post(decision(asset), {"act": "approve", "seen": TextDraft.objects.get().number})
    assert (Asset.objects.get().text_in("lo") is not None) is allowed
    assert panel(WordsToApprove, user).is_for() is allowed
    assert panel(WordsToTranslate, user).is_for() is (role in ("editor", "desk_head", "translator", "reviser"))


@pytest.mark.parametrize("number", [1, 3])
def test_lists_and_panels_cost_the_same_however_much_waits(
    number: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    (translator, lao), (reviser, second) = somebody("translator"), somebody("reviser")
    assets = [lotus(f"Sen {n}", 40 + n) for n in range(number)]
    for asset in assets:
        lao.post(form_of(asset), FORM)
        lao.post(form_of(asset, "en"), FORM | {"act": "save"})
    for kind, user, cost in ((WordsUnderWay, translator, UNDER_WAY), (WordsToApprove, reviser, TO_APPROVE)):
        shown = panel(kind, User.objects.get(pk=user.pk))
        with django_assert_num_queries(cost):
            assert len(shown.get_context_data()["rows"]) == (number if kind is WordsToApprove else min(6, 2 * number))
    for client, page, cost in (
        (second, reverse("media_library:words_handed_in"), HANDED_IN),
        (lao, f"{reverse('media_library:wanting')}?lang=en", WANTING),
    ):
        client.get(page)
        with django_assert_num_queries(cost):
            assert len(client.get(page).context["rows"]) == number


UNDER_WAY, TO_APPROVE, HANDED_IN, WANTING = 6, 8, 18, 17


def test_who_hands_in_goes_on_to_the_next_and_after_the_last_to_the_list() -> None:
    first, second = lotus("Một"), lotus("Hai", 50)
    client = somebody("translator")[1]
    on = FORM | {"act": "next"}
    assert client.post(form_of(second), on).headers["Location"] == form_of(first)
    assert client.post(form_of(first), on).headers["Location"] == f"{reverse('media_library:wanting')}?lang=lo"


def test_the_cursor_stands_where_something_is_missing() -> None:
    fields = somebody("translator")[1].get(form_of(lotus())).context["form"].fields
    assert [name for name, field in fields.items() if field.widget.attrs.get("autofocus")] == ["caption"]


def test_numbers_of_the_panel_are_those_of_the_lists_in_one_query(
    django_assert_num_queries: Callable[..., Any],
) -> None:
    missing, behind, waiting, shots = (lotus(f"Sen {n}", 40 + n) for n in range(4))
    for asset in (behind, waiting, shots):
        put_texts(asset, {"lo": {"caption": "ດອກບົວ"}})
        asset.save()
    behind = Asset.objects.get(pk=behind.pk)
    put_texts(behind, {"vi": {"caption": "Sen tàn."}, "en": {"caption": "Faded"}})
    behind.save()
    somebody("translator")[1].post(form_of(waiting, "en"), FORM)
    passage = Passage.objects.create(asset=shots, starts=0, ends=1)
    PassageText.objects.create(passage=passage, language="vi", words="Cảng")
    with django_assert_num_queries(1):
        found = numbers(Asset.objects.all(), ["lo", "en", "fr"])
    assert found == {"lo": (3, 1), "en": (2, 0), "fr": (4, 0)}
    assert found == {tag: (wanting(tag).count(), outdated(tag).count()) for tag in found}
    assert missing in wanting("lo")


def test_terms_and_names_of_the_original_stand_beside_it() -> None:
    asset = lotus()
    concept("sen", term("vi", "Sen nở"), term("lo", "ດອກບົວບານ", status="proposed"))
    told = [Occurring("Sen nở", "state and Party", critical=False, sayings=(Saying("ດອກບົວບານ", settled=False),))]
    lao, second = somebody("translator")[1], somebody("reviser")[1]
    shown = lao.get(form_of(asset))
    assert shown.context["terms"] == told
    assert "Sen nở" in shown.content.decode()
    lao.post(form_of(asset), FORM)
    assert second.get(decision(asset)).context["terms"] == told
