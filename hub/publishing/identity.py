"""The public names of things: an edition is `work.lang`, such as `7d0f…a21.zh-Hans`: stable, and readable in a log."""

from uuid import UUID

from wagtail.models import Page

from locales.languages import UnknownLanguage, bcp47, language


def edition_id(work: UUID | str, lang: str) -> str:
    return f"{work}.{lang}"


def parse_edition_id(value: str) -> tuple[UUID, str]:
    """
    Raises:
        ValueError: it is not `<uuid>.<BCP 47 tag>`.
    """
    work, _dot, lang = value.partition(".")
    try:
        tag = language(lang).tag
    except UnknownLanguage as unknown:
        raise ValueError(str(unknown)) from unknown
    uuid = UUID(work)
    if str(uuid) != work.lower():  # braces, "urn:uuid:" and the digits of other scripts are other spellings
        raise ValueError(work)
    return uuid, tag


def edition_id_of(page: Page) -> str:
    """The id of the edition that a page is."""
    return edition_id(page.translation_key, bcp47(page.locale.language_code))
