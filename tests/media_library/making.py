"""Small real files for these tests: pictures by Pillow, clips by ffmpeg."""

import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path

import imageio_ffmpeg
from django.core.files.base import ContentFile
from django_tasks import default_task_backend
from PIL import Image, ImageDraw

from hub.registry.models import Agency
from hub.staff.models import User
from media_library.models import AssetText, LibraryDocument, Picture, TextDraft, TextDraftState
from media_library.translating.acts import approve

GPS = 0x8825


def drawing(size: tuple[int, int] = (2400, 1600), mode: str = "RGB") -> Image.Image:
    """Red above left, blue below right: it is seen when a picture is turned."""
    image = Image.new(mode, size, "white" if mode != "RGBA" else (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    width, height = size
    if mode in ("RGB", "RGBA"):
        pen.rectangle((0, 0, width // 2, height // 2), fill=(200, 30, 30))
        pen.rectangle((width // 2, height // 2, width, height), fill=(30, 30, 200))
    return image


def encoded(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def camera_exif(orientation: int | None = None) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = "Camera of Vinh"
    if orientation:
        exif[0x0112] = orientation
    exif[GPS] = {1: "N", 2: (18.0, 40.0, 0.0), 3: "E", 4: (105.0, 41.0, 0.0)}
    return exif


def agency() -> Agency:
    made = Agency(code="bao-nghe-an", kind="press", valid_from=date(1961, 11, 10))
    made.names.add(
        *[
            made.names.model(language=tag, name=name)
            for tag, name in (("vi", "Báo Nghệ An"), ("en", "Nghệ An Newspaper"))
        ]
    )
    made.save()
    return made


def picture(content: bytes | None = None, *, name: str = "lang-sen.jpg", **fields: object) -> Picture:
    made = Picture(
        title=str(fields.pop("title", "Làng Sen")),
        file=ContentFile(content or encoded(drawing((900, 600))), name=name),
        **fields,
    )
    made.save()
    return made


def described(made: Picture) -> Picture:
    """With what the pre-flight asks of a picture before its page is released: a credit and an alt text."""
    made.credit = made.credit or "Báo Nghệ An"
    made.texts = [AssetText(language="vi", alt="Hồ sen")]
    made.save()
    return made


def approve_all() -> None:
    """A second person approves all words that are handed in."""
    by = User.objects.create_superuser(f"second-{User.objects.count()}", "second@example.vn", "mot-mat-khau-dai")
    for draft in TextDraft.objects.filter(state=TextDraftState.HANDED_IN):
        approve(draft, by=by, seen=draft.number)


def ffmpeg(*arguments: str) -> None:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-loglevel", "error", "-y", *arguments]
    subprocess.run(command, check=True, capture_output=True)


def clip(path: Path, *, seconds: int = 4, size: str = "320x180", options: tuple[str, ...] = ()) -> bytes:
    """A moving picture with sound."""
    ffmpeg(
        *("-f", "lavfi", "-i", f"testsrc=size={size}:rate=25:duration={seconds}"),
        *("-f", "lavfi", "-i", f"sine=frequency=440:duration={seconds}"),
        *options,
        *("-pix_fmt", "yuv420p", "-shortest", str(path)),
    )
    return path.read_bytes()


def ordered(job: str) -> list[list[object]]:
    """The arguments of the jobs of that name that were enqueued."""
    return [result.args for result in default_task_backend.results if result.task.name == job]


def let_go_of_files() -> None:
    """What the worker does of files whose rows have gone: Wagtail's job for its own, then ours."""
    jobs = ("delete_file_from_storage_task", "let_go")
    for name in jobs:
        for result in [each for each in default_task_backend.results if each.task.name == name]:
            result.task.func(*result.args, **result.kwargs)


def pdf(*pages: str) -> bytes:
    """A PDF with a line of Latin letters on each page."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for words in pages:
        drawn = f"BT /F1 12 Tf 20 100 Td ({words}) Tj ET"
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents {len(objects)} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out = "%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
        f"startxref\n{len(out)}\n%%EOF\n"
    ).encode("latin-1")


def document(content: bytes, *, name: str = "to-roi.pdf", **fields: object) -> LibraryDocument:
    made = LibraryDocument(title=str(fields.pop("title", "Tờ rơi")), file=ContentFile(content, name=name), **fields)
    made.save()
    return made
