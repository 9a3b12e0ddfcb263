"""Texts as a newspaper's archive has them, and queries that were written before anybody looked at the rules of `search`: what
they find tells how it does with what nobody has tuned it for. Do not mend a rule for one of them, nor a label for a rule.

`archive.jsonl` is in the format of `cms import_archive`; `queries.tsv`: language of who asks, kind, what is typed, editions
that have to be on the first page, editions that must not be there, the one that has to be the first hit.
"""
