import pytest
from django.utils import translation

from hub.partners.entitlement import ANYBODY, Entitlement, agreed

PRESS = agreed(7, languages=[], licences=["press"], scopes=["read:items"])
LAO = agreed(7, languages=["lo"], licences=["press"], scopes=["read:items"])
PLAIN = agreed(7, languages=[], licences=[], scopes=[])


@pytest.mark.parametrize(
    ("entitlement", "lang", "licence", "sees"),
    [
        (ANYBODY, "vi", "CC-BY-4.0", True),
        (ANYBODY, "lo", "CC-BY-4.0", True),
        (ANYBODY, "vi", "press", False),
        (ANYBODY, "vi", "internal", False),
        (ANYBODY, "vi", "", False),
        (PLAIN, "vi", "CC-BY-4.0", True),
        (PLAIN, "vi", "press", False),
        (PRESS, "vi", "press", True),
        (PRESS, "vi", "CC-BY-4.0", True),
        (PRESS, "vi", "internal", False),
        (LAO, "lo", "press", True),
        (LAO, "lo", "CC-BY-4.0", True),
        (LAO, "vi", "CC-BY-4.0", False),
        (LAO, "vi", "press", False),
    ],
)
def test_entitlement_sees(entitlement: Entitlement, lang: str, licence: str, sees: bool):
    assert entitlement.sees(lang, licence) is sees


def test_agreement_never_grants_what_is_internal():
    assert agreed(1, languages=[], licences=["internal", "press"], scopes=[]).licences == {"CC-BY-4.0", "press"}


@pytest.mark.parametrize(
    ("entitlement", "lang", "licence", "reason"),
    [
        (
            ANYBODY,
            "vi",
            "press",
            "It is for partners: send your key as “Authorization: Bearer …”. Its licence is “press”.",
        ),
        (ANYBODY, "vi", "internal", "It is for internal use and not released to anybody."),
        (PLAIN, "vi", "press", "Your agreement does not include the licence “press”."),
        (LAO, "vi", "press", "Your agreement covers these languages: lo. This edition is in vi."),
    ],
)
def test_refusal_says_why(entitlement: Entitlement, lang: str, licence: str, reason: str):
    with translation.override("en"):
        assert entitlement.why_not(lang, licence) == reason


def test_fingerprint_changes_with_what_may_be_taken_and_with_nothing_else():
    assert PRESS.fingerprint == agreed(8, languages=[], licences=["press"], scopes=["read:items"]).fingerprint
    assert len({one.fingerprint for one in (ANYBODY, PRESS, LAO, PLAIN)}) == 4
