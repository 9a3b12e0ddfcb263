"""What a process reads before somebody waits for it: the columns of facets, what common words match, the lists that names are written
by, and each name of the hub as it is asked for, which is in all its languages at once.
"""

from search import choosing
from search.asking import in_all_forms, said_elsewhere, understood
from search.engine import Wanted
from search.engines import embedded
from search.forms.inflection import is_vietnamese
from search.models import StoredDocument
from search.ranking import tiers_of
from search.scope import STAFF
from search.words import spelled

MOST_NAMES = 300  # some twenty milliseconds each


def warm_up() -> None:
    embedded.warm_up()
    named = StoredDocument.objects.filter(equivalent_names=True, place__isnull=False).order_by("key")
    groups = list(named.values_list("names", flat=True)[:MOST_NAMES])
    for name in groups[0] if groups else ():
        said_elsewhere(understood(name))  # reads the lists of its script
    for names in filter(None, groups):
        name = next((each for each in names if any(map(is_vietnamese, spelled(each)))), names[0])
        tiers = tuple(tiers_of(in_all_forms(understood(name))))
        choosing.EMBEDDED.find(Wanted(tiers=tiers, scope=STAFF.expression(), limit=1))
