"""The body of a story: structured blocks, so that a translator gets sentences and a partner gets data, never layout."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail_localize.segments import StringSegmentValue

PARAGRAPH_FEATURES = ["bold", "italic", "link", "ol", "ul", "superscript", "subscript"]


def caption_of_this_use() -> blocks.CharBlock:
    """It goes before the library's."""
    return blocks.CharBlock(label=_("caption"), required=False, max_length=500)


class PictureBlock(blocks.StructBlock):
    """A picture; the caption of this use goes before the library's."""

    image = ImageChooserBlock(label=_("picture"))
    caption = caption_of_this_use()

    class Meta:
        icon = "image"
        label = _("Picture")


class GalleryBlock(blocks.StructBlock):
    pictures = blocks.ListBlock(ImageChooserBlock(label=_("picture")), label=_("pictures"), min_num=2, max_num=30)

    class Meta:
        icon = "clipboard-list"
        label = _("Gallery")


class ClipBlock(blocks.StructBlock):
    video = SnippetChooserBlock("media_library.Video", label=_("clip"))
    caption = caption_of_this_use()

    class Meta:
        icon = "media"
        label = _("Clip")


class RecordingBlock(blocks.StructBlock):
    audio = SnippetChooserBlock("media_library.Audio", label=_("recording"))
    caption = caption_of_this_use()

    class Meta:
        icon = "volume-up"
        label = _("Recording")


class DocumentBlock(blocks.StructBlock):
    """A paper, a map, a drawing: something to take along."""

    document = DocumentChooserBlock(label=_("document"))
    caption = caption_of_this_use()

    class Meta:
        icon = "doc-full"
        label = _("Document")


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("quotation"))
    speaker = blocks.CharBlock(label=_("speaker"), max_length=160)
    role = blocks.CharBlock(label=_("role"), required=False, max_length=255)

    class Meta:
        icon = "openquote"
        label = _("Quotation")


class FactBlock(blocks.StructBlock):
    """A figure from the registry: never typed, so a corrected one is right here too."""

    fact = SnippetChooserBlock("registry.Fact", label=_("fact"))

    class Meta:
        icon = "info-circle"
        label = _("Fact")


class BoxBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), required=False, max_length=160)
    text = blocks.RichTextBlock(label=_("text"), features=PARAGRAPH_FEATURES)

    class Meta:
        icon = "doc-empty"
        label = _("Pull-out box")


class EmbedBlock(blocks.StructBlock):
    """A link to something elsewhere, shown as a card. Nothing is fetched: the house calls nobody by itself."""

    url = blocks.URLBlock(label=_("address"))
    title = blocks.CharBlock(label=_("title"), max_length=255)

    class Meta:
        icon = "link-external"
        label = _("Embed")


# the menu of a table's cells in the editor's language: Handsontable, which draws it, has no Vietnamese
TABLE_MENU = {
    "items": {
        "row_above": {"name": _("Insert row above")},
        "row_below": {"name": _("Insert row below")},
        "before_columns": "---------",
        "col_left": {"name": _("Insert column left")},
        "col_right": {"name": _("Insert column right")},
        "before_removing": "---------",
        "remove_row": {"name": _("Remove row")},
        "remove_col": {"name": _("Remove column")},
        "before_undoing": "---------",
        "undo": {"name": _("Undo")},
        "redo": {"name": _("Redo")},
    }
}


class TranslatableTableBlock(TableBlock):
    """Wagtail's table, each cell a segment of its own: wagtail-localize skips tables it does not know."""

    def get_table_options(self, table_options: dict[str, Any] | None = None) -> dict[str, Any]:
        given = table_options or {}
        options: dict[str, Any] = super().get_table_options({"language": "en-US", "contextMenu": TABLE_MENU} | given)
        return options

    def get_translatable_segments(self, value: dict[str, Any] | None) -> list[StringSegmentValue]:
        if not value:
            return []
        segments = [
            StringSegmentValue(f"cell-{row}-{column}", cell)
            for row, cells in enumerate(value.get("data") or [])
            for column, cell in enumerate(cells)
            if isinstance(cell, str) and cell.strip()
        ]
        if value.get("table_caption"):
            segments.append(StringSegmentValue("caption", value["table_caption"]))
        return segments

    def restore_translated_segments(self, value: dict[str, Any], segments: list[Any]) -> dict[str, Any]:
        for segment in segments:
            if segment.path == "caption":
                value["table_caption"] = segment.render_text()
            else:
                _cell, row, column = segment.path.split("-")
                value["data"][int(row)][int(column)] = segment.render_text()
        return value


class StoryBlock(blocks.StreamBlock):
    """What a body may hold."""

    paragraph = blocks.RichTextBlock(label=_("Paragraph"), icon="pilcrow", features=PARAGRAPH_FEATURES)
    heading = blocks.CharBlock(label=_("Heading"), icon="title", max_length=255)
    picture = PictureBlock()
    gallery = GalleryBlock()
    clip = ClipBlock()
    recording = RecordingBlock()
    document = DocumentBlock()
    quote = QuoteBlock()
    table = TranslatableTableBlock(label=_("Table"), icon="table")
    fact = FactBlock()
    box = BoxBlock()
    embed = EmbedBlock()
