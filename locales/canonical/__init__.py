"""The one text canonicaliser of the house: what is indexed and what is asked become the same words.

Every search engine gets the words made here and nothing else (SQLite FTS5, the `simple` tsvector of PostgreSQL, the
`whitespace` analyzer of Elasticsearch), so they all find the same. Pure: no ORM, no settings, no Django; the standard
library's Unicode 14 tables. It never rewrites stored text, it only reads it.

`words` cuts text into tokens, `forms` gives each its two spellings, `cutting` cuts text for people to see.
Reasons and measurements: docs/decisions/0010-one-canonicaliser.md.
"""

from locales.canonical.cutting import boundary, cut, graphemes
from locales.canonical.words import Token, fold, pieces, tokens

__all__ = ["Token", "boundary", "cut", "fold", "graphemes", "pieces", "tokens"]
