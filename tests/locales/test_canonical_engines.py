"""The embedded engines take the tokens as they are: nothing is cut, merged or folded once more."""

import sqlite3

import pytest
from django.db import connection

from locales.canonical import tokens
from tests.locales.test_canonical_words import SCRAPS, WORDS

TEXTS = [row[0] for rows in WORDS.values() for row in rows] + SCRAPS


def test_sqlite_keeps_each_token_whole() -> None:
    forms = [[token.folded for token in tokens(text)] for text in TEXTS]
    with sqlite3.connect(":memory:") as database:
        database.execute(
            "CREATE VIRTUAL TABLE words USING fts5(text, "
            "tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* M*'\")"
        )
        database.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", enumerate(map(" ".join, forms)))
        database.execute("CREATE VIRTUAL TABLE found USING fts5vocab(words, 'instance')")
        kept: list[list[str]] = [[] for _ in forms]
        for document, term in database.execute('SELECT doc, term FROM found ORDER BY doc, "offset"'):
            kept[document].append(term)
    assert kept == forms


@pytest.mark.postgres
@pytest.mark.django_db
def test_postgresql_keeps_each_token_whole() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    for text in TEXTS:
        found = [token.folded for token in tokens(text)]
        vector = " ".join(f"'{word}':{place}" for place, word in enumerate(found, 1))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT lexeme FROM unnest(%s::tsvector), unnest(positions) AS place ORDER BY place", [vector]
            )
            assert [row[0] for row in cursor.fetchall()] == found
