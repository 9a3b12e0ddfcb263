"""PDFs as offices make them: locked, endless, acting, and saying what they are."""

from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject


def written(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def of_pages(count: int) -> bytes:
    writer = PdfWriter()
    for _number in range(count):
        writer.add_blank_page(width=100, height=100)
    return written(writer)


def locked(*, opens_with: str, algorithm: str = "RC4-128") -> bytes:
    writer = PdfWriter(clone_from=BytesIO(of_pages(1)))
    writer.encrypt(opens_with, owner_password="chu", algorithm=algorithm)
    return written(writer)


def acting() -> bytes:
    writer = PdfWriter(clone_from=BytesIO(of_pages(1)))
    action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)
    return written(writer)


def saying(**info: str) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(of_pages(1)))
    writer.add_metadata({f"/{name}": value for name, value in info.items()})
    return written(writer)
