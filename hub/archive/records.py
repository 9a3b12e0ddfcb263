"""One line of an archive, understood: a `Record`, or the reason why it is refused.

Pure: knows the format and the configured languages, asks no database. Nothing is guessed, cut or left out silently: what
does not fit is refused with what would fit, what is merely lacking is a note.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from unicodedata import normalize
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from hub.archive.lines import Refused
from hub.archive.plain_text import has_markup, one_line, opening_words, paragraphs, plain
from hub.content.normal_form import CONTROL
from locales.languages import Language, UnknownLanguage, language
from media_library.rights.licences import Licence

HOUSE = ZoneInfo("Asia/Ho_Chi_Minh")
KINDS = ("article", "video", "publication", "event")
KEYS = frozenset(
    {"id", "lang", "type", "title", "text", "date", "work", "column", "agency", "url", "pictures", "summary", "byline"}
    | {"licence", "starts", "ends", "all_day", "venue"}
)
PICTURE_KEYS = ("file", "path", "caption", "alt", "credit", "creator", "licence", "title")
MOMENT = re.compile(
    r"\A\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?\Z", re.ASCII
)
ADDRESS = re.compile(r"\Ahttps?://[^\s/?#]+[^\s]*\Z", re.IGNORECASE)
EARLIEST = 1800
MOST_PARAGRAPHS = 2000
MOST_PICTURES = 100
LONGEST = {"id": 200, "work": 200, "title": 255, "summary": 400, "byline": 160, "column": 255, "agency": 255, "url": 1000, "venue": 255}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PictureLine:
    """One picture as a line names it; empty where it says nothing."""

    path: str
    caption: str = ""
    alt: str = ""
    credit: str = ""
    creator: str = ""
    licence: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What an archive says of one edition. `work` groups languages; `notes` are for the person who runs the import."""

    external_id: str
    work: str
    lang: str
    kind: str
    title: str
    summary: str
    paragraphs: tuple[str, ...]
    published: datetime
    column: str = ""
    agency: str = ""
    url: str = ""
    byline: str = ""
    licence: str = ""
    pictures: tuple[PictureLine, ...] = ()
    starts: datetime | None = None
    ends: datetime | None = None
    all_day: bool = False
    venue: str = ""
    notes: tuple[str, ...] = field(default=(), compare=False)


def read_record(fields: Mapping[str, Any], *, languages: tuple[str, ...], now: datetime) -> Record:
    """
    Raises:
        Refused: with a sentence for the person who can mend the line.
    """
    notes: list[str] = []
    kind = _kind(fields)
    external_id = _identifier(fields, "id")
    if not external_id:
        raise Refused(_("“id” is missing: it is how the archive names this line, and the line is known by it again."))
    title = one_line(_words(fields, "title", notes))
    if not title:
        raise Refused(_("“title” is missing."))
    body = paragraphs(_words(fields, "text", notes))
    summary = one_line(_words(fields, "summary", notes))
    if not body and (kind == "article" or not summary):
        raise Refused(_("“text” is missing."))
    if len(body) > MOST_PARAGRAPHS:
        raise Refused(
            _("The text has %(count)d paragraphs; at most %(most)d are possible.")
            % {"count": len(body), "most": MOST_PARAGRAPHS}
        )
    published = _moment(fields, "date")
    if published is None:
        raise Refused(_("“date” is missing: the day on which it came out, such as 2024-05-19."))
    if published > now:
        raise Refused(_("“date” lies in the future: an archive holds what has come out already."))
    starts, ends, all_day = _times(fields, kind, published, notes)
    return Record(
        external_id=external_id,
        work=_identifier(fields, "work") or external_id,
        lang=house_language(_text(fields, "lang"), languages),
        kind=kind,
        title=_fitting("title", title),
        summary=_fitting("summary", summary) or opening_words(body[0]),
        paragraphs=tuple(body),
        published=published,
        column=_line(fields, "column"),
        agency=_line(fields, "agency"),
        url=_address(fields),
        byline=_line(fields, "byline"),
        licence=_licence(_text(fields, "licence")),
        pictures=_pictures(fields),
        starts=starts,
        ends=ends,
        all_day=all_day,
        venue=_line(fields, "venue"),
        notes=tuple(dict.fromkeys(notes)),
    )


def house_language(tag: str, languages: tuple[str, ...]) -> str:
    """The configured language a tag means: itself, or the only one of the same language and script (`zh-CN`: `zh-Hans`).

    Raises:
        Refused: none; the message says what to set.
    """
    if not tag:
        raise Refused(_("“lang” is missing: a BCP 47 tag such as vi, en or zh-Hans."))
    try:
        wanted = language(tag)
    except UnknownLanguage:
        raise Refused(
            _("“%(tag)s” is no language: “lang” is a BCP 47 tag such as vi, en or zh-Hans.") % {"tag": tag[:80]}
        ) from None
    if wanted.tag in languages:
        return wanted.tag
    same = [each for each in map(language, languages) if _is_same(each, wanted)]
    if len(same) == 1:
        return same[0].tag
    raise Refused(
        _("“%(tag)s” is not among the languages of the hub. Set HUB_LANGUAGES=%(languages)s and run the import again.")
        % {"tag": wanted.tag, "languages": ",".join([*languages, wanted.tag])}
    )


def _is_same(one: Language, other: Language) -> bool:
    return one.script == other.script and one.tag.split("-")[0] == other.tag.split("-")[0]


