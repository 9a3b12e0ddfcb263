"""Words typed while the keyboard was switched to the other script: `ckjys` is слоны, `мштр` is vinh. Pure."""

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбю"
_SWITCHED = {
    **str.maketrans(_LATIN, _RUSSIAN),
    **str.maketrans(_RUSSIAN, _LATIN),
}


def switched(word: str) -> str | None:
    """The same keys in the other script; None for what no such keyboard types."""
    other = word.translate(_SWITCHED)
    return other if other.isalpha() and not set(word) & set(other) and len(word) > 2 else None
