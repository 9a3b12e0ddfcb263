"""The sixth set: written on 26 November 2026 as an outside examiner would, by somebody who had read issue 5 and its references, and
no rule, table, list of names or query of the hub. The form is that of `third_set`, but a query's kind begins with the language it is
asked in (`ko:small`). `queries/across.txt` asks in one language for texts of the others, by names and by terms: famous places, the
neighbourhood's, the province's, small ones (a commune, a bridge, a school), people of history and of every day, organisations, terms of
the news, dishes and festivals, two things at once, and as people mistype or transcribe. `traps.txt`: what a naive expansion takes for
another word (Lào, lao động), with what must not be found. `own.txt`: in the language of the texts. `hope.txt`: what needs a
dictionary or a translation; its figure promises nothing. Do not mend a rule for one of its queries, nor a label for a rule.
"""
