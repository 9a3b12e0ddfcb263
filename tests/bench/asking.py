"""What the benches that ask questions have in common: how one is mistyped, and what their times come to. Pure."""


def mistyped(text: str) -> str:
    """Two letters within its longest word change places."""
    word = max(text.split(), key=len)
    at = len(word) // 2
    return text.replace(word, word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]) if at > 1 else text


def percentile(took: list[float], part: float) -> float:
    """Seconds in, milliseconds out."""
    return sorted(took)[min(int(len(took) * part), len(took) - 1)] * 1000
