"""What of a query is left when nothing has all of it."""

from collections.abc import Mapping

from search.loosening import loosened, taken_apart
from search.query import Clause, Phrase, Query, parse


def left(typed: str | Query, occurrences: Mapping[str, int], *held: set[str]) -> list[str]:
    """The looser queries, when documents hold these sets of words."""
    query = parse(typed) if isinstance(typed, str) else typed

    def say(clause: Clause) -> str:
        return " ".join(word for phrase in clause.typed for word in phrase.folded)

    def holds(part: Query) -> bool:
        return any({say(clause) for clause in part.clauses} <= words for words in held)

    found = loosened(query, lambda clause: occurrences.get(say(clause), 0), holds)
    return [" + ".join(say(clause) for clause in part.clauses) for part in found]


def test_what_occurs_nowhere_is_left_out():
    assert left("river unheard", {"river": 3}, {"river"}) == ["river"]


def test_the_rarest_words_that_one_document_has_together_stay():
    occurrences = {"pond": 1000, "festival": 40, "lotus": 5}

    assert left("pond festival lotus", occurrences, {"festival", "pond"}, {"lotus", "pond"}) == [
        "pond + lotus",
        "lotus",
        "pond + festival",
    ]


def test_a_name_weighs_more_than_its_words():
    name = Clause(
        (Phrase(parse("lang").clauses[0].typed[0].words), Phrase(parse("sen").clauses[0].typed[0].words)),
        ((),),
        is_name=True,
    )
    query = Query("", (name, *parse("opens soon").clauses))

    assert left(query, {"lang sen": 10, "opens": 1, "soon": 9}, {"lang sen"}, {"opens"}) == ["lang sen", "opens"]


def test_words_that_only_build_the_sentence_count_where_there_is_nothing_else():
    """In another language they may be words: of “where is the temple Con” nothing that has “the” comes first."""
    occurrences = {"when": 1, "is": 1, "the": 1, "festival": 40}

    assert left("when is the festival", occurrences, {"when", "is", "the"}, {"the", "festival"}) == ["festival"]
    assert left("when is", occurrences, {"when"}, {"is"}) == ["when", "is"]


def test_a_long_question_is_put_together_from_its_heaviest_words():
    """Not taken apart until something holds it: of twelve words nobody has that many tries."""
    words = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu"
    occurrences = dict.fromkeys(words.split(), 10) | {"zeta": 2, "mu": 2}

    assert left(words, occurrences, {"zeta", "mu"})[0] == "zeta + mu"


def test_what_was_guessed_weighs_little():
    query = parse("drowning pineapple")
    found = loosened(query, lambda clause: 1, lambda part: len(part.clauses) == 1, guessed={"drowning"})

    assert [part.clauses[0].typed[0].folded for part in found] == [("pineapple",)]


def test_words_side_by_side_without_spaces_may_stand_apart():
    assert left("旅游投资", {"旅 游": 4, "投 资": 4}, {"旅 游", "投 资"}) == ["旅 游 + 投 资", "旅 游", "投 资"]


def test_nothing_worth_showing_is_nothing():
    assert left("one two", {}, {"one"}) == []
    assert left("a b c d e f", dict.fromkeys("abcdef", 7), {"a"}) == []


def test_syllables_keep_their_accents():
    """“cá sấu bạch tạng” in a text that says cà, sau, bách and tăng is none of it."""
    assert [phrase.together for phrase in taken_apart(parse("cá sấu Vinh")).phrases()] == [True, True, False]
    assert left("cầu hiền lương", {"cau": 7, "luong": 8}, {"cau"}, {"luong"}) == []
    assert left("cau hien luong", {"cau": 7, "luong": 8}, {"cau"}, {"luong"}) == ["cau", "luong"]
