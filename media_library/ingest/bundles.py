"""Files that come together, in a folder or a ZIP: each with the name under which its captions know it.

A ZIP is never unpacked as a whole, nor by the names it holds: each entry is copied by itself, into a file that we name,
and no further than its promised size. Pure: paths in, members out.
"""

import shutil
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

from media_library.files.store import told_apart
from media_library.ingest.embedded.wording import read
from media_library.ingest.limits import LARGEST_OF_ALL
from media_library.ingest.looking import refuse_bomb
from media_library.ingest.refusals import FileRefused, Refusal
from media_library.ingest.sniffing import LARGEST_DIRECTORY, zip_directory_size

UTF8_NAME = 0x800
ENCRYPTED = 0x1
SHEETS = (".csv", ".tsv", ".txt")
# what takes no more memory than it says: LZMA takes as much as whoever packed it wishes
OPENED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)


@dataclass(frozen=True, slots=True)
class Member:
    """`name`: with its folders, in NFC. `fault`: a code, for one that is not taken."""

    name: str
    size: int
    where: str
    fault: str = ""

    @property
    def is_sheet(self) -> bool:
        return self.name.lower().endswith(SHEETS)

    @property
    def refusal(self) -> Refusal:
        """Of one with a fault: what says why it is not taken."""
        about = {"bytes": self.size, "most_bytes": LARGEST_OF_ALL} if self.fault == "too_many_bytes" else {}
        return Refusal(self.fault, about)


class Bundle(Protocol):
    def members(self) -> list[Member]: ...

    def copy(self, member: Member, to: Path) -> None: ...


def is_left_out(name: str) -> bool:
    """What systems put beside people's files."""
    parts = PurePosixPath(name).parts
    return not parts or "__MACOSX" in parts or parts[-1].startswith(".") or parts[-1] in ("Thumbs.db", "desktop.ini")


@contextmanager
def opened(path: Path) -> Iterator["Bundle"]:
    """
    Raises:
        FileRefused: a ZIP that is broken, locked or a bomb.
    """
    if path.is_dir():
        yield Folder(path)
        return
    try:
        if zip_directory_size(path) > LARGEST_DIRECTORY:
            raise FileRefused("bomb")
        with zipfile.ZipFile(path) as archive:
            refuse_bomb(archive.infolist())
            yield Zip(archive)
    except (zipfile.BadZipFile, NotImplementedError, UnicodeError) as broken:
        raise FileRefused("broken_zip") from broken


class Folder:
    def __init__(self, path: Path) -> None:
        self.path = path.resolve()

    def members(self) -> list[Member]:
        found = []
        for path in sorted(self.path.rglob("*")):
            name = unicodedata.normalize("NFC", path.relative_to(self.path).as_posix())
            if path.is_file() and not is_left_out(name):
                outside = not path.resolve().is_relative_to(self.path)  # a link to somewhere else
                found.append(Member(name, path.stat().st_size, str(path), "outside" if outside else ""))
        return found

    def copy(self, member: Member, to: Path) -> None:
        shutil.copyfile(member.where, to)


class Zip:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive

    def members(self) -> list[Member]:
        found = []
        for entry in self.archive.infolist():
            name = _name(entry)
            if entry.is_dir() or is_left_out(name):
                continue
            found.append(Member(name, entry.file_size, str(entry.header_offset), _fault(entry, name)))
        return sorted(found, key=lambda member: member.name)

    def copy(self, member: Member, to: Path) -> None:
        """
        Raises:
            FileRefused: more comes out than was promised, or it is damaged.
            NoRoomError: there is none for it.
        """
        entry = next(each for each in self.archive.infolist() if str(each.header_offset) == member.where)
        try:
            with told_apart(), self.archive.open(entry) as packed, to.open("wb") as out:
                left = entry.file_size
                while piece := packed.read(1024 * 1024):
                    left -= len(piece)
                    if left < 0:
                        raise FileRefused("bomb")
                    out.write(piece)
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError, RuntimeError) as broken:
            raise FileRefused("broken_zip") from broken


def _name(entry: zipfile.ZipInfo) -> str:
    """Zips of old programs name files in the code page of their machine, which Python takes for an American one."""
    name = entry.filename
    if not entry.flag_bits & UTF8_NAME:
        with suppress(UnicodeEncodeError):
            name = read(name.encode("cp437")).text
    return unicodedata.normalize("NFC", name.replace("\\", "/"))


def _fault(entry: zipfile.ZipInfo, name: str) -> str:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return "outside"
    if entry.flag_bits & ENCRYPTED:
        return "encrypted"
    if (entry.external_attr >> 16) & 0o170000 == 0o120000:
        return "outside"  # a link
    if entry.compress_type not in OPENED:
        return "packed_otherwise"
    return "too_many_bytes" if entry.file_size > LARGEST_OF_ALL else ""
