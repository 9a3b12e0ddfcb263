"""A home, a column and an article in Vietnamese, live; and a desk: the real admin views, driven as an editor would."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from django.utils import translation as active_language
from wagtail.models import Locale, Page, Site
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from hub.content.models import Article, Column, HomePage
from hub.registry.models import Agency, Plan, PlanTask
from hub.registry.models.agencies import AgencyKind
from locales.set_up import ensure_locales

TARGETS = ["lo", "zh-hans"]
PARAGRAPH = "<p>Làng Sen thuộc xã Kim Liên.</p><p>Làng mở cửa <b>hằng ngày</b>.</p>"


@pytest.fixture(autouse=True)
def _reader_of_english() -> Any:
    with active_language.override("en"):
        yield


@pytest.fixture
def languages(db: None) -> list[Locale]:
    return ensure_locales()


@pytest.fixture
def home(languages: list[Locale]) -> HomePage:
    root = Page.get_first_root_node()
    Site.objects.all().delete()
    for page in root.get_children():
        page.specific.delete()
    root = Page.get_first_root_node()
    page = root.add_child(instance=HomePage(title="Trang chủ", slug="home", locale=languages[0]))
    page.save_revision().publish()
    Site.objects.create(hostname="localhost", root_page=page, is_default_site=True)
    return page


@pytest.fixture
def column(home: HomePage) -> Column:
    page = home.add_child(instance=Column(title="Di sản", slug="di-san", locale=home.locale))
    page.save_revision().publish()
    return page


@pytest.fixture
def article(column: Column) -> Article:
    plan = Plan.objects.create(number="1/KH-UBND", issued=date(2026, 1, 2), title_vi="Kế hoạch")
    page = column.add_child(
        instance=Article(
            title="Làng Sen đón khách",
            slug="lang-sen",
            locale=column.locale,
            summary="Mùa sen nở.",
            agency=Agency.objects.create(code="bao", kind=AgencyKind.values[0]),
            tasks=[PlanTask.objects.create(plan=plan, code="3.1", title_vi="Chuyên mục")],
            body=[("heading", "Đường đến"), ("paragraph", PARAGRAPH)],
        )
    )
    page.save_revision().publish()
    return Article.objects.get(pk=page.pk)


class DeskClient(Client):
    """A request speaks its user's language; the test goes on in its own."""

    def request(self, **request: Any) -> Any:
        with active_language.override(active_language.get_language()):
            return super().request(**request)


class Desk:
    """What editors and translators do in the admin, by the addresses and forms they use."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def submit(self, page: Page, *codes: str) -> list[str]:
        response = self.client.post(
            reverse("wagtail_localize:submit_page_translation", args=[page.pk]),
            {"locales": [Locale.objects.get(language_code=code).pk for code in codes]},
        )
        assert response.status_code == 302, response.content.decode()
        return self.said(response)

    def said(self, response: Any) -> list[str]:
        told = [str(message) for message in get_messages(response.wsgi_request)]
        self.client.cookies.pop("messages", None)
        session = self.client.session
        session.pop("_messages", None)
        session.save()
        return told

    def translation(self, page: Page, code: str) -> Translation:
        return Translation.objects.get(source__object_id=page.translation_key, target_locale__language_code=code)

    def target(self, page: Page, code: str) -> Any:
        return page.specific_class.objects.get(translation_key=page.translation_key, locale__language_code=code)

    def segment(self, page: Page, path: str, order: int = 0) -> StringSegment:
        source = TranslationSource.objects.get(object_id=page.translation_key)
        return list(source.stringsegment_set.filter(context__path__startswith=path).order_by("order"))[order]

    def say(self, page: Page, code: str, segment: StringSegment, text: str) -> Any:
        return self.client.put(
            reverse("wagtail_localize:edit_string_translation", args=[self.translation(page, code).pk, segment.pk]),
            data=encode_multipart(BOUNDARY, {"value": text}),
            content_type=MULTIPART_CONTENT,
        )

    def translate_all(self, page: Page, code: str) -> None:
        """Every passage that is still missing, as `[lo] …`."""
        translation = self.translation(page, code)
        for segment in translation.source.stringsegment_set.select_related("string"):
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=translation.target_locale,
                context=segment.context,
                defaults={"data": f"[{code}] {segment.string.data}", "has_error": False, "field_error": ""},
            )

    def publish(self, page: Page, code: str) -> list[str]:
        """The "Publish" button of localize's editor."""
        response = self.client.post(
            reverse("wagtailadmin_pages:edit", args=[self.target(page, code).pk]), {"action": "publish"}
        )
        assert response.status_code == 302
        return self.said(response)

    def release(self, page: Page, code: str) -> Any:
        """Submitted, translated and published: the page in that language."""
        self.submit(page, code)
        self.translate_all(page, code)
        self.publish(page, code)
        target = self.target(page, code)
        assert target.live
        return target

    def edit_source(self, page: Page, **changes: Any) -> None:
        fresh = page.specific_class.objects.get(pk=page.pk)
        for name, value in changes.items():
            setattr(fresh, name, value)
        fresh.save_revision().publish()

    def sync(self, page: Page, *, publish: bool) -> list[str]:
        """ "Sync translated pages"."""
        source = TranslationSource.objects.get(object_id=page.translation_key)
        response = self.client.post(
            reverse("wagtail_localize:update_translations", args=[source.pk]),
            {"publish_translations": "on"} if publish else {},
        )
        assert response.status_code == 302
        return self.said(response)


@pytest.fixture
def editor(db: None) -> Any:
    return get_user_model().objects.create_superuser(
        username="bien-tap", email="bt@example.org", password="mat-khau-dai"
    )


@pytest.fixture
def desk(editor: Any) -> Desk:
    client = DeskClient()
    profile = UserProfile.get_for_user(editor)
    profile.preferred_language = "en"
    profile.save()
    client.force_login(editor)
    return Desk(client)


@pytest.fixture
def released(desk: Desk, home: HomePage, column: Column, article: Article) -> Callable[[str], Any]:
    """The article live in a language, and what it stands in."""

    def release(code: str) -> Any:
        desk.release(home, code)
        desk.release(column, code)
        return desk.release(article, code)

    return release
