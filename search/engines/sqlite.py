"""The words in SQLite's FTS5. It gets our words parted by spaces and parts them only there again; the rowid is the place,
so "newest first" is the order in which it reads anyway."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from django.db import connection

from search.engines.conditions import CarriesAny, Condition
from search.expressions import Carries, Says
from search.facets import Numbers
from search.models import StoredDocument
from search.words import VERSION, DocumentWords, Run

# every class of character but spaces and controls belongs to a word; those that this SQLite does not know yet as well
TOKENIZER = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Cn Co Cf'"
BREAK = "\ue000"
# letters of a word's beginning that have a list of their own: a quarter more index, and “ng” is no longer put together from
# the lists of three hundred words (90 ms at 150,000 documents); three letters are the beginning of few
BEGINNINGS = 2
FEW = 10  # documents that are looked at one by one, as if each were asked for anew; of more, all between the first and the last
MERGED_PAGES = 200
MOST_MERGES = 100_000
COLUMNS = {
    # strong, exact
    (True, False): "{strong}",
    (False, False): "{strong prose}",
    (True, True): "{strong_exact}",
    (False, True): "{strong_exact prose_exact}",
}


class Fts5Tables:
    def create(self, generation: int) -> None:
        self.drop(generation)
        _run(
            f"CREATE VIRTUAL TABLE {_table(generation)} USING fts5"
            f'(strong, prose, strong_exact, prose_exact, facets, columnsize=0, prefix={BEGINNINGS}, tokenize="{TOKENIZER}")'
        )

    def finish(self, generation: int) -> None:
        """Merge what was written in pieces, in steps so short that no editor waits for one."""
        table = _table(generation)
        for pages in (-MERGED_PAGES, *[MERGED_PAGES] * MOST_MERGES):
            with connection.cursor() as cursor:
                before = _rows("SELECT total_changes()")[0][0]
                cursor.execute(f"INSERT INTO {table}({table}, rank) VALUES ('merge', %s)", [pages])  # noqa: S608 - a number of ours
                if _rows("SELECT total_changes()")[0][0] - before < 2:  # what FTS5 says when nothing is left to merge
                    return

    def exists(self, generation: int) -> bool:
        return bool(_rows("SELECT 1 FROM sqlite_master WHERE name = %s", [_table(generation)]))

    def is_finished(self, generation: int) -> bool:
        return True

    def drop(self, generation: int) -> None:
        _run(f"DROP TABLE IF EXISTS {_table(generation)}")

    def write(self, generation: int, rows: Sequence[tuple[int, DocumentWords, Iterable[str]]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {_table(generation)}"  # noqa: S608 - a number of ours
                "(rowid, strong, prose, strong_exact, prose_exact, facets) VALUES (%s, %s, %s, %s, %s, %s)",
                [_row(*row) for row in rows],
            )

    def remove(self, generation: int, places: Sequence[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"DELETE FROM {_table(generation)} WHERE rowid = %s",  # noqa: S608 - a number of ours
                [(place,) for place in places],
            )

    def read_through(self, generation: int) -> None:
        """A look-up reads up to a thousand pages here and there: from a disk that takes a hundred times as long as one after the
        other. The stored documents are read to their last column, which stands behind their prose."""
        _rows(f"SELECT max(length(block)) FROM {_table(generation)}_data")  # noqa: S608 - a number of ours
        _rows(f"SELECT max(length(shown)) FROM {StoredDocument._meta.db_table}")  # noqa: S608 - a name of ours

    def count(self, generation: int) -> int:
        return int(_rows(f"SELECT count(*) FROM {_table(generation)}")[0][0])  # noqa: S608 - a number of ours

    def places_in(self, generation: int, *, after: int, limit: int) -> list[int]:
        return _places(
            f"SELECT rowid FROM {_table(generation)} WHERE rowid > %s ORDER BY rowid LIMIT %s",  # noqa: S608 - a number of ours
            [after, limit],
        )

    def differing(self, generation: int, rows: Sequence[tuple[int, DocumentWords, Iterable[str]]]) -> set[int]:
        sql = (
            f"SELECT rowid, strong, prose, strong_exact, prose_exact, facets FROM {_table(generation)} WHERE rowid = %s"  # noqa: S608 - a number of ours
        )
        return {row[0] for row in rows if [_row(*row)] != _rows(sql, [row[0]])}

    def places(
        self, generation: int, asked: Sequence[Condition], among: Numbers | None = None, *, cut_by: int = VERSION
    ) -> list[Numbers]:
        return [_places_of(_table(generation), condition, among) for condition in asked]


def _places_of(table: str, asked: Condition, among: Numbers | None) -> Numbers:
    where, values = f"{table} MATCH %s", [written(asked)]
    if among is not None and len(among) <= FEW:
        where += f" AND rowid IN ({', '.join(map(str, among.tolist()))})"
    elif among is not None:
        where += f" AND rowid BETWEEN {among.min()} AND {among.max()}"
    # one text instead of a hundred thousand rows: a tenth of the time
    told = _rows(f"SELECT group_concat(rowid) FROM {table} WHERE {where}", values)[0][0]  # noqa: S608 - built of our own words
    places = np.fromstring(told or "", dtype=np.int64, sep=",")
    return places if among is None else places[np.isin(places, among)]


def written(asked: Condition) -> str:
    """In FTS5's language. Every word is quoted, so nothing of it is ever read as an operator."""
    match asked:
        case Says():
            phrase = _quoted(" ".join(asked.words))
            return f"{COLUMNS[asked.strong, asked.exact]} : {phrase}{' *' if asked.prefix else ''}"
        case Carries():
            return f"{{facets}} : {_quoted(asked.word)}"
        case CarriesAny():
            return f"{{facets}} : ({' OR '.join(_quoted(part.word) for part in asked.parts)})"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _row(place: int, words: DocumentWords, facets: Iterable[str]) -> tuple[int, str, str, str, str, str]:
    return (
        place,
        _folded(words.strong),
        _folded(words.prose),
        _exact(words.strong),
        _exact(words.prose),
        " ".join(facets),
    )


def _folded(run: Run) -> str:
    return " ".join(word.folded if word is not None else BREAK for word in run)


def _exact(run: Run) -> str:
    return " ".join(word.exact if word is not None else BREAK for word in run)


def _table(generation: int) -> str:
    return f"search_words_g{int(generation)}"


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def _rows(sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def _places(sql: str, values: Sequence[Any]) -> list[int]:
    return [row[0] for row in _rows(sql, values)]
