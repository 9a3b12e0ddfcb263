"""What a package's manifest says of one asset: words, credit, licence and terms, in the languages of the package.

Nobody's consent, and no name of anybody shown who is not named in the words, is told.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from media_library.models import Asset, PackageItem
from media_library.packages.choosing import Chosen
from media_library.packages.purpose import Purpose, verdict_on
from media_library.packages.wording import SPOKEN
from media_library.rights.statements import statement_of
from media_library.rights.terms import terms_of, told_texts
from media_library.source_types import uri

Told = dict[str, Any]


def told_of(asset: Asset, languages: Sequence[str], files: Sequence[Chosen]) -> Told:
    terms, statement = terms_of(asset), statement_of(asset)
    texts = {text.language: text for text in told_texts(asset) if text.language in languages}
    places = asset.places.prefetch_related("names")
    own = [file for file in files if file.role == "media"]
    as_it_came = bool(own) and own[0].sha256 == asset.carrier.sha256  # type: ignore[attr-defined]  # every kind's has one
    return {
        "id": str(asset.pk),
        "kind": asset.told_as,
        "file": _inside(own[0].path) if own else None,
        "sha256": own[0].sha256 if own else None,
        "size": own[0].size if own else None,
        "type": own[0].content_type if own else None,
        "file_version": asset.file_version,
        "texts": {
            tag: {"title": text.title, "caption": text.caption, "alt": text.alt, "keywords": text.keyword_list}
            for tag, text in texts.items()
        },
        "title": next((text.title for text in texts.values() if text.title), "") or asset.title,
        "creator": asset.creator,
        "credit": asset.credit_in(None),
        "credits": {tag: asset.credit_in(tag) for tag in languages},
        "owner": statement.owner,
        "source": asset.source,
        "event": asset.event,
        "places": {tag: [place.name_in(tag) for place in places] for tag in languages},
        "taken_at": timezone.localtime(asset.taken_at).isoformat() if asset.taken_at else None,
        "licence": terms.licence,
        "licence_url": terms.licence_url or None,
        "terms": statement.usage_terms,
        "terms_url": statement.web_statement or None,
        "uses": terms.listed_uses,
        "territories": sorted(terms.territories),
        "languages": sorted(terms.languages),
        "translation_allowed": terms.translation_allowed,
        "modification_allowed": terms.modification_allowed,
        "exclusive": terms.exclusive,
        "usable_from": terms.usable_from.isoformat() if terms.usable_from else None,
        "usable_until": terms.usable_until.isoformat() if terms.usable_until else None,
        "third_party": terms.third_party,
        "own_terms": terms.own_terms,
        "contact": {
            "name": statement.licensor.name,
            "url": statement.licensor.url or None,
            "email": statement.licensor.email or None,
        },
        "as_it_came": as_it_came,
        "position_inside": as_it_came and asset.says_where,
        "digital_source_type": uri(asset.digital_source_type),
        "ai": {"system": asset.ai_system, "version": asset.ai_version} if asset.made_by_ai else None,
        "subtitles": [_by_language(file) for file in files if file.role == "subtitles"],
        "dope_sheets": [_by_language(file) for file in files if file.role == "dope_sheet"],
    }


def kept_inside(items: Iterable[PackageItem]) -> dict[str, Any]:
    """For the pages of a package: how many files are as they came, and the titles of those that hold where they were taken."""
    told = [item.told for item in items if item.told]  # of those that are settled
    return {
        "as_they_came": sum(bool(each.get("as_it_came")) for each in told),
        "with_position": [each["title"] for each in told if each.get("position_inside")],
    }


def _by_language(file: Chosen) -> Told:
    return {
        "lang": file.language,
        "file": _inside(file.path),
        "sha256": file.sha256,
        "size": file.size,
        "type": file.content_type,
    }


def reasons_against(asset: Asset | None, purpose: Purpose) -> list[Told]:
    """Why it does not go in: code, and words in every language in which the house has sentences. Empty: it may."""
    if asset is None:
        return [reason("gone", lambda: _("It is no longer in the library."))]
    codes = [one.code for one in verdict_on(asset, purpose).reasons]
    return [
        reason(code, lambda number=number: verdict_on(asset, purpose).reasons[number].words)  # type: ignore[misc]  # bound now
        for number, code in enumerate(codes)
    ]


def reason(code: str, words: Callable[[], str]) -> Told:
    told = {}
    for tag in SPOKEN:
        with translation.override(tag):
            told[tag] = words()
    return {"code": code, "words": told}


def _inside(path: str) -> str:
    """Beside the manifest, which lies in `data/`."""
    return path.removeprefix("data/")
