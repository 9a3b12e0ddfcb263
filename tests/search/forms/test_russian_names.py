"""Russian names in their cases."""

import pytest

from search.forms.russian_names import declined


@pytest.mark.parametrize(
    ("name", "cases"),
    [
        ("порт куало", ["порта куало", "порту куало", "портом куало", "порте куало"]),
        ("народный комитет провинции", ["народного комитета провинции", "народному комитету провинции"]),
        ("ульяновская область", ["ульяновской области", "ульяновскую область"]),
        ("промышленный парк", ["промышленного парка", "промышленным парком"]),
        ("деревня шен", ["деревни шен", "деревню шен", "деревней шен"]),
        ("ульяновск", ["ульяновска", "ульяновский", "ульяновского"]),
        ("москва", ["москвы", "москве", "москву", "москвой"]),
    ],
)
def test_adjectives_and_noun_go_through_the_cases_together(name: str, cases: list[str]):
    found = [" ".join(form) for form in declined(name.split())]

    assert (set(cases) - set(found), name in found) == (set(), False)


@pytest.mark.parametrize("name", ["", "pu mat", "荣 市", "во"])
def test_what_is_no_russian_stays(name: str):
    assert declined(name.split()) == []
