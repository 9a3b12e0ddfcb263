from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

from media_library.packages.bag import Held, tag_files
from media_library.packages.workbook import workbook


def test_the_tag_files_of_a_bag():
    held = [Held("data/a%b\n.txt", "a" * 64, 3), Held("data/sen.jpg", "b" * 64, 7)]
    files = tag_files(
        held, {"Source-Organization": "Nghệ An", "External-Description": "Hai\ndòng ", "Contact-Name": ""}
    )
    told = {
        "bagit.txt": "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": "Source-Organization: Nghệ An\nExternal-Description: Hai dòng\nPayload-Oxum: 10.2\n",
        "manifest-sha256.txt": f"{'a' * 64}  data/a%25b%0A.txt\n{'b' * 64}  data/sen.jpg\n",
    }
    lines = [f"{sha256(content.encode()).hexdigest()}  {path}\n" for path, content in told.items()]
    assert {path: content.decode() for path, content in files.items()} == {
        **told,
        "tagmanifest-sha256.txt": "".join(lines),
    }


def test_a_workbook_holds_text_and_never_formulas():
    made = workbook([["Tệp", "Chú thích"], ["sen.jpg", "=1+1 <&> \x00 ສະບາຍດີ"]])
    assert made == workbook([["Tệp", "Chú thích"], ["sen.jpg", "=1+1 <&> \x00 ສະບາຍດີ"]])
    with ZipFile(BytesIO(made)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert '<c t="inlineStr" s="0"><is><t xml:space="preserve">=1+1 &lt;&amp;&gt;   ສະບາຍດີ</t></is></c>' in sheet
    assert "<f>" not in sheet
