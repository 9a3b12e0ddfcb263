"""The words per language in an asset's own form: those of the source are the asset's at once; those of other languages wait
for a second person, whoever writes them (`media_library.translating.acts`), and stand in the form meanwhile."""

from typing import Any

from hub.registry.naming import SOURCE_LANGUAGE
from media_library.models import Asset
from media_library.translating.acts import put_forward
from media_library.translating.texts import Texts, put_texts, texts_of


class TranslatedTexts:
    """For a form with a `TextsField` called `texts`."""

    fields: Any
    initial: Any
    _translations: Texts

    def show_texts(self, asset: Asset, parts: tuple[str, ...]) -> None:
        """What is approved, and over it what is written since."""
        shown = texts_of(asset, parts)
        drafts = list(asset.text_drafts.all())
        for draft in drafts:
            words = {part: words for part, words in draft.words.items() if part in parts}
            shown[draft.language] = dict.fromkeys(parts, "") | shown.get(draft.language, {}) | words
        self.initial["texts"] = shown
        self.fields["texts"].widget.drafts = {draft.language: draft.get_state_display() for draft in drafts}

    def take_texts(self, asset: Asset, texts: Texts) -> None:
        """What is valid, before the asset is saved."""
        shown: Texts = self.initial.get("texts") or {}
        put_texts(asset, {tag: words for tag, words in texts.items() if tag == SOURCE_LANGUAGE})
        self._translations = {
            tag: changed
            for tag, words in texts.items()
            if tag != SOURCE_LANGUAGE
            and (changed := {part: said for part, said in words.items() if said != shown.get(tag, {}).get(part, "")})
        }

    def hand_in_texts(self, asset: Asset, by: Any) -> None:
        """Once the asset is saved."""
        put_forward(asset, getattr(self, "_translations", {}), by=by)
