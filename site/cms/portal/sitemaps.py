"""robots.txt and the sitemaps: an index, and one map for each language. Read from the ledger in one query each."""

from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cms.portal.addresses import absolute
from cms.portal.brand_kit import brand_kit_url
from cms.portal.licences import licences_url
from cms.portal.masthead import home_url, live_homes
from cms.portal.shelves import released

LONGEST = 50_000  # addresses in one sitemap: sitemaps.org protocol 0.9
HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /api/", "", f"Sitemap: {absolute('/sitemap.xml')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    homes = live_homes()
    maps = [absolute(f"/sitemap-{tag}.xml") for tag in settings.HUB_LANGUAGES if tag in homes]
    entries = "".join(f"<sitemap><loc>{escape(url)}</loc></sitemap>" for url in maps)
    return _xml(f"<sitemapindex {NAMESPACE}>{entries}</sitemapindex>")


@require_safe
def of_language(request: HttpRequest, lang: str) -> HttpResponse:
    if lang not in settings.HUB_LANGUAGES:
        raise Http404
    rows = released(lang).order_by("-published_at", "-id").values_list("url_path", "updated_at")[: LONGEST - 3]
    shelves = (home_url(lang), brand_kit_url(lang), licences_url(lang))
    entries = "".join(f"<url><loc>{escape(absolute(path))}</loc></url>" for path in shelves) + "".join(
        f"<url><loc>{escape(absolute(path))}</loc><lastmod>{updated.isoformat(timespec='seconds')}</lastmod></url>"
        for path, updated in rows
    )
    return _xml(f"<urlset {NAMESPACE}>{entries}</urlset>")


def _xml(content: str) -> HttpResponse:
    return HttpResponse(HEADER + content, content_type="application/xml; charset=utf-8")
