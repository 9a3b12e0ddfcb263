"""The fourth set: written on 26 November 2026 as an outside judge would, before its author had read a rule of `search` or a query
of the older sets, with its labels fixed before the first run. The form is that of `third_set`. Do not mend a rule for one of its
queries, nor a label for a rule.
"""
