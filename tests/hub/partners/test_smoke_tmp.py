import json
import pytest
from tests.newsroom import article, publish, relay, fresh, translate
pytestmark = pytest.mark.django_db

def test_all(ask, key):
    page = article(); publish(page); relay()
    en = translate(page, "en"); relay()
    for path in ["", "items", "changes", "snapshot", "columns","dossiers","agencies","places","people","facts","tasks","subjects","problems","problems/withdrawn", f"works/{page.translation_key}", f"items/{page.translation_key}.vi", "items?q=1", "items?limit=0","nope","media/x", "docs", "openapi.json", "items/x", "items?limit=1", "items?fields=title", "items?include=body"]:
        r = ask(path)
        content = b"".join(r.streaming_content) if r.streaming else r.content
        print(path, r.status_code, dict(r.headers), content[:700].decode(), "\n")
    assert 0
