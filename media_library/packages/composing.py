"""The texts of a package: manifest, captions as sheets and as a page, licences in plain words, the README. From what is
frozen in its rows alone; the same rows make the same bytes."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from babel import Locale
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from hub.registry.naming import SOURCE_LANGUAGE
from locales.languages import language
from media_library.models import Package, PackageItem
from media_library.packages import bag
from media_library.packages.wording import BOM, OTHERWISE, has_words, spoken_for, words_in
from media_library.packages.workbook import workbook

FROM = "Cổng thông tin đối ngoại tỉnh Nghệ An"
BEGINS_A_FORMULA = tuple("=+-@\t\r")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PER_LANGUAGE = ("title", "caption", "alt")
CONTACT = ("name", "url", "email")
BESIDE = 2  # in how many of its languages a package says what it does not say in each


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the payload, by its path in the bag."""

    path: str
    content_type: str
    content: bytes


def texts_of(package: Package, items: Sequence[PackageItem]) -> list[Text]:
    told = [item.told for item in items if not item.is_left_out]
    rows = list(_sheet(package, told))
    return [
        Text("data/README.txt", "text/plain; charset=utf-8", _as_note(_readme(package, items))),
        Text("data/manifest.json", "application/json", _as_json(manifest_of(package, items))),
        Text("data/captions.html", "text/html; charset=utf-8", _captions_page(package, told)),
        Text("data/captions.csv", "text/csv; charset=utf-8", _as_csv(rows)),
        Text("data/captions.xlsx", XLSX, workbook(rows)),
        *(Text(path, "text/plain; charset=utf-8", _as_note(words)) for path, words in _licences(package, told)),
    ]


def manifest_of(package: Package, items: Sequence[PackageItem]) -> dict[str, Any]:
    """What `manifest.json` says, and the API."""
    return {
        "id": str(package.pk),
        "title": package.title,
        "version": package.number,
        "replaces": str(package.replaces_id) if package.replaces_id else None,
        "made_at": package.made_at.isoformat() if package.made_at else None,
        "made_by": FROM,
        "recipient": package.recipient,
        "purpose": {
            "use": package.use,
            "territory": package.territory or None,
            "day": package.day.isoformat() if package.day else None,
        },
        "form": package.form,
        "languages": package.languages,
        "items": [item.told for item in items if not item.is_left_out],
        "left_out": [
            {"id": str(item.asset_uid), "title": item.title, "reasons": item.reasons}
            for item in items
            if item.is_left_out
        ],
    }


def info_of(package: Package) -> dict[str, str]:
    """Of bag-info.txt."""
    day = timezone.localdate(package.made_at).isoformat() if package.made_at else ""
    return {
        "Source-Organization": FROM,
        "External-Description": package.title,
        "External-Identifier": f"urn:uuid:{package.pk}",
        "Bagging-Date": day,
        "Bag-Software-Agent": f"Nghệ An content hub <{settings.BASE_URL}>",
        "Internal-Sender-Description": f"{package.recipient} ({package.use}, {package.territory or 'world'})".strip(),
    }


def tag_texts(package: Package, payload: Sequence[bag.Held]) -> list[Text]:
    files = bag.tag_files(payload, info_of(package))
    return [Text(path, "text/plain; charset=utf-8", content) for path, content in files.items()]


# --- the sheet of captions -------------------------------------------------------------------------------------------


def _sheet(package: Package, told: Sequence[dict[str, Any]]) -> Iterator[list[str]]:
    """One line an asset; title, caption, alt text and credit line of each language beside each other, under that
    language's heads."""
    parts = [*PER_LANGUAGE, "credit"]
    yield [
        _head("file", package),
        *(f"{_words_for(tag, package)['columns'][part]} ({tag})" for tag in package.languages for part in parts),
        *(
            _head(name, package)
            for name in (
                "creator",
                "taken",
                "place",
                "event",
                "licence",
                "terms",
                "from",
                "until",
                "third_party",
                "contact",
            )
        ),
        "id",
    ]
    for each in told:
        line = [each["file"] or ""]
        for tag in package.languages:
            text = _said(each, tag)
            line += [*(text.get(part, "") for part in PER_LANGUAGE), each["credits"][tag]]
        shot = [_taken(each), _places(each, package), each["event"]]
        window = [each["usable_from"] or "", each["usable_until"] or ""]
        whom = [each["third_party"], _contact(each)]
        yield [*line, each["creator"], *shot, each["licence"], _terms(each, package), *window, *whom, each["id"]]


def _said(each: dict[str, Any], tag: str) -> dict[str, str]:
    """Its words in a language; what nobody wrote a title for has the library's own, in the library's language."""
    text: dict[str, str] = each["texts"].get(tag, {})
    return text if text.get("title") or tag != SOURCE_LANGUAGE else {**text, "title": each["title"]}


def _taken(each: dict[str, Any]) -> str:
    """The day, in Vietnam."""
    return (each["taken_at"] or "")[:10]


def _places(each: dict[str, Any], package: Package) -> str:
    """Of an older release of the house, none."""
    names = [each.get("places", {}).get(tag, []) for tag in package.languages[:BESIDE]]
    return "; ".join(_beside(place) for place in zip(*names, strict=True))


def _terms(each: dict[str, Any], package: Package) -> str:
    """The house's sentences on the rights are there in Vietnamese and English."""
    terms: dict[str, str] = each["terms"]
    return _beside(terms[tag] for tag in package.languages if tag in terms) or terms.get(OTHERWISE, "")


