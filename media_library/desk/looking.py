"""How assets look in the pages of the library's desk where they have no picture."""

ICONS = {
    "image": "image",
    "graphic": "image",
    "video": "media",
    "audio": "media",
    "document": "doc-full-inverse",
    "brand": "tag",
}
