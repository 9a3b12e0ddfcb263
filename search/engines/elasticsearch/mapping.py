"""What an index looks like, and a document in it. Text arrives folded and cut into words (`search.words`), so that the
`whitespace` analyzer, which every server has, is all that is needed. Change the shape, and `SCHEMA` changes with it."""

from collections.abc import Callable
from typing import Any

from search.documents import ORDERS
from search.expressions import facet_words
from search.facets import COUNTED
from search.models import StoredDocument
from search.words import Run, Word, words_in

SCHEMA = 5
BREAK = "\ue000"
LONGEST_COUNTED = 8000  # characters of a facet's value: Lucene ends at 32,766 bytes
LONGEST_ID = 512  # bytes
# strong, exact
FIELDS = {(True, False): "strong", (False, False): "said", (True, True): "strong_exact", (False, True): "said_exact"}


def mapping(epoch: str) -> dict[str, Any]:
    """Strict, and without anything that a server would not tell back as it was given."""
    words = {
        "type": "text", "analyzer": "whitespace", "norms": False,
        # two words side by side are a term of their own, and so is how a word begins: look-ups instead of long readings
        "index_phrases": True, "index_prefixes": {"min_chars": 2, "max_chars": 5},
    }  # fmt: skip
    counted = {"type": "keyword", "index": False, "ignore_above": LONGEST_COUNTED}
    return {
        "dynamic": "strict",
        "_source": {"enabled": False},  # the stored documents are at hand
        "_meta": {"epoch": epoch},
        "properties": {
            "place": {"type": "long"},
            "change": {"type": "long"},
            **dict.fromkeys(FIELDS.values(), words),
            "facets": {"type": "keyword", "doc_values": False},
            "counted": {"properties": dict.fromkeys(COUNTED, counted)},
            "ordered": {"properties": {name: {"type": "keyword", "index": False} for name in ORDERS}},
        },
    }


def body(row: StoredDocument) -> dict[str, Any]:
    words = words_in(row.title, row.names, row.prose)
    whole = (*words.strong, None, *words.prose)
    return {
        "place": row.place,
        "change": row.change_no,
        "strong": _spelled(words.strong, _folded),
        "said": _spelled(whole, _folded),
        "strong_exact": _spelled(words.strong, _exact),
        "said_exact": _spelled(whole, _exact),
        "facets": facet_words(row.facets),
        "counted": {name: row.facets[name] for name in COUNTED if name in row.facets},
        "ordered": {name: bytes(key).decode() for name in ORDERS if (key := getattr(row, f"by_{name}")) is not None},
    }


def _folded(word: Word) -> str:
    return word.folded


def _exact(word: Word) -> str:
    return word.exact


def _spelled(run: Run, spelling: Callable[[Word], str]) -> str:
    return " ".join(BREAK if word is None else spelling(word) for word in run)


def says_the_same(returned: Any, declared: Any) -> bool:
    """Whether a server's mapping is ours: everything declared is there; fields nobody declared are not."""
    if not isinstance(declared, dict):
        return str(returned).lower() == str(declared).lower()
    if not isinstance(returned, dict):
        return False
    if "properties" in declared and set(returned.get("properties", ())) != set(declared["properties"]):
        return False
    return all(name in returned and says_the_same(returned[name], part) for name, part in declared.items())
