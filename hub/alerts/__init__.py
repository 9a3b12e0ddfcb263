"""Saved searches of the staff, and the word that something new matches one: by e-mail or webhook.

The way of a match: `watching` finds it among the documents that changed, `telling` puts it into a notice, `delivering`
sends the notice until it gets there. Each step is one transaction, and what it reads is a row: a killed process loses
nothing. `cms alerts` runs them.
"""
