"""The library's page over 50,000 assets, as a librarian asks for it: the last part of `make bench-media`.

Pictures and documents with words in up to eight languages, places, owners and shelves, as rows of the database, found
through the index that is built from them. A page is forty-eight assets, the exact total and eleven counted facets, drawn as
HTML through all of Django. Told are the clock's median and 95th percentile in milliseconds, and the most queries that one page
asked of the database. `first`: each question for the first time of a process that has warmed up; `again`: the same ones
over and over.

SQLite in a folder of its own; with DATABASE_URL (an EMPTY database) that one. `--assets 2000` for a run of a minute.
"""

# ruff: noqa: E402 - the environment has to be set, then the apps to be ready, before our own modules

import argparse
import gc
import io
import os
import random
import tempfile
import time
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--assets", type=int, default=50_000)
parser.add_argument("--rounds", type=int, default=5, help="in which each question is asked again")
OPTIONS = parser.parse_args()
TEMPORARY = tempfile.TemporaryDirectory(prefix="bench-")
os.environ |= {"DJANGO_SETTINGS_MODULE": "cms.settings", "HUB_MODE": "development", "HUB_VAR": TEMPORARY.name}

import django

django.setup()

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission

from hub.registry.models import Agency, Place
from locales.canonical import fold
from media_library.ingest.main_colours import NAMES as COLOURS
from media_library.models import Asset, AssetText, LibraryDocument, Picture
from media_library.models.assets import Kind
from media_library.rights.licences import Licence
from search.batches import batches
from search.engines import embedded
from search.engines.remembered import Remembered
from search.rebuilding import rebuild
from tests.bench.asking import mistyped, percentile
from tests.bench.search_corpus import languages_of, vocabulary, zipf

SHELVES = 10
QUESTIONS = 20
SIZES = ((6000, 4000), (4000, 6000), (4000, 4000))

Addresses = list[dict[str, Any]]


# --- the library -----------------------------------------------------------------------------------------------------


def fill() -> list[Collection]:
    root = Collection.get_first_root_node()
    shelves = [root.add_child(name=f"Kho {number}") for number in range(SHELVES)]
    owners, places = list(Agency.objects.order_by("pk")), list(Place.objects.order_by("pk"))
    for numbers in batches(range(OPTIONS.assets)):
        chance = random.Random(numbers[0])  # noqa: S311 - the same library each time
        assets, texts, pictures, documents, shown = [], [], [], [], []
        for number in numbers:
            asset = Asset(
                uid=uuid.UUID(int=number), kind=Kind.DOCUMENT if number % 10 == 0 else Kind.IMAGE,
                title=_said("vi", chance, 1)[:255], collection=chance.choice(shelves), owner=chance.choice([*owners, None]),
                credit=f"Báo Nghệ An {zipf(chance, 40)}", creator=vocabulary("vi").name(zipf(chance, 300)),
                licence=chance.choice(list(Licence)), event=_said("vi", chance, 1)[:255],
            )  # fmt: skip
            assets.append(asset)
            texts += [
                AssetText(
                    asset=asset, language=lang, title=_said(lang, chance, 1)[:255], caption=_said(lang, chance, 3)[:500],
                    alt=_said(lang, chance, 1)[:255], keywords=", ".join(vocabulary(lang).said(chance, 2))[:500],
                )
                for lang in languages_of(number)
            ]  # fmt: skip
            shown += [
                Asset.places.through(asset_id=asset.pk, place_id=place.pk)
                for place in chance.sample(places, k=min(chance.randint(0, 2), len(places)))
            ]
            common: dict[str, Any] = {"asset": asset, "title": asset.title, "collection": asset.collection}
            if asset.kind == Kind.DOCUMENT:
                documents.append(LibraryDocument(**common, file=f"documents/{number}.pdf", file_size=1_000_000))
            else:
                width, height = chance.choice(SIZES)
                colours = ",".join(chance.sample(COLOURS, k=chance.randint(1, 3)))
                pictures.append(
                    Picture(
                        **common, file=f"original_images/{number}.jpg", file_size=9_000_000, width=width, height=height,
                        colours=colours, sha256=f"{number:064}",
                    )
                )  # fmt: skip
        Asset.objects.bulk_create(assets)
        AssetText.objects.bulk_create(texts)
        # the managers of carriers join their assets' rows
        Picture._base_manager.bulk_create(pictures)
        LibraryDocument._base_manager.bulk_create(documents)
        Asset.places.through.objects.bulk_create(shown)
    return shelves


