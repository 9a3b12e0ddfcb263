"""The words in PostgreSQL: five vectors a document, `strong` (title and names), `said` (everything, with the facets),
`beside` (the pairs of everything), and `strong_threes` and `threes` (the triples of both). They are written out by us: no
dictionary, no parser of theirs comes near a text, so every PostgreSQL finds the same.

A GIN index knows which words a document has, not where; to see whether two stand side by side, PostgreSQL reads the
document's vector, which takes as long as fifteen look-ups. So two words side by side are one more lexeme (`PAIR`), and
three (`TRIPLE`): a phrase of as many is a look-up. A longer one has all its triples. That they stand in one row is sure
where each two words that two triples share are behind the same word wherever the document says them: then the last triple
goes on to the first from its end. Or where each are before the same. Which are not is said by one more lexeme each (`BEHIND_OTHERS`,
`BEFORE_OTHERS`), and only where both are is the vector read. Pairs and triples are five times as long as the words, so they are
kept apart from what is read; the pairs of a title are few and stand among its words.

A word that is spelled alike with and without accents is one lexeme, for both questions; else it is two.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from django.db import connection

from search.engines.conditions import CarriesAny, Condition
from search.expressions import Carries, Says
from search.facets import Numbers
from search.words import VERSION, DocumentWords, Run, Word, is_sign

# how lexemes begin, so that none of one sort meets one of another: no word has a control character or a space in it
ALIKE, FOLDED, EXACT, PAIR, TRIPLE, BEHIND_OTHERS, BEFORE_OTHERS = "", "\x01", "\x02", "\x03", "\x04", "\x05", "\x06"
# versions of `search.words`; tables from before know every word's place, and are asked for that
PAIRED_SINCE, TRIPLED_SINCE, PARTED_SINCE, ALL_TRIPLED_SINCE = 3, 5, 6, 7
COLUMNS = ("strong", "strong_threes", "said", "beside", "threes")
MOST_BYTES = 1_000_000  # of a vector's lexemes; PostgreSQL refuses 1,048,576
MOST_AT_ONCE = 20  # conditions of a statement
NARROW = 128  # bytes a row; a vector beyond stands elsewhere, so that reading many places does not read the vectors

# What the planner does not know is what a long vector costs to read: it would read all of them for a common word. And that
# another process, and machine code, take longer to begin than all of this.
PLANNED = ("enable_seqscan = off", "max_parallel_workers_per_gather = 0", "jit = off")
UNPLANNED = "; ".join(f"SET LOCAL {each.split()[0]} TO DEFAULT" for each in PLANNED)


class TsvectorTables:
    def create(self, generation: int) -> None:
        self.drop(generation)
        _run(
            f"CREATE TABLE {_table(generation)} (place bigint PRIMARY KEY,"
            f" {', '.join(f'{column} tsvector NOT NULL' for column in COLUMNS)}) WITH (toast_tuple_target = {NARROW})"
        )

    def finish(self, generation: int) -> None:
        """A GIN index is made of a full table in a fraction of the time that it takes to grow; the indexer goes on meanwhile. What is
        written later goes into it at once: lists of what is not yet there (`fastupdate`) would be read through by every question,
        1 to 2 ms each. To write a document takes as much longer (6.4 ms instead of 4.7)."""
        table, at_once = _table(generation), connection.in_atomic_block
        if not self.is_finished(generation):
            _run(*(f"DROP INDEX IF EXISTS {table}_{column}" for column in COLUMNS))
        for column in _columns(generation):
            _run(
                f"CREATE INDEX {'' if at_once else 'CONCURRENTLY'} IF NOT EXISTS {table}_{column} ON {table}"
                f" USING gin ({column}) WITH (fastupdate = off)"
            )
        _run(f"{'' if at_once else 'VACUUM'} ANALYZE {table}")

    def exists(self, generation: int) -> bool:
        return bool(_rows("SELECT to_regclass(%s) IS NOT NULL", [_table(generation)])[0][0])

    def is_finished(self, generation: int) -> bool:
        """An index that was broken off is there, but is not valid."""
        valid = (
            "SELECT count(*) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid"
            " WHERE indrelid = to_regclass(%s) AND indisvalid AND relname = ANY(%s)"
        )
        table, columns = _table(generation), _columns(generation)
        return bool(_rows(valid, [table, [f"{table}_{column}" for column in columns]])[0][0] == len(columns))

    def drop(self, generation: int) -> None:
        _run(f"DROP TABLE IF EXISTS {_table(generation)}")

    def write(self, generation: int, rows: Sequence[tuple[int, DocumentWords, Iterable[str]]]) -> None:
        columns = _columns(generation)
        values = ", ".join(["%s::tsvector"] * len(columns))
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {_table(generation)} (place, {', '.join(columns)}) VALUES (%s, {values})",  # noqa: S608 - names of ours
                [_row(columns, *row) for row in rows],
            )

    def remove(self, generation: int, places: Sequence[int]) -> None:
        _run_with(f"DELETE FROM {_table(generation)} WHERE place = ANY(%s)", [list(places)])  # noqa: S608 - a number of ours

    def read_through(self, generation: int) -> None:
        """The server keeps what is read, whoever begins and ends beside it."""

    def count(self, generation: int) -> int:
        return int(_rows(f"SELECT count(*) FROM {_table(generation)}", [])[0][0])  # noqa: S608 - a number of ours

    def places_in(self, generation: int, *, after: int, limit: int) -> list[int]:
        return _places(
            f"SELECT place FROM {_table(generation)} WHERE place > %s ORDER BY place LIMIT %s",  # noqa: S608 - a number of ours
            [after, limit],
        )

    def differing(self, generation: int, rows: Sequence[tuple[int, DocumentWords, Iterable[str]]]) -> set[int]:
        columns = _columns(generation)
        alike = " AND ".join(f"{column} = %s::tsvector" for column in columns)
        same = f"SELECT place FROM {_table(generation)} WHERE place = %s AND {alike}"  # noqa: S608 - names of ours
        return {row[0] for row in rows if not _places(same, _row(columns, *row))}

    def places(
        self, generation: int, asked: Sequence[Condition], among: Numbers | None = None, *, cut_by: int = VERSION
    ) -> list[Numbers]:
        found: list[Numbers] = []
        for at in range(0, len(asked), MOST_AT_ONCE):
            found += _places_at_once(generation, asked[at : at + MOST_AT_ONCE], among, cut_by=cut_by)
        return found


def _columns(generation: int) -> Sequence[str]:
    """Those the table has: one from before `PARTED_SINCE` is written to until it is made anew."""
    there = (
        "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attname = ANY(%s) AND NOT attisdropped"
    )
    found = {name for (name,) in _rows(there, [_table(generation), list(COLUMNS)])}
    return [column for column in COLUMNS if column in found]


def _row(columns: Sequence[str], place: int, words: DocumentWords, facets: Iterable[str]) -> tuple[int | str, ...]:
    everything = (*words.strong, None, *words.prose)
    strong, said = vector(words.strong), vector(everything, facets)
    if "threes" in columns:
        strong = f"{strong} {_listed(pairs(words.strong))}"
        return place, strong, threes(words.strong), said, _listed(pairs(everything)), threes(everything)
    strong, beside = f"{strong} {neighbours(words.strong)}", neighbours(everything)
    return (place, strong, said, beside) if "beside" in columns else (place, strong, f"{said} {beside}")


def _places_at_once(
    generation: int, asked: Sequence[Condition], among: Numbers | None, *, cut_by: int
) -> list[Numbers]:
    """One statement, and for each condition one value instead of a hundred thousand rows: a tenth of the time. It is sent together
    with how it is planned: the server takes what comes at once as one transaction, so that nothing of it stays."""
    selects: list[str] = []
    values: list[Any] = []
    for number, condition in enumerate(asked):
        for where, own in _conditions(condition, cut_by=cut_by):
            within = " AND place = ANY(%s)" if among is not None else ""
            selects.append(
                f"SELECT {number}, string_agg(int8send(place), '') FROM {_table(generation)} WHERE {where}{within}"  # noqa: S608 - built of our own words
            )
            values += own if among is None else [*own, among.tolist()]
    told = [b""] * len(asked)
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL {'; SET LOCAL '.join(PLANNED)}; {' UNION ALL '.join(selects)}; {UNPLANNED}", values)
        for _setting in PLANNED:
            cursor.nextset()
        for number, places in cursor.fetchall():
            told[number] += places or b""
    return [np.frombuffer(places, dtype=">i8").astype(np.int64) for places in told]


def vector(run: Run, facets: Iterable[str] = ()) -> str:
    """A tsvector written out: each word with its positions, facets without."""
    positions: dict[str, list[int]] = defaultdict(list)
    for position, word in enumerate(run, start=1):
        if word is not None:
            for lexeme in _spellings(word):
                positions[lexeme].append(position)
    said = [f"{_quoted(lexeme)}:{','.join(map(str, where))}" for lexeme, where in positions.items()]
    return " ".join([*said, *map(_quoted, facets)])


def neighbours(run: Run) -> str:
    """A tsvector of the pairs and of three signs side by side, without positions, for a table from before all triples were held."""
    return _listed(pairs(run) | triples(run, of_signs=True))


def threes(run: Run) -> str:
    """A tsvector of the triples, and of which pairs may part them. If those are too many to be held (of a text
    that nobody reads: the words fit, `search.words.MOST_BYTES`), any may."""
    found, parting = triples(run), parting_pairs(run)
    if sum(len(lexeme.encode()) for lexeme in (*found, *parting)) > MOST_BYTES:
        parting = {BEHIND_OTHERS, BEFORE_OTHERS}
    return _listed(found | parting)


def pairs(run: Run) -> set[str]:
    return {lexeme for words in pairwise(run) for lexeme in _side_by_side(PAIR, words)}


def triples(run: Run, *, of_signs: bool = False) -> set[str]:
    return {
        lexeme
        for words in zip(run, run[1:], run[2:], strict=False)
        if not of_signs or all(word and is_sign(word.exact) for word in words)
        for lexeme in _side_by_side(TRIPLE, words)
    }


def parting_pairs(run: Run) -> set[str]:
    """Those that stand behind one word here, behind another there; and before one and another."""
    found: set[str] = set()
    for spelling in (FOLDED, EXACT):
        words = [
            None if word is None else word.folded if spelling == FOLDED else word.exact for word in (None, *run, None)
        ]
        known: dict[tuple[str, str], tuple[str | None, str | None]] = {}
        for before, one, other, after in zip(words, words[1:], words[2:], words[3:], strict=False):
            if one is not None and other is not None:
                first_before, first_after = known.setdefault((one, other), (before, after))
                if before != first_before:
                    found.add(f"{BEHIND_OTHERS}{spelling}{one} {other}")
                if after != first_after:
                    found.add(f"{BEFORE_OTHERS}{spelling}{one} {other}")
    return found


def _listed(lexemes: Iterable[str]) -> str:
    return " ".join(map(_quoted, lexemes))


def _spellings(word: Word) -> tuple[str, ...]:
    if word.exact == word.folded:
        return (ALIKE + word.exact,)
    return (FOLDED + word.folded, EXACT + word.exact)


def _side_by_side(begin: str, words: Run) -> Iterable[str]:
    there = [word for word in words if word is not None]
    if len(there) < len(words):
        return ()
    whole = Word(" ".join(word.exact for word in there), " ".join(word.folded for word in there))
    return (begin + lexeme for lexeme in _spellings(whole))


def _conditions(asked: Condition, *, cut_by: int) -> list[tuple[str, list[str]]]:
    """In SQL: one of them is met, and no document meets two. A function is no operator of the index, so it reads the vectors of
    those alone that the index has found."""
    match asked:
        case Says():
            column = "strong" if asked.strong else "said"
            looked_up_in = _column(asked, cut_by)
            return [
                (f"{looked_up_in} @@ %s::tsquery", [looked_up])
                if side_by_side is None
                else (
                    f"{looked_up_in} @@ %s::tsquery AND ts_match_vq({column}, %s::tsquery)",
                    [looked_up, side_by_side],
                )
                for looked_up, side_by_side in written(asked, cut_by=cut_by)
            ]
        case Carries():
            return [("said @@ %s::tsquery", [_quoted(asked.word)])]
        case CarriesAny():
            return [("said @@ %s::tsquery", [" | ".join(_quoted(part.word) for part in asked.parts)])]


def _column(asked: Says, cut_by: int) -> str:
    """In which it is looked up."""
    if len(asked.words) > 2 and cut_by >= ALL_TRIPLED_SINCE:
        return "strong_threes" if asked.strong else "threes"
    if asked.strong:
        return "strong"
    return "beside" if len(asked.words) > 1 and cut_by >= PARTED_SINCE else "said"


def written(asked: Says, *, cut_by: int = VERSION) -> list[tuple[str, str | None]]:
    """As tsqueries, of which a document meets one: what is looked up, one word or the neighbours of several, and what those found
    by it must say then, where that they stand side by side is not sure. Every word is quoted, so nothing of it is ever
    read as an operator."""
    words = asked.words
    single = [_either(word, asked, last=at == len(words) - 1) for at, word in enumerate(words)]
    if cut_by < PAIRED_SINCE:
        return [(" <-> ".join(single), None)]
    begin, held = _longest_lexemes(words, cut_by)
    looked_up = " & ".join(
        _either(" ".join(words[at : at + held]), asked, last=at + held == len(words), begin=begin)
        for at in range(len(words) - held + 1)
    )
    if len(words) <= held:
        return [(looked_up, None)]
    side_by_side = " <-> ".join(single)
    if cut_by < ALL_TRIPLED_SINCE:
        return [(looked_up, side_by_side)]
    shared = [" ".join(pair) for pair in pairwise(words[1:-1])]
    behind, before = (
        " | ".join([_quoted(parting), *(_either(pair, asked, last=False, begin=parting) for pair in shared)])
        for parting in (BEHIND_OTHERS, BEFORE_OTHERS)
    )
    return [
        (f"{looked_up} & (!({behind}) | !({before}))", None),
        (f"{looked_up} & ({behind}) & ({before})", side_by_side),
    ]


def _longest_lexemes(words: Sequence[str], cut_by: int) -> tuple[str, int]:
    """How those begin that a table has of such words, and how many words one holds."""
    since = TRIPLED_SINCE if all(map(is_sign, words)) else ALL_TRIPLED_SINCE
    if len(words) > 2 and cut_by >= since:
        return TRIPLE, 3
    return (PAIR, 2) if len(words) > 1 else ("", 1)


def _either(said: str, asked: Says, *, last: bool, begin: str = "") -> str:
    """Spelled alike both ways, or as it is asked for."""
    goes_on = ":*" if last and asked.prefix else ""
    ways = (ALIKE, EXACT if asked.exact else FOLDED)
    return f"({' | '.join(_quoted(begin + way + said) + goes_on for way in ways)})"


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
