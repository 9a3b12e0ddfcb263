"""Text as an archive has it, as the plain paragraphs that are stored. Pure: text in, text out.

Nothing in an archive's text is ever taken for markup of ours. What is plainly HTML (its usual tags, comments, scripts,
entities) is taken out, and the caller is told; every other angle bracket is a character like any other.
"""

import re
from html import unescape
from unicodedata import normalize

from locales.canonical import cut

BREAKING = "address|article|aside|blockquote|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|ol|p|pre|section|table|td|th|tr|ul"
INLINE = "a|abbr|b|big|center|cite|code|em|font|i|iframe|img|ins|del|mark|q|s|small|span|strike|strong|sub|sup|tbody|thead|u|video"
BREAK_TAG = re.compile(rf"</?(?:{BREAKING})(?:\s[^<>]*)?/?>", re.IGNORECASE)
LINE_TAG = re.compile(r"<br(?:\s[^<>]*)?/?>", re.IGNORECASE)
INLINE_TAG = re.compile(rf"</?(?:{INLINE})(?:\s[^<>]*)?/?>", re.IGNORECASE)
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}[0-9]{0,2});")
# what stands between these is nobody's reading
UNSEEN = (
    (re.compile("<!--"), re.compile("-->")),
    (re.compile(r"<script\b", re.IGNORECASE), re.compile(r"</script\s*>", re.IGNORECASE)),
    (re.compile(r"<style\b", re.IGNORECASE), re.compile(r"</style\s*>", re.IGNORECASE)),
)
LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
SENTENCE_END = re.compile(r"[.!?…](?=\s)|[。！？]")
SHORTEST_SUMMARY = 40
LONGEST_SUMMARY = 300


def plain(text: str) -> str:
    """Without HTML, in NFC, with Unix line ends."""
    text = LINE_ENDS.sub("\n", text)
    if "<" in text:
        for opening, closing in UNSEEN:
            text = _without(text, opening, closing)
        text = INLINE_TAG.sub("", LINE_TAG.sub("\n", BREAK_TAG.sub("\n\n", text)))
    if "&" in text:
        text = ENTITY.sub(lambda found: unescape(found[0]), text)
    return normalize("NFC", text)


def _without(text: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> str:
    """What is opened and never closed goes to the end. One pass, however many openings there are."""
    kept, at = [], 0
    while found := opening.search(text, at):
        kept.append(text[at : found.start()])
        end = closing.search(text, found.end())
        if end is None:
            return "".join(kept)
        at = end.end()
    return "".join([*kept, text[at:]])


def has_markup(text: str) -> bool:
    """Would `plain` take something out?"""
    return any(
        tag.search(text) for tag in (BREAK_TAG, LINE_TAG, INLINE_TAG, ENTITY, *[opening for opening, _ in UNSEEN])
    )


def paragraphs(text: str) -> list[str]:
    """The runs of lines between empty ones; lines keep their breaks, as a poem needs them."""
    found: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip():
            found[-1].append(line.strip())
        elif found[-1]:
            found.append([])
    return ["\n".join(lines) for lines in found if lines]


def one_line(text: str) -> str:
    return " ".join(text.split())


def opening_words(text: str, most: int = LONGEST_SUMMARY) -> str:
    """How a text begins: whole sentences where they fit, else cut between words, and never inside a letter."""
    text = one_line(text)
    if len(text) <= most:
        return text
    ends = [end.end() for end in SENTENCE_END.finditer(text, 0, most + 1) if end.end() <= most]
    if ends and ends[-1] >= SHORTEST_SUMMARY:
        return text[: ends[-1]]
    between_words = text.rfind(" ", SHORTEST_SUMMARY, most)
    return (text[:between_words] if between_words > 0 else cut(text, most - 1)).rstrip() + "…"