def _head(name: str, package: Package) -> str:
    """Of a column that is every language's."""
    return _beside(words_in(tag)["columns"][name] for tag in spoken_for(package.languages)[:BESIDE])


def _beside(said: Iterable[str]) -> str:
    return " / ".join(dict.fromkeys(said))


def _words_for(tag: str, package: Package) -> dict[str, Any]:
    return words_in(tag if has_words(tag) else _first_spoken(package))


def _contact(each: dict[str, Any]) -> str:
    """Whom to ask for more. Nothing of what an older release of the house has put in."""
    contact = each.get("contact", {})  # kept as JSON, in which PostgreSQL gives keys an order of its own
    return ", ".join(said for key in CONTACT if (said := contact.get(key)))


def _as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    out = StringIO()
    csv.writer(out).writerows([_plain_cell(cell) for cell in row] for row in rows)
    return (BOM + out.getvalue()).encode()


def _plain_cell(text: str) -> str:
    """What a spreadsheet would take for a formula is told to be text."""
    return f"'{text}" if text.startswith(BEGINS_A_FORMULA) else text


def _captions_page(package: Package, told: Sequence[dict[str, Any]]) -> bytes:
    spoken = _first_spoken(package)
    words = words_in(spoken)
    rows = [
        {
            **each,
            "medium": (each["type"] or "").partition("/")[0],
            "said": [
                {
                    "tag": tag,
                    "dir": _direction(tag),
                    "name": language(tag).endonym,
                    "heads": _words_for(tag, package)["columns"],
                    "credit_line": each["credits"][tag],
                    **each["texts"].get(tag, {}),
                }
                for tag in package.languages
            ],
            "shot": list(filter(None, (_taken(each), _places(each, package), each["event"]))),
            "terms_told": _terms(each, package),
            "contact_told": _contact(each),
        }
        for each in told
    ]
    context = {"package": package, "rows": rows, "words": words, "lang": spoken, "purpose": _purpose(package, spoken)}
    return render_to_string("media_library/package_captions.html", context).encode()


def _direction(tag: str) -> str:
    return "rtl" if Locale.parse(tag.split("-")[0]).text_direction == "rtl" else "ltr"


def _first_spoken(package: Package) -> str:
    return spoken_for(package.languages)[0]


# --- licences and README ---------------------------------------------------------------------------------------------


def _licences(package: Package, told: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for licence in sorted({each["licence"] for each in told}):
        for tag in spoken_for(package.languages):
            words = words_in(tag)
            beyond = [_beyond(each, words["columns"]) for each in told if each["licence"] == licence]
            text = "\n\n".join([words["licences"][licence], *(lines for lines in beyond if lines)])
            yield f"data/licences/{licence}.{tag}.txt", text


def _beyond(each: dict[str, Any], heads: dict[str, str]) -> str:
    """What of one asset the licence's own words don't say: its contract's terms, its days, who else has a say."""
    said = {
        "own_terms": each.get("own_terms", ""),
        "from": each["usable_from"],
        "until": each["usable_until"],
        "third_party": each["third_party"],
    }
    lines = [f"{heads[name]}: {value}" for name, value in said.items() if value]
    if not lines:
        return ""
    contact = _contact(each)
    return "\n".join([each["file"] or each["title"], *lines, *([f"{heads['contact']}: {contact}"] if contact else [])])


def _readme(package: Package, items: Sequence[PackageItem]) -> str:
    """In every language of the package, one after the other."""
    left_out = [item for item in items if item.is_left_out]
    told = [item.told for item in items if not item.is_left_out]
    parts = [package.title, "=" * len(package.title), ""]
    if package.message:
        parts += [package.message, ""]
    for tag in spoken_for(package.languages):
        words = words_in(tag)
        parts += [f"--- {words['name']} ---", ""]
        if package.recipient:
            parts.append(f"{words['made_for']}: {package.recipient}")
        parts += [f"{words['purpose']}: {_purpose(package, tag)}", ""]
        parts += [line for paragraph in words["readme"] for line in (paragraph, "")]
        if any(each.get("as_it_came") for each in told):
            parts += [words["as_it_came"], ""]
        places = [each["file"] for each in told if each.get("position_inside")]
        if places:
            parts += [f"{words['position_inside']}:", *(f"- {file}" for file in places), ""]
        if left_out:
            parts.append(f"{words['left_out']}:")
            parts += [f"- {item.title}: {_why(item, tag)}" for item in left_out]
            parts.append("")
    return "\n".join(parts)


def _why(item: PackageItem, tag: str) -> str:
    return " ".join(reason["words"].get(tag) or reason["words"][OTHERWISE] for reason in item.reasons)


def _purpose(package: Package, tag: str) -> str:
    words = words_in(tag)
    where = words["everywhere"]
    if package.territory:
        where = Locale.parse(tag.replace("-", "_")).territories.get(package.territory, package.territory)
    told = [str(words["uses"][package.use]), str(where), package.day.isoformat() if package.day else ""]
    return "; ".join(part for part in told if part)


def source_first(languages: Sequence[str]) -> list[str]:
    """The order in which languages stand beside each other."""
    return sorted(languages, key=lambda tag: (tag != SOURCE_LANGUAGE, tag))


def _as_note(text: str) -> bytes:
    """As Notepad opens it."""
    return (BOM + text.rstrip().replace("\n", "\r\n") + "\r\n").encode()


def _as_json(shape: Any) -> bytes:
    return (json.dumps(shape, ensure_ascii=False, indent=2) + "\n").encode()
