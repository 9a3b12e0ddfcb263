import pytest
from django.conf import settings
from django.test import Client

from hub.publishing import acts
from hub.publishing.models import Edition
from tests.newsroom import article, desk_head, fresh, publish, relay, translate

pytestmark = pytest.mark.django_db


def test_robots_names_the_sitemap(client: Client) -> None:
    assert client.get("/robots.txt").content.decode() == (
        f"User-agent: *\nDisallow: /admin/\nDisallow: /api/\n\nSitemap: {settings.BASE_URL}/sitemap.xml\n"
    )


def test_index_lists_the_languages_that_have_a_home(client: Client) -> None:
    page = article()
    publish(page)
    translate(page, "lo")

    answer = client.get("/sitemap.xml").content.decode()

    assert answer.count("<loc>") == 2
    assert f"<loc>{settings.BASE_URL}/sitemap-vi.xml</loc>" in answer
    assert f"<loc>{settings.BASE_URL}/sitemap-lo.xml</loc>" in answer


def test_map_lists_what_is_live(client: Client) -> None:
    kept, gone = article(), article(title="Bài thu hồi")
    for page in (kept, gone):
        publish(page)
    acts.withdraw(fresh(gone), by=desk_head(), reason="Sai.")
    relay()
    changed = Edition.objects.get(title="Làng Sen mùa sen nở").updated_at.isoformat(timespec="seconds")

    assert client.get("/sitemap-vi.xml").content.decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<url><loc>{settings.BASE_URL}/vi/</loc></url><url><loc>{settings.BASE_URL}/vi/brand-kit/</loc></url>"
        f"<url><loc>{settings.BASE_URL}/vi/licences/</loc></url>"
        f"<url><loc>{settings.BASE_URL}/vi/van-hoa/lang-sen-mua-sen-no/</loc><lastmod>{changed}</lastmod></url></urlset>"
    )


def test_map_of_an_unknown_language_is_not_found(client: Client) -> None:
    assert client.get("/sitemap-xx.xml").status_code == 404
