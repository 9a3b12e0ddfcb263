"""Names that each desk writes in Latin letters as it hears them."""

import pytest

from search.forms.romanised import sounds


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("xiengkuang", "xiengkhouang"), ("nakhonpanom", "nakhonphanom"), ("ulianovsk", "ulyanovsk"),
        ("savanakhet", "savannakhet"), ("houaphan", "houaphanh"), ("vientyane", "vientiane"),
    ],
)  # fmt: skip
def test_what_desks_write_otherwise_sounds_the_same(typed: str, name: str):
    assert sounds(typed) == sounds(name)


@pytest.mark.parametrize(("one", "other"), [("khammouane", "kamphaeng"), ("bolikhamxay", "bolikhan")])
def test_other_names_do_not(one: str, other: str):
    assert sounds(one) != sounds(other)
