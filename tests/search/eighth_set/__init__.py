"""The eighth set: written on 27 November 2026 as the newspaper, the broadcaster and their foreign desks would type (festivals, weaving,
factories, weather, football, dishes, delegations, the border, law, farming, fishing, schools), and committed before its first run. Its
author had read the form of the older sets, a few queries of the seventh, one page of `docs/search-figures.md` and the glossary, and no
rule or data of `search`. The form is that of `third_set` (`across`, `traps` and `hope` as in the sixth: a query's kind begins with
the language it is asked in). Do not mend a rule for one of its queries, nor a label for a rule.
"""
