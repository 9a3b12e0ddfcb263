"""The words in PostgreSQL: two vectors a document, `strong` (title and names) and `said` (everything, with the facets),
each with folded and exact words at the same positions. Vectors are written out by us: no dictionary, no parser of theirs
comes near a text, so every PostgreSQL finds the same."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from django.db import connection, transaction

from search.expressions import All, AnyOf, Carries, Expression, Says, Without
from search.facets import Numbers
from search.words import DocumentWords, Run

EXACT = "\ue002"  # begins an exact word, so that it never meets a folded one; no text can bring it in


class TsvectorTables:
    def create(self, generation: int) -> None:
        self.drop(generation)
        table = _table(generation)
        _run(
            f"CREATE TABLE {table} (place bigint PRIMARY KEY, strong tsvector NOT NULL, said tsvector NOT NULL)",
            f"CREATE INDEX {table}_strong ON {table} USING gin (strong)",
            f"CREATE INDEX {table}_said ON {table} USING gin (said)",
        )

    def finish(self, generation: int) -> None:
        table = _table(generation)
        _run(f"SELECT gin_clean_pending_list('{table}_strong'), gin_clean_pending_list('{table}_said')")
        _run(f"ANALYZE {table}")

    def drop(self, generation: int) -> None:
        _run(f"DROP TABLE IF EXISTS {_table(generation)}")

    def write(self, generation: int, rows: Sequence[tuple[int, DocumentWords, Iterable[str]]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {_table(generation)} (place, strong, said) VALUES (%s, %s::tsvector, %s::tsvector)",  # noqa: S608 - a number of ours
                [
                    (place, vector(words.strong), vector((*words.strong, None, *words.prose), facets))
                    for place, words, facets in rows
                ],
            )

    def remove(self, generation: int, places: Sequence[int]) -> None:
        _run_with(f"DELETE FROM {_table(generation)} WHERE place = ANY(%s)", [list(places)])  # noqa: S608 - a number of ours

    def count(self, generation: int) -> int:
        return int(_rows(f"SELECT count(*) FROM {_table(generation)}", [])[0][0])  # noqa: S608 - a number of ours

    def places_in(self, generation: int, *, after: int, limit: int) -> list[int]:
        return _places(
            f"SELECT place FROM {_table(generation)} WHERE place > %s ORDER BY place LIMIT %s",  # noqa: S608 - a number of ours
            [after, limit],
        )

    def places(self, generation: int, wanted: Expression, among: Numbers | None = None) -> Numbers:
        where, values = _condition(wanted)
        if among is not None:
            where, values = f"{where} AND place = ANY(%s)", [*values, among.tolist()]
        with transaction.atomic(), connection.cursor() as cursor:
            # what the planner does not know is what a long vector costs to read: it would read all of them for a common word
            cursor.execute("SET LOCAL enable_seqscan = off")
            # one value instead of a hundred thousand rows: a tenth of the time
            cursor.execute(f"SELECT string_agg(int8send(place), '') FROM {_table(generation)} WHERE {where}", values)  # noqa: S608 - built of our own words
            [told] = cursor.fetchone()
            cursor.execute("SET LOCAL enable_seqscan TO DEFAULT")
        return np.frombuffer(told or b"", dtype=">i8").astype(np.int64)


def vector(run: Run, facets: Iterable[str] = ()) -> str:
    """A tsvector written out: each word with its positions, folded and exact; facets without."""
    positions: dict[str, list[int]] = defaultdict(list)
    for position, word in enumerate(run, start=1):
        if word is not None:
            positions[word.folded].append(position)
            positions[EXACT + word.exact].append(position)
    said = [f"{_quoted(word)}:{','.join(map(str, where))}" for word, where in positions.items()]
    return " ".join([*said, *map(_quoted, facets)])


def _condition(wanted: Expression) -> tuple[str, list[Any]]:
    """In SQL: what asks only one of the two vectors is one question to it."""
    column = _column(wanted)
    if column is not None:
        return f"{column} @@ %s::tsquery", [written(wanted)]
    match wanted:
        case All() | AnyOf():
            word = " AND " if isinstance(wanted, All) else " OR "
            parts = [_condition(part) for part in _gathered(wanted)]
            return f"({word.join(part[0] for part in parts)})", [value for part in parts for value in part[1]]
        case Without():
            (yes, first), (no, second) = _condition(wanted.wanted), _condition(wanted.unwanted)
            return f"({yes} AND NOT {no})", [*first, *second]
    raise TypeError(wanted)


def _gathered(wanted: All | AnyOf) -> list[Expression]:
    """Parts that ask the same vector, put together."""
    alike: dict[str | None, list[Expression]] = defaultdict(list)
    for part in wanted.parts:
        alike[_column(part)].append(part)
    mixed = alike.pop(None, [])
    return [*(type(wanted)(tuple(parts)) for parts in alike.values()), *mixed]


def _column(wanted: Expression) -> str | None:
    """The vector that answers all of it."""
    match wanted:
        case Says():
            return "strong" if wanted.strong else "said"
        case Carries():
            return "said"
        case All() | AnyOf():
            columns = {_column(part) for part in wanted.parts}
        case Without():
            columns = {_column(wanted.wanted), _column(wanted.unwanted)}
    return columns.pop() if len(columns) == 1 else None


def written(wanted: Expression) -> str:
    """As a tsquery. Every word is quoted, so nothing of it is ever read as an operator."""
    match wanted:
        case Says():
            *before, last = (_quoted(EXACT + word if wanted.exact else word) for word in wanted.words)
            return f"({' <-> '.join([*before, f'{last}:*' if wanted.prefix else last])})"
        case Carries():
            return _quoted(wanted.word)
        case All():
            return f"({' & '.join(map(written, wanted.parts))})"
        case AnyOf():
            return f"({' | '.join(map(written, wanted.parts))})"
        case Without():
            return f"({written(wanted.wanted)} & !{written(wanted.unwanted)})"


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _table(generation: int) -> str:
    return f"search_words_g{int(generation)}"


def _run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)


def _run_with(sql: str, values: Sequence[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def _rows(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def _places(sql: str, values: Sequence[Any]) -> list[int]:
    return [row[0] for row in _rows(sql, values)]