def _said(lang: str, chance: random.Random, clauses: int) -> str:
    said = vocabulary(lang)
    return said.glue.join([*said.said(chance, clauses), said.name(zipf(chance, 20_000))])


def librarian() -> Any:
    return get_user_model().objects.create_superuser("librarian", "librarian@example.vn")


def editor_of(shelf: Collection) -> Any:
    """Somebody who sees one shelf of ten."""
    group = Group.objects.create(name="Bench")
    group.permissions.set(Permission.objects.filter(codename__in=("access_admin", "view_asset", "change_asset")))
    for codename in ("choose_image", "choose_document"):
        permission = Permission.objects.get(codename=codename)
        GroupCollectionPermission.objects.create(group=group, collection=shelf, permission=permission)
    user = get_user_model().objects.create_user("editor", "editor@example.vn")
    user.groups.add(group)
    return user


# --- questions -------------------------------------------------------------------------------------------------------


def spans(lang: str, size: int) -> list[str]:
    """So many words that stand side by side, as often as the captions say them."""
    chance, glue = random.Random(f"{lang} {size}"), vocabulary(lang).glue  # noqa: S311 - the same ones each time
    found: dict[str, None] = {}
    while len(found) < QUESTIONS:
        [clause] = vocabulary(lang).said(chance, 1)
        words = clause.split() if glue else list(clause)
        if len(words) >= size:
            at = chance.randrange(len(words) - size + 1)
            found[glue.join(words[at : at + size])] = None
    return list(found)


def classes() -> list[tuple[str, Addresses]]:
    two = spans("vi", 2)
    colours = COLOURS[:9]
    return [
        ("nothing typed: the newest", [{}]),
        ("one word", [{"q": text} for text in spans("vi", 1)]),
        ("two words without accents", [{"q": fold(text)} for text in two]),
        ("as typed, unfinished", [{"q": text[:-1]} for text in spans("vi", 3)]),
        ("English, a mistyped word", [{"q": mistyped(text)} for text in spans("en", 2)]),
        ("Chinese: two signs", [{"q": text} for text in spans("zh-Hans", 2)]),
        ("a word, colour, what is missing", [{"q": text, "colour": colours[at % 9], "lacks": "rights"} for at, text in enumerate(two)]),
        ("two colours, oldest first", [{"colour": (one, "green"), "order": "oldest"} for one in colours]),
        ("as a list", [{"q": text, "look": "list"} for text in two]),
    ]  # fmt: skip


def asked(client: Client, addresses: Addresses) -> list[float]:
    here, took = reverse("media_library:library"), []
    for address in addresses:
        begun = time.perf_counter()
        answer = client.get(f"{here}?{urlencode(address, doseq=True)}")
        took.append(time.perf_counter() - begun)
        assert answer.status_code == 200, answer.status_code
    return took


def measure(name: str, client: Client, addresses: Addresses) -> None:
    embedded._remembered = Remembered()
    embedded.warm_up()
    first = asked(client, addresses)
    again = [seconds for _round in range(OPTIONS.rounds) for seconds in asked(client, addresses)]
    queries = []
    for address in addresses:
        with CaptureQueriesContext(connection) as captured:
            asked(client, [address])
        queries.append(len(captured))
    print(
        f"  {name:34} first p50 {percentile(first, 0.5):6.1f}  p95 {percentile(first, 0.95):6.1f}"
        f"   again p50 {percentile(again, 0.5):6.1f}  p95 {percentile(again, 0.95):6.1f}   {max(queries):3} queries",
        flush=True,
    )


def timed(what: str, act: Callable[[], Any]) -> Any:
    clock = time.perf_counter()
    result = act()
    print(f"  {what:34} {time.perf_counter() - clock:7.1f} s   load {os.getloadavg()[0]:.1f}", flush=True)
    return result


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("set_up", verbosity=0, stdout=io.StringIO())
    call_command("collectstatic", interactive=False, verbosity=0)
    if Asset.objects.exists():
        parser.exit(1, "this database has content: give an empty one\n")
    print(f"the library's page, {connection.vendor}, {OPTIONS.assets} assets, {os.cpu_count()} cores; milliseconds")
    shelves = timed("rows", fill)
    timed("into the index", rebuild)
    client = Client()
    client.force_login(librarian())
    timed("the first page of a process", lambda: asked(client, [{}]))
    gc.collect()
    gc.freeze()  # as cms.wsgi does
    for name, addresses in classes():
        measure(name, client, addresses)
    client.force_login(editor_of(shelves[0]))
    measure("one word, one shelf of ten", client, [{"q": text} for text in spans("vi", 1)])


if __name__ == "__main__":
    main()
