"""The seventh set: written on 26 November 2026 from issue 5 and its references, on what the six older ones have little of (harvest, roads,
floods, schools, football, dishes, markets at the border, electricity, health, digital offices, weather, festivals), and committed
before its first run. Its author had read the form of the older sets, some queries of the sixth and the first lines of the
gazetteer, and no rule of `search`. The form is that of `third_set` (`across`, `traps` and `hope` as in the sixth: a query's kind begins with
the language it is asked in). Do not mend a rule for one of its queries, nor a label for a rule.
"""
