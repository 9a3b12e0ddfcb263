"""The third set: written on 26 November 2026, before its author had read a rule of `search` or a query of the two older sets, to
show what those hide. Do not mend a rule for one of its queries, nor a label for a rule.

    texts/<language>.txt     id | kind | date | title | names; names | text
    stories.txt              ids that tell the same story, in whatever language: a line each
    queries/<language>.txt   kind of query | what is typed | labels (`across`: the names of one language in another)

Labels, by what the words mean to a reader: `v01` has to be found, `!v01` has to be the first hit besides, `-v01` must not be
found, `?v01` may stand among the first as well, `?*`: anything may; `-` alone: nothing has to be found.
"""