# --- the parts of a line ---------------------------------------------------------------------------------------------


def _kind(fields: Mapping[str, Any]) -> str:
    kind = _text(fields, "type")
    if kind in KINDS:
        return kind
    known = ", ".join(KINDS)
    if not kind:
        raise Refused(_("“type” is missing: one of %(known)s.") % {"known": known})
    raise Refused(_("The type “%(kind)s” cannot be imported. Possible are %(known)s.") % {"kind": kind[:80], "known": known})  # fmt: skip


def _text(fields: Mapping[str, Any], key: str) -> str:
    """Any text, as it stands but for NFC; empty where the key is missing or null."""
    value = fields.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Refused(_("“%(key)s” must be a text in quotation marks.") % {"key": key})
    found = CONTROL.search(value)
    if found is not None:
        raise Refused(
            _("“%(key)s” holds a control character (%(code)s) after “%(before)s”: take it out.")
            % {
                "key": key,
                "code": f"U+{ord(found[0]):04X}",
                "before": value[max(0, found.start() - 30) : found.start()],
            }
        )
    return normalize("NFC", value).strip()


def _words(fields: Mapping[str, Any], key: str, notes: list[str]) -> str:
    """Text for readers."""
    text = _text(fields, key)
    if has_markup(text):
        notes.append(_("HTML was taken out of “%(key)s”: plain paragraphs are stored.") % {"key": key})
    return plain(text)


def _line(fields: Mapping[str, Any], key: str) -> str:
    return _fitting(key, one_line(_text(fields, key)))


def _fitting(key: str, text: str) -> str:
    if len(text) > LONGEST[key]:
        raise Refused(_("“%(key)s” is too long: %(length)d characters, at most %(most)d are possible. Nothing is cut off by itself.") % {
            "key": key, "length": len(text), "most": LONGEST[key]})  # fmt: skip
    return text


def _identifier(fields: Mapping[str, Any], key: str) -> str:
    """A number is as good a name as a text."""
    value = fields.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _line(fields, key)


def _moment(fields: Mapping[str, Any], key: str) -> datetime | None:
    text = _text(fields, key)
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text) if MOMENT.match(text) else None
        if moment is not None:
            moment = (moment if moment.tzinfo else moment.replace(tzinfo=HOUSE)).astimezone(UTC)
    except (ValueError, OverflowError):
        moment = None
    if moment is None:
        raise Refused(_("“%(key)s” cannot be “%(value)s”: write it as ISO 8601 has it, 2024-05-19 or 2024-05-19T08:00:00+07:00.") % {
            "key": key, "value": text[:80]})  # fmt: skip
    if moment.year < EARLIEST:
        raise Refused(_("“%(key)s” lies before the year %(year)d.") % {"key": key, "year": EARLIEST})
    return moment


def _times(
    fields: Mapping[str, Any], kind: str, published: datetime, notes: list[str]
) -> tuple[datetime | None, datetime | None, bool]:
    """When an event takes place. Many archives only know the day of the notice: that is taken, and told."""
    if kind != "event":
        return None, None, False
    starts, ends, all_day = _moment(fields, "starts"), _moment(fields, "ends"), fields.get("all_day", False)
    if not isinstance(all_day, bool):
        raise Refused(_("“%(key)s” must be true or false.") % {"key": "all_day"})
    if starts is None:
        notes.append(_("The event does not say when it starts (“starts”): it stands on the day of its “date”."))
        starts, all_day = published, True
    if ends is not None and ends < starts:
        raise Refused(_("The event ends before it starts."))
    return starts, ends, all_day


def _address(fields: Mapping[str, Any]) -> str:
    address = _fitting("url", _text(fields, "url"))
    if address and not ADDRESS.match(address):
        raise Refused(_("“url” must be a whole address that begins with http:// or https://."))
    return address


def _licence(name: str) -> str:
    if name == Licence.INTERNAL:
        raise Refused(_("Its licence says “internal”: what is internal is not published."))
    if name and name not in Licence.values:
        known = ", ".join(str(each) for each in Licence.values if each != Licence.INTERNAL)
        raise Refused(_("The licence “%(name)s” is not known here. Possible are %(known)s.") % {"name": name[:80], "known": known})  # fmt: skip
    return name


def _pictures(fields: Mapping[str, Any]) -> tuple[PictureLine, ...]:
    value = fields.get("pictures")
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > MOST_PICTURES:
        raise Refused(_("“pictures” must be a list of at most %(most)d pictures.") % {"most": MOST_PICTURES})
    return tuple(_picture(part) for part in value)


def _picture(part: Any) -> PictureLine:
    if isinstance(part, str):
        part = {"file": part}
    if not isinstance(part, dict):
        raise Refused(_("Each of “pictures” must be an object with “file”, or the name of a file."))
    said = {key: one_line(_text(part, key)) for key in PICTURE_KEYS}
    path = said.pop("file") or said.pop("path")
    said.pop("path", None)
    if not path:
        raise Refused(_("A picture does not say its “file”."))
    for key, most in (("caption", 500), ("alt", 255), ("credit", 160), ("creator", 160), ("title", 255)):
        if len(said[key]) > most:
            raise Refused(_("“%(key)s” of a picture is too long: %(length)d characters, at most %(most)d are possible.") % {
                "key": key, "length": len(said[key]), "most": most})  # fmt: skip
    _licence(said["licence"])
    return PictureLine(path=path, **said)
