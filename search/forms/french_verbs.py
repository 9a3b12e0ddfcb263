"""French verbs: chanter, chantait and chanté, vendre and vendu, apprennent and appris; and the nouns made of them (négociation,
tissage). On words without accents. Pure; whether a form occurs is the index's business.
"""

import re

_SHORTEST = 3
# endings of one kind of verb, all behind the same beginning; those of the first kind that shows what a verb is
_KINDS = [
    endings.split()
    for endings in (
        # chanter
        "er e es ent ez ons ait aient ant a era erait eront ee ees age ages ation ations eur eurs euse euses ement ements",
        # vendre
        "dre d ds dent dons dez du due dus dues dait daient dant dra",
        # finir, vieillissement
        "ir it is issent issons issez issait issant ie ies ira issement issements",
        "prendre prend prends prennent prenons prenait prenaient prenant pris prise prises prendra",
        "eindre eint eints einte eintes eignent eignait eignaient eignant",
        "aindre aint aints ainte aintes aignent aignait aignaient aignant",
        "enir ient iens iennent enons enait enaient enant enu enue enus enues iendra",
        "mettre met mets mettent mettait mettaient mettant mis mise mises",
        "uire uit uits uite uites uisent uisait uisant",
        "cevoir coit coivent cevait cevant cu cue cus cues",
        "battre bat bats battent battait battant battu battue battus battues",
        "vrir vre vres vrent vrait vrant vert verts verte vertes",
        "crire crit crits crite crites crivent crivait crivant",
    )
]
# by these a word tells that it is of the kind; shorter ones are too many other words'
_TELLING = [
    "er ent ez ons ait aient era erait eront ee ees age ages ation ations ement ements",
    "dre dent dait daient dant du due dus dues",
    "ir issent issons issait issant issement issements",
]
_ENDING = [
    re.compile(f"(.{{{_SHORTEST if kind < len(_TELLING) else 0},}})(?:{'|'.join(telling)})$")
    for kind, telling in enumerate([*(told.split() for told in _TELLING), *_KINDS[len(_TELLING) :]])
]


def conjugated(word: str) -> set[str]:
    """All forms of every verb that it may be a form of."""
    found: set[str] = set()
    for ending, endings in zip(_ENDING, _KINDS, strict=True):
        verb = ending.fullmatch(word)
        if verb is not None:
            found |= {verb[1] + other for other in endings}
    return found
