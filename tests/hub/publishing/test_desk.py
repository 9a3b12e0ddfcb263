"""The desk's acts in the admin: who sees and may do what, and that nothing typed is lost."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import GroupPagePermission, Page, PageLogEntry

from hub.content.models import Article
from hub.publishing import desk_menus
from hub.publishing.models import Act, PublishingEvent
from hub.staff.models import User
from tests import newsroom
from tests.hub.content.desk_room import SUMMARY, agency, speaking_english
from tests.hub.content.test_page_editor import form_of

pytestmark = pytest.mark.django_db

NEVER = "Nothing has been changed since the last release: change the text first, then correct."


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(speaking_english(newsroom.desk_head()))
    return client


@pytest.fixture
def page() -> Article:
    """Live, and whole."""
    page = newsroom.article(agency=agency(), byline="Hà An")
    newsroom.publish(page)
    return newsroom.fresh(page)


def colleague(*permissions: str, pages: tuple[str, ...] = ("add_page", "change_page", "publish_page")) -> User:
    user = User.objects.create_user("colleague")
    group = Group.objects.create(name="colleagues")
    user.groups.add(group)
    for name in ("wagtailadmin.access_admin", *permissions):
        app, codename = name.split(".")
        group.permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    for codename in pages:
        GroupPagePermission.objects.create(
            group=group, page=Page.get_first_root_node(),
            permission=Permission.objects.get(content_type__app_label="wagtailcore", codename=codename),
        )  # fmt: skip
    return user


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def errors(response: Any) -> list[str]:
    with translation.override("en"):  # the request has left its own language behind
        return [str(text) for field in response.context["form"].errors.values() for text in field]


def acts() -> list[tuple[str, str]]:
    return list(PublishingEvent.objects.order_by("pk").values_list("act", "note"))


# --- correct ---------------------------------------------------------------------------------------------------------


def test_correction_button_saves_the_draft_and_asks_for_the_note(desk: Client, page: Article) -> None:
    url = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    response = desk.post(url, form_of(page, title="Làng Sen vào mùa", **{desk_menus.CORRECT: "x"}))
    assert (response.status_code, response.url) == (302, reverse("hub_desk:correct", args=(page.pk,)))
    shown = desk.get(response.url)
    compared = [(difference.field.name, difference.htmldiff()) for difference in shown.context["comparison"]]
    assert [name for name, _diff in compared] == ["title", "body"]
    assert compared[0][1].count("deletion") == compared[0][1].count("addition") == 1
    assert newsroom.fresh(page).title == "Làng Sen mùa sen nở"


def test_correction_is_published_with_its_note(desk: Client, page: Article) -> None:
    newsroom.edit(page, summary=SUMMARY)
    response = desk.post(reverse("hub_desk:correct", args=(page.pk,)), {"note": "Mùa sen bắt đầu từ tháng năm."})
    assert (response.status_code, response.url) == (302, reverse("wagtailadmin_pages:edit", args=(page.pk,)))
    assert newsroom.fresh(page).summary == SUMMARY
    assert acts()[-1] == (Act.CORRECTED, "Mùa sen bắt đầu từ tháng năm.")
    entry = PageLogEntry.objects.filter(action="hub.correct").get()
    with translation.override("en"):
        assert entry.formatter.format_message(entry) == "Correction published: Mùa sen bắt đầu từ tháng năm."


@pytest.mark.parametrize("note", ["", "   "])
def test_correction_without_a_note_is_refused(desk: Client, page: Article, note: str) -> None:
    newsroom.edit(page, summary=SUMMARY)
    response = desk.post(reverse("hub_desk:correct", args=(page.pk,)), {"note": note})
    assert errors(response) == ["Say what was wrong and what is right now: readers and partners see this note."]
    assert newsroom.fresh(page).summary != SUMMARY


def test_correction_note_that_is_too_long_is_refused_and_kept(desk: Client, page: Article) -> None:
    newsroom.edit(page, summary=SUMMARY)
    response = desk.post(reverse("hub_desk:correct", args=(page.pk,)), {"note": "a" * 1001})
    assert len(errors(response)) == 1
    assert response.context["form"]["note"].value() == "a" * 1001


def test_correction_of_what_is_not_changed_is_refused(desk: Client, page: Article) -> None:
    newsroom.edit(page)  # saved again, as the editor's button does
    response = desk.post(reverse("hub_desk:correct", args=(page.pk,)), {"note": "Không có gì"})
    assert errors(response) == [NEVER]
    assert acts() == [(Act.PUBLISHED, "")]


def test_correction_that_is_not_ready_is_refused_and_the_note_kept(desk: Client, page: Article) -> None:
    newsroom.edit(page, agency=None)
    response = desk.post(reverse("hub_desk:correct", args=(page.pk,)), {"note": "Sửa cơ quan"})
    assert errors(response) == ["The agency that answers for it is missing."]
    assert response.context["form"]["note"].value() == "Sửa cơ quan"


def test_correction_of_a_draft_for_later_is_refused(desk: Client, page: Article) -> None:
    newsroom.edit(page, summary=SUMMARY, go_live_at=timezone.now() + timezone.timedelta(days=1))
    response = desk.post(reverse("hub_desk:correct", args=(page.pk,)), {"note": "Sửa"})
    assert errors(response) == ["The draft is to be published later: take that time out, or use “Publish”."]


# --- cosmetic --------------------------------------------------------------------------------------------------------


def test_cosmetic_change_is_published_at_once(desk: Client, page: Article) -> None:
    url = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    response = desk.post(url, form_of(page, title="Làng Sen, mùa sen nở", **{desk_menus.COSMETIC: "x"}))
    assert (response.status_code, response.url) == (302, url)
    assert newsroom.fresh(page).title == "Làng Sen, mùa sen nở"
    assert PublishingEvent.objects.latest("pk").cosmetic is True


def test_cosmetic_change_that_is_not_ready_stays_a_draft(desk: Client, page: Article) -> None:
    url = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    response = desk.post(url, form_of(page, title="Mới", summary="", **{desk_menus.COSMETIC: "x"}))
    assert "The summary is missing: lists, feeds and partners show it." in said(response)
    assert (newsroom.fresh(page).title, newsroom.fresh(page).get_latest_revision_as_object().title) == (
        "Làng Sen mùa sen nở",
        "Mới",
    )


def test_cosmetic_change_needs_the_right_to_publish(client: Client, page: Article) -> None:
    client.force_login(colleague(pages=("add_page", "change_page")))
    url = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    assert client.post(url, form_of(page, title="Mới", **{desk_menus.COSMETIC: "x"})).status_code == 302
    assert (newsroom.fresh(page).title, acts()) == ("Làng Sen mùa sen nở", [(Act.PUBLISHED, "")])


# --- withdraw --------------------------------------------------------------------------------------------------------


def test_withdrawal_takes_the_translations_along_and_says_so(desk: Client, page: Article) -> None:
    english = newsroom.translate(page, "en")
    url = reverse("hub_desk:withdraw", args=(page.pk,))
    assert desk.get(url).context["going_along"] == [("English", english.title)]
    desk.post(url, {"reason": "Sai nguồn", "replacement": ""})
    assert [newsroom.fresh(each).live for each in (page, english)] == [False, False]
    assert acts()[-2:] == [(Act.WITHDRAWN, "Sai nguồn"), (Act.WITHDRAWN, "Sai nguồn")]


def test_withdrawal_names_what_to_read_instead(desk: Client, page: Article) -> None:
    other = newsroom.article(title="Bài khác")
    newsroom.publish(other)
    desk.post(reverse("hub_desk:withdraw", args=(page.pk,)), {"reason": "Sai", "replacement": other.pk})
    assert PublishingEvent.objects.latest("pk").replacement == f"{other.translation_key}.vi"


@pytest.mark.parametrize(
    ("which", "message"),
    [
        ("itself", "This is the page that is being withdrawn. Choose another one."),
        ("draft", "“Bài nháp” is not published."),
        ("foreign", "Choose a page in the same language."),
    ],
)
def test_withdrawal_refuses_a_replacement_nobody_could_read(
    desk: Client, page: Article, which: str, message: str
) -> None:
    draft, other = newsroom.article(title="Bài nháp"), newsroom.article(title="Bài khác")
    newsroom.publish(other)
    chosen = {"itself": page, "draft": draft, "foreign": newsroom.translate(other, "en")}[which]
    response = desk.post(reverse("hub_desk:withdraw", args=(page.pk,)), {"reason": "Sai", "replacement": chosen.pk})
    assert errors(response) == [message]
    assert (response.context["form"]["reason"].value(), newsroom.fresh(page).live) == ("Sai", True)


def test_withdrawal_without_a_reason_is_refused(desk: Client, page: Article) -> None:
    response = desk.post(reverse("hub_desk:withdraw", args=(page.pk,)), {"reason": " "})
    assert (errors(response), newsroom.fresh(page).live) == (
        ["Give the reason: partners see it with the withdrawal."],
        True,
    )


@pytest.mark.parametrize("act", ["correct", "withdraw"])
def test_what_is_not_published_is_not_corrected_or_withdrawn(desk: Client, act: str) -> None:
    draft = newsroom.article(agency=agency())
    Article.objects.filter(pk=draft.pk).update(live=False)
    if act == "correct":
        response = desk.get(reverse("hub_desk:correct", args=(draft.pk,)))
    else:
        response = desk.get(reverse("hub_desk:withdraw", args=(draft.pk,)))
    assert (response.status_code, said(response)) == (302, ["“Làng Sen mùa sen nở” is not published."])


# --- delete ----------------------------------------------------------------------------------------------------------


def test_deletion_for_good_keeps_its_reason(desk: Client, page: Article) -> None:
    response = desk.post(reverse("hub_desk:delete", args=(page.pk,)), {"reason": "Theo yêu cầu"})
    assert response.url == reverse("wagtailadmin_explore", args=(page.get_parent().pk,))
    assert (Article.objects.count(), acts()[-1]) == (0, (Act.DELETED, "Theo yêu cầu"))


def test_deletion_without_a_reason_is_refused(desk: Client, page: Article) -> None:
    response = desk.post(reverse("hub_desk:delete", args=(page.pk,)), {"reason": ""})
    assert (errors(response), Article.objects.count()) == (["Give the reason: it stays in the audit log."], 1)


# --- Wagtail's own ways ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("wagtails", "ours"), [("unpublish", "withdraw"), ("delete", "delete")])
def test_wagtails_own_ways_lead_to_ours(desk: Client, page: Article, method: str, wagtails: str, ours: str) -> None:
    response = getattr(desk, method)(reverse(f"wagtailadmin_pages:{wagtails}", args=(page.pk,)))
    assert (response.status_code, response.url) == (302, reverse(f"hub_desk:{ours}", args=(page.pk,)))
    assert newsroom.fresh(page).live is True


def test_column_is_unpublished_as_ever(desk: Client, page: Article) -> None:
    url = reverse("wagtailadmin_pages:unpublish", args=(page.get_parent().pk,))
    assert desk.get(url).templates[0].name == "wagtailadmin/pages/confirm_unpublish.html"


@pytest.mark.parametrize(("wagtails", "data"), [("unpublish", {"include_descendants": "on"}), ("delete", {})])
def test_column_does_not_take_released_pages_along(
    desk: Client, page: Article, wagtails: str, data: dict[str, str]
) -> None:
    response = desk.post(reverse(f"wagtailadmin_pages:{wagtails}", args=(page.get_parent().pk,)), data)
    assert said(response) == [
        "Partners have these pages: “Làng Sen mùa sen nở”. Withdraw or delete each of them by itself, with its reason."
    ]
    assert newsroom.fresh(page).live is True


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_bulk_actions_do_not_slip_past(desk: Client, page: Article, action: str) -> None:
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", action)) + f"?id={page.pk}"
    assert said(desk.post(url)) == [
        "Partners have these pages: “Làng Sen mùa sen nở”. Withdraw or delete each of them by itself, with its reason."
    ]
    assert newsroom.fresh(page).live is True


def test_draft_is_deleted_as_ever(desk: Client) -> None:
    draft = newsroom.article()
    Article.objects.filter(pk=draft.pk).update(live=False)
    desk.post(reverse("wagtailadmin_pages:delete", args=(draft.pk,)))
    assert Article.objects.count() == 0


# --- who may what ----------------------------------------------------------------------------------------------------

PUBLISH = ("add_page", "change_page", "publish_page")
WRITE = ("add_page", "change_page")
MATRIX = [
    ((), WRITE, set()),
    ((), PUBLISH, {"action-hub-cosmetic"}),
    (("publishing.correct_edition",), PUBLISH, {"action-hub-cosmetic", "action-hub-correct"}),
    (("publishing.withdraw_edition",), PUBLISH, {"action-hub-cosmetic", "action-hub-withdraw"}),
    (("publishing.delete_edition_for_good",), PUBLISH, {"action-hub-cosmetic", "action-hub-delete"}),
    (("publishing.correct_edition", "publishing.withdraw_edition"), WRITE, set()),
]


@pytest.mark.parametrize(("permissions", "pages", "allowed"), MATRIX)
def test_each_act_needs_its_own_permission(
    client: Client, page: Article, permissions: tuple[str, ...], pages: tuple[str, ...], allowed: set[str]
) -> None:
    client.force_login(colleague(*permissions, pages=pages))
    menu = client.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).context["action_menu"]
    shown = {item.name for item in (menu.default_item, *menu.menu_items)}
    assert {name for name in shown if "hub" in name} == allowed
    assert "action-unpublish" not in shown
    for act in ("correct", "withdraw", "delete"):
        response = client.get(reverse(f"hub_desk:{act}", args=(page.pk,)))
        if f"action-hub-{act}" in allowed:
            assert response.status_code == 200
        else:  # Wagtail's admin answers a refusal by leading back to its home
            assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))
            refused = client.post(reverse(f"hub_desk:{act}", args=(page.pk,)), {"note": "x", "reason": "x"})
            assert (refused.status_code, refused.url) == (302, reverse("wagtailadmin_home"))
            assert newsroom.fresh(page).live is True


@pytest.mark.parametrize("act", ["correct", "withdraw", "delete"])
def test_desk_is_closed_to_strangers(client: Client, page: Article, act: str) -> None:
    response = client.get(reverse(f"hub_desk:{act}", args=(page.pk,)))
    assert response.url == f"{reverse('wagtailadmin_login')}?next={reverse(f'hub_desk:{act}', args=(page.pk,))}"


@pytest.mark.parametrize("act", ["correct", "withdraw", "delete"])
def test_desk_knows_released_pages_only(desk: Client, page: Article, act: str) -> None:
    for pk in (page.get_parent().pk, 99999):
        assert desk.get(reverse(f"hub_desk:{act}", args=(pk,)), follow=True).status_code == 404


def test_menu_of_a_draft_offers_no_acts(desk: Client) -> None:
    draft = newsroom.article(agency=agency())
    Article.objects.filter(pk=draft.pk).update(live=False)
    menu = desk.get(reverse("wagtailadmin_pages:edit", args=(draft.pk,))).context["action_menu"]
    assert {item.name for item in (menu.default_item, *menu.menu_items) if "hub" in item.name} == set()
