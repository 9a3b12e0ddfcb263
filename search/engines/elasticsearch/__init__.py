"""Elasticsearch 8, any cluster: the engine outside the database.

    connection   the cluster, as the environment names it
    mapping      what an index looks like, and a document in it
    indexes      the live index behind its alias, and how another one takes its place
    writing      changes in, in bulk; what is refused comes again
    following    keeps the live index as the stored documents are; `cms follow`
    reconciling  proves that both agree
    expressing   conditions as queries
    finding      asks, and believes the answer only while nothing is missing

`elasticsearch-dsl` is the client's own `elasticsearch.dsl`, which is typed, and holds the client below 9.
The stored documents are the truth, and the embedded engine has all of them; so nothing here has to answer at any price.
"""
