"""Refusals and notes in words, for whoever sent the file."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _


def say(code: str, about: Mapping[str, Any]) -> str:
    """The sentence, in the language that is active.

    Raises:
        KeyError: no sentence has that code.
    """
    told: dict[str, Any] = dict(about)
    if "why" in told:
        told["why"] = _(told["why"])  # ffmpeg's reader words it, in `media_library.clips.footage`
    if "what" in told:
        told["what"] = _other_files().get(told["what"], told["what"])
    for name in ("bytes", "most_bytes"):
        if name in told:
            told[name] = filesizeformat(told[name])
    for name in ("pixels", "most_pixels"):
        if name in told:
            told[name] = f"{told[name] / 1_000_000:.0f}"
    if "at" in told:
        told["at"] = date_format(localtime(datetime.fromisoformat(told["at"])), "SHORT_DATE_FORMAT")
    return str(_sentences()[code]) % told


def _other_files() -> dict[str, str]:
    """What `media_library.ingest.sniffing` calls what the library does not take; brands are called so everywhere."""
    return {
        "a Windows program": _("a Windows program"),
        "a program": _("a program"),
        "a script": _("a script"),
    }


def _sentences() -> dict[str, str]:
    return {
        "empty": _("The file is empty. Copy it again and upload that."),
        "unknown": _(
            "The library does not know this kind of file. It takes pictures, video, sound, PDF and office documents."
        ),
        "not_taken": _(
            "The file is no picture, video, sound or document, but: %(what)s. The library does not take it."
        ),
        "other_picture": _(
            "This is a picture in a format that web and newsrooms do not read: %(what)s. Save it as JPEG, PNG or TIFF and"
            " upload that."
        ),
        "sidecar": _(
            "This is a sidecar (XMP), which tells of a picture and is none. Bring it together with the picture that has its name, and what"
            " it says is offered there."
        ),
        "old_office": _(
            "This is a document of Word, Excel or PowerPoint from before 2007. Save it as PDF, or as docx, xlsx or pptx, and"
            " upload that."
        ),
        "raw": _(
            "This is a camera’s RAW file of a kind that the library does not develop. Export it as JPEG or TIFF and upload that."
        ),
        "subtitles": _("Subtitles belong to a clip: open the video and add them there, one file a language."),
        "archive": _("A ZIP is no asset. “Upload files” takes one, and every file in it with its sheet of captions."),
        "archive_inside": _("A ZIP inside a ZIP is not unpacked. Upload it by itself."),
        "archive_sent": _("A ZIP is not unpacked here. Send the files that are in it."),
        "nothing_inside": _("There is no file in the ZIP that the library could take."),
        "too_many_inside": _(
            "There are %(files)s files in the ZIP; at most %(most)s are taken at once. Make several of it."
        ),
        "packed_otherwise": _("It is packed in a way the library does not open. Pack it as an ordinary ZIP."),
        "sheet_too_large": _("The sheet of captions is too large."),
        "sheet_empty": _("The sheet of captions is empty."),
        "sheet_without_files": _("The sheet of captions has no column “file”. Its columns are: %(columns)s."),
        "sheets": _("There are several sheets of captions: name one, or leave one."),
        "line_unreadable": _("The line cannot be read: a cell is too long or a quotation mark is missing."),
        "line_names_nothing": _("It names no file."),
        "line_too_long": _("It has more cells than there are columns: is a quotation mark missing?"),
        "line_twice": _("Line %(line)s names the same file."),
        "line_without_file": _("There is no file “%(file)s”."),
        "line_unclear": _("Several files are called “%(file)s”: write their folders, too."),
        "too_many_bytes": _("The file has %(bytes)s; of this kind, at most %(most_bytes)s are taken."),
        "too_many_pixels": _(
            "The picture has %(pixels)s megapixels; at most %(most_pixels)s are taken. Make it smaller."
        ),
        "too_long_side": _("The picture is %(width)s × %(height)s pixels; no side may be longer than %(most)s."),
        "too_many_frames": _(
            "The animation is too large: %(frames)s frames of %(width)s × %(height)s. Upload it as a video."
        ),
        "broken_picture": _(
            "The picture is damaged or was cut off while it was copied. Save it again in a picture program and upload that."
        ),
        "layers_alone": _(
            "The file holds layers alone and no picture of all together. Save it in Photoshop with “Maximize Compatibility”, or as"
            " TIFF or JPEG, and upload that."
        ),
        "unknown_colours": _(
            "The picture is whole, but stores its colours in a way the library does not read. Save it as RGB with 8 or 16 bits"
            " and upload that."
        ),
        "light": _(
            "The picture is whole, but keeps light in floating point (HDR), and how bright it is to be seen only its program knows."
            " Save it as RGB with 8 or 16 bits and upload that."
        ),
        "too_costly": _(
            "Opening the file takes too much memory or time, as files made to do harm do. Save it again and upload that."
        ),
        "broken_drawing": _("The drawing is no proper SVG. Export it again as plain SVG."),
        "hostile_drawing": _(
            "The drawing declares entities or is nested without end, as files made to do harm are. Export it again as plain SVG."
        ),
        "broken_document": _(
            "The document is damaged or was cut off while it was copied. Save it again and upload that."
        ),
        "too_many_pages": _("The document has %(pages)s pages; at most %(most)s are taken. Cut it into parts."),
        "encrypted": _("The file is locked with a password. Save it without one and upload that."),
        "broken_zip": _("The ZIP is damaged or was cut off while it was copied, or is packed in a way nobody reads."),
        "outside": _("It points to a place outside its folder. It is not taken."),
        "bomb": _("Unpacked, the file would be far larger than anything it could sensibly hold. It is not opened."),
        "broken_clip": "%(why)s",
        "cut_off": _("The recording was cut off while it was copied. Copy or export it again."),
        "too_long_clip": _("The recording is longer than %(hours)s hours. Cut it into parts."),
        "too_large_frame": _("The video is %(width)s × %(height)s pixels: larger than is taken."),
        "checksum": _("What arrived is not what was sent: the checksums differ. Upload the file again."),
        "duplicate": _("The library has this very file already: “%(title)s”."),
        "deleted": _("This very file was deleted from the library on %(at)s: “%(title)s”."),
        "deleted_barred": _(
            "This very file was deleted from the library on %(at)s (“%(title)s”), when a consent or another right stood against its"
            " use. Only somebody who may approve rights records takes it in again, by “Upload files”."
        ),
        "same_file": _("This is the very file that it has already."),
        "another_kind": _(
            "This is a file of another kind (%(spoken)s). Use “Upload files”: it takes every kind and puts it where it belongs."
        ),
        "duplicate_upload": _("This very file has arrived already and waits to be looked through."),
        "virus": _("The virus scanner found “%(name)s” in the file. It is not taken."),
        "gone": _("What had arrived is gone. Send the file again."),
        "interrupted": _(
            "It could not be examined after several tries. Tell the technical staff; the file is kept for them."
        ),
    }


def note(code: str) -> str:
    """What a person should know of a file that is taken."""
    return {
        "waits": _("It waits: the virus scanner or the store does not answer, or its disk is full."),
        "mislabelled": _("Its name has another ending than its content: it is kept as what it is."),
        "sanitised": _("What could act was taken out of the drawing: scripts, links or what it would fetch."),
        "unpacked": _("It came packed (svgz): it is kept as plain SVG, which every browser shows."),
        "too_large_to_scan": _("It is larger than the virus scanner reads: it was not scanned."),
        "cmyk": _("In the colours of print (CMYK): on the web it is shown in sRGB."),
        "deep_colour": _("More than 8 bits a colour: the original keeps them, what is delivered does not."),
        "camera_raw": _(
            "A camera’s RAW file: the original is kept, and what is delivered is drawn from the camera’s own picture in it."
        ),
        "developed": _(
            "A camera’s RAW file without a large picture of its own: the original is kept, and what is delivered is developed"
            " here, without a person’s corrections."
        ),
        "pages": _("It has several pages: the sizes for the web show the first."),
        "acts": _(
            "It contains JavaScript or starts something when it is opened. Look at it before it leaves the house."
        ),
        "no_picture": _(
            "The file brings no picture of itself, and none is made from PostScript here, which would be running a stranger’s program."
            " Add a PDF or SVG beside it to have a picture."
        ),
        "no_end": _(
            "Its end is not marked, as programs do that finished writing it: it may have been cut off while it was copied."
        ),
        "half_a_packet": _(
            "Its last packet is not whole: it may have been cut off while it was copied. Look at its end."
        ),
        "animated": _("It moves: the sizes for the web show its first picture."),
        "broken_xmp": _("What it says of itself in XMP is damaged and was left out."),
        "unsafe_xmp": _("What it says of itself in XMP is made to do harm and was left out."),
        "broken_sidecar": _("What the XMP file beside it says is damaged and was left out."),
        "unsafe_sidecar": _("What the XMP file beside it says is too large, or made to do harm, and was left out."),
        "broken_iptc": _("What it says of itself in IPTC is damaged and was left out."),
        "broken_exif": _("What the camera wrote (EXIF) is damaged and was left out."),
    }.get(code, "")


def doubt(code: str) -> str:
    """Why a proposal is to be read before it is taken over."""
    return {
        "old_font": _("Typed for an old font (TCVN3 or VNI), read as Unicode."),
        "windows-1258": _("Read as Windows Vietnamese (1258)."),
        "gb18030": _("The file does not say its encoding; read as simplified Chinese (GB 18030)."),
        "big5": _("The file does not say its encoding; read as traditional Chinese (Big5)."),
        "shift_jis": _("The file does not say its encoding; read as Japanese (Shift JIS)."),
        "euc-kr": _("The file does not say its encoding; read as Korean (EUC-KR)."),
        "windows-1251": _("The file does not say its encoding; read as Cyrillic (Windows 1251)."),
        "latin-1": _("The file does not say its encoding; read as Western European."),
        "not_as_declared": _("It is not in the encoding that the file names; read as Western European."),
        "encoded_twice": _("A program had encoded it twice; read as it was before."),
        "cut_short": _("It ends in the midst of a letter: the field had no more room."),
        "damaged": _("Some letters are damaged."),
        "no_zone": _("The camera gave no time zone; taken as Vietnam’s."),
    }.get(code, "")
