"""What renditions say of themselves, read by a program that is not ours: exiftool, and by Pillow."""

import json
import shutil
import subprocess
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from hub.registry.models import Agency, Person, PersonName, Place, PlaceName
from media_library.models import AssetText, Basis, Consent, PersonShown, Picture, Rendition, RightsRecord
from media_library.renditions.embedding import REQUIRED, xmp
from media_library.renditions.standard import all_made, preview, renditions, words_over
from media_library.rights.statements import Location, RightsStatement
from tests.media_library.making import GPS, agency, camera_exif, drawing, encoded, picture

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        shutil.which("exiftool") is None, reason="exiftool is not installed (Debian: libimage-exiftool-perl)"
    ),
]
BY_KIND = {"image/jpeg": "small", "image/webp": "small-webp", "image/avif": "small-avif"}
# of the file, of our drawing, of exiftool
NOT_SAID = {
    "ExifTool",
    "File",
    "System",
    "Composite",
    "RIFF",
    "QuickTime",
    "Meta",
    "JFIF",
    "PNG",
    "Photoshop",
    "ExifIFD",
    "VP8",
}


def told_by(content: bytes, tmp_path: Path) -> dict[str, Any]:
    path = tmp_path / "file"
    path.write_bytes(content)
    done = subprocess.run(["exiftool", "-j", "-G1", "-struct", "-n", "-a", str(path)], capture_output=True, check=True)
    (told,) = json.loads(done.stdout)
    return {
        name: value for name, value in told.items() if name.partition(":")[0] not in NOT_SAID and name != "SourceFile"
    }


def told(one: Picture, tmp_path: Path) -> dict[str, dict[str, Any]]:
    made = {made.name: made.sha256 for made in renditions(one)}
    answers = {}
    for kind, name in BY_KIND.items():
        row = one.renditions.filter(sha256=made[name]).first()
        assert row is not None
        with default_storage.open(row.file.name) as file:
            answers[kind] = told_by(file.read(), tmp_path)
    return answers


def record(owner: Agency, **fields: Any) -> RightsRecord:
    made = RightsRecord(title="Hợp đồng 12", holder=owner, licence="press", **fields)
    made.save()
    return made


def rich() -> Picture:
    owner = agency()
    owner.website = "https://baonghean.vn/"
    owner.save()
    one = picture(
        encoded(drawing((900, 600)), exif=camera_exif()),
        owner=owner,
        creator="Nguyễn Văn A & B",
        credit="Báo Nghệ An/N.V.A",
        title="Làng Sen",
    )
    one.source = "Báo Nghệ An"
    one.rights = record(
        owner,
        terms="Không dùng để quảng cáo",
        terms_url="https://baonghean.vn/ban-quyen",
        licensor_url="https://baonghean.vn/mua-anh",
        licensor_email="anh@baonghean.vn",
        data_mining="DMI-PROHIBITED-AIMLTRAINING",
        uses=["web", "print"],
        territories=["VN", "LA"],
    )
    one.texts = [
        AssetText(
            language="vi",
            title="Mùa sen",
            caption="Hồ sen ở Làng Sen, tháng 5/2026",
            alt="Hồ sen nở hồng",
            keywords="sen, lễ hội",
        ),
        AssetText(language="lo", caption="ໜອງບົວ", alt="ໜອງບົວສີບົວ", keywords="ດອກບົວ, sen"),
        AssetText(language="zh-Hans", caption="莲花村的荷塘", alt="粉色荷花"),
        AssetText(language="en", title="Lotus season", alt="A pond of pink lotus", keywords="lotus"),
    ]
    one.taken_at = datetime(2026, 5, 18, 23, 30, 5, tzinfo=UTC)  # the 19th in Vinh
    one.asset.event = "Lễ hội Làng Sen"
    one.save()
    one.asset.places.set(
        [place("lang-sen", "village", vi="Làng Sen", en="Sen Village"), place("nghe-an", "province", vi="Nghệ An")]
    )
    PersonShown.objects.create(asset=one.asset, name="Trần Thị B", basis=Basis.PUBLIC_EVENT, named=True)
    return Picture.objects.get(pk=one.pk)


def place(code: str, kind: str, **names: str) -> Place:
    made = Place(code=code, kind=kind, latitude="18.67", longitude="105.57")
    made.names = [PlaceName(language=tag, name=name) for tag, name in names.items()]
    made.save()
    return made


SAID = {
    "IFD0:XResolution": 72,
    "IFD0:YResolution": 72,
    "IFD0:ResolutionUnit": 2,
    "IFD0:YCbCrPositioning": 1,
    "IFD0:ImageDescription": "Hồ sen ở Làng Sen, tháng 5/2026",
    "IFD0:Artist": "Nguyễn Văn A & B",
    "IFD0:Copyright": "© Báo Nghệ An",
    "XMP-dc:Title": "Mùa sen",
    "XMP-dc:Title-vi": "Mùa sen",
    "XMP-dc:Title-en": "Lotus season",
    "XMP-dc:Description": "Hồ sen ở Làng Sen, tháng 5/2026",
    "XMP-dc:Description-vi": "Hồ sen ở Làng Sen, tháng 5/2026",
    "XMP-dc:Description-lo": "ໜອງບົວ",
    "XMP-dc:Description-zh-hans": "莲花村的荷塘",
    "XMP-dc:Creator": ["Nguyễn Văn A & B"],
    "XMP-dc:Subject": ["sen", "lễ hội", "lotus", "ດອກບົວ"],
    "XMP-dc:Rights": "© Báo Nghệ An",
    "XMP-dc:Rights-vi": "© Báo Nghệ An",
    "XMP-dc:Rights-en": "© Nghệ An Newspaper",
    "XMP-iptcCore:AltTextAccessibility": "Hồ sen nở hồng",
    "XMP-iptcCore:AltTextAccessibility-vi": "Hồ sen nở hồng",
    "XMP-iptcCore:AltTextAccessibility-en": "A pond of pink lotus",
    "XMP-iptcCore:AltTextAccessibility-lo": "ໜອງບົວສີບົວ",
    "XMP-iptcCore:AltTextAccessibility-zh-hans": "粉色荷花",
    "XMP-photoshop:Headline": "Mùa sen",
    "XMP-photoshop:DateCreated": "2026:05:19 06:30:05+07:00",
    "XMP-photoshop:Credit": "Báo Nghệ An/N.V.A",
    "XMP-photoshop:Source": "Báo Nghệ An",
    "XMP-xmpRights:Marked": True,
    "XMP-xmpRights:Owner": ["Báo Nghệ An"],
    "XMP-xmpRights:UsageTerms": "Press use by partners, unaltered, with the credit line. Uses: web, print. "
    "Territories: Laos, Vietnam. Không dùng để quảng cáo",
    "XMP-xmpRights:UsageTerms-en": "Press use by partners, unaltered, with the credit line. Uses: web, print. "
    "Territories: Laos, Vietnam. Không dùng để quảng cáo",
    "XMP-xmpRights:UsageTerms-vi": "Báo chí đối tác được sử dụng, giữ nguyên, ghi nguồn. Sử dụng cho: web, in. "
    "Phạm vi lãnh thổ: Lào, Việt Nam. Không dùng để quảng cáo",
    "XMP-xmpRights:WebStatement": "https://baonghean.vn/ban-quyen",
    "XMP-plus:CopyrightOwner": [{"CopyrightOwnerName": "Báo Nghệ An"}],
    "XMP-plus:Licensor": [
        {
            "LicensorName": "Báo Nghệ An",
            "LicensorURL": "https://baonghean.vn/mua-anh",
            "LicensorEmail": "anh@baonghean.vn",
        }
    ],
    "XMP-plus:DataMining": "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING",
    "XMP-iptcExt:PersonInImage": ["Trần Thị B"],
    "XMP-iptcExt:LocationShown": [
        {"LocationName": "Làng Sen", "LocationName-vi": "Làng Sen", "LocationName-en": "Sen Village"}
        | {"Sublocation": "Làng Sen"},
        {"LocationName": "Nghệ An", "LocationName-vi": "Nghệ An", "ProvinceState": "Nghệ An"},
    ],
    "XMP-iptcExt:Event": "Lễ hội Làng Sen",
    "XMP-iptcExt:Event-vi": "Lễ hội Làng Sen",
    "XMP-iptcExt:DigitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
}
SAID_TO_OLD_READERS = {
    "IPTC:CodedCharacterSet": "\x1b%G",
    "IPTC:ApplicationRecordVersion": 4,
    "IPTC:ObjectName": "Mùa sen",
    "IPTC:Keywords": ["sen", "lễ hội", "lotus", "ດອກບົວ"],
    "IPTC:DateCreated": "2026:05:19",
    "IPTC:TimeCreated": "06:30:05+07:00",
    "IPTC:Headline": "Mùa sen",
    "IPTC:By-line": "Nguyễn Văn A & B",
    "IPTC:Credit": "Báo Nghệ An/N.V.A",
    "IPTC:Source": "Báo Nghệ An",
    "IPTC:CopyrightNotice": "© Báo Nghệ An",
    "IPTC:Caption-Abstract": "Hồ sen ở Làng Sen, tháng 5/2026",
}


def test_everything_is_said_in_every_format_and_nothing_else(tmp_path: Path) -> None:
    """Nothing else: no place, no camera, no number of a camera, no thumbnail."""
    one = rich()
    own = SAID | {"XMP-iptcExt:DigitalImageGUID": str(one.uid)}
    assert told(one, tmp_path) == {
        "image/jpeg": own | SAID_TO_OLD_READERS,
        "image/webp": own,
        "image/avif": own,
    }


def test_readers_of_both_see_that_iptc_and_xmp_say_the_same(tmp_path: Path) -> None:
    one = rich()
    renditions(one)
    row = one.renditions.get(filter_spec="width-640|format-jpeg")
    path = tmp_path / "one.jpg"
    path.write_bytes(stored(row))
    done = subprocess.run(
        ["exiftool", "-s3", "-CurrentIPTCDigest", "-Photoshop:IPTCDigest", str(path)], capture_output=True, check=True
    )
    current, noted = done.stdout.split()
    assert current == noted


def test_every_rendition_is_whole_for_exiftool(tmp_path: Path) -> None:
    """Its own check of the structure, of each of the twenty-four."""
    one = rich()
    renditions(one)
    for row in one.renditions.all():
        (tmp_path / row.file.name.rpartition("/")[2]).write_bytes(stored(row))
    done = subprocess.run(
        ["exiftool", "-j", "-validate", "-warning", "-a", "-G4", str(tmp_path)], capture_output=True, check=True
    )
    answers = json.loads(done.stdout)
    warnings = [text for told in answers for name, text in told.items() if name.endswith("Warning")]
    assert len(answers) == 21  # medium and large of a small picture are one file
    assert warnings == []


def test_original_s_place_and_camera_are_in_no_rendition() -> None:
    original = encoded(drawing(), exif=camera_exif(), comment=b"taken at home")
    with Image.open(BytesIO(original)) as before:
        assert before.getexif().get_ifd(GPS)[2] == (18.0, 40.0, 0.0)
    one = picture(original)
    renditions(one)
    one.get_rendition("max-400x400")  # any that an editor's block asks for
    assert one.renditions.count() == 25
    for row in one.renditions.all():
        content = stored(row)
        with Image.open(BytesIO(content)) as after:
            assert dict(after.getexif()) == REQUIRED
        assert b"Camera of Vinh" not in content
        assert b"taken at home" not in content


def test_what_ai_made_says_which_and_how(tmp_path: Path) -> None:
    one = picture(encoded(drawing((900, 600))), digital_source_type="trainedAlgorithmicMedia")
    one.asset.ai_system, one.asset.ai_version = "Máy vẽ", "2.1-beta"
    one.asset.ai_prompt, one.asset.ai_prompt_writer = "Hồ sen <lúc> bình minh", "Trần Thị C"
    one.save()
    for said in told(one, tmp_path).values():
        assert {name: value for name, value in said.items() if "iptcExt" in name} == {
            "XMP-iptcExt:DigitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
            "XMP-iptcExt:DigitalImageGUID": str(one.uid),
            "XMP-iptcExt:AISystemUsed": "Máy vẽ",
            "XMP-iptcExt:AISystemVersionUsed": "2.1-beta",
            "XMP-iptcExt:AIPromptInformation": "Hồ sen <lúc> bình minh",
            "XMP-iptcExt:AIPromptWriterName": "Trần Thị C",
        }


def words(tmp_path: Path, **rights: Any) -> set[str]:
    owner = agency()
    one = picture(encoded(drawing((900, 600))), owner=owner)
    one.rights = record(owner, **rights)
    one.texts = [AssetText(language=tag, caption=tag) for tag in ("vi", "en", "lo")]
    one.save()
    said = told(one, tmp_path)["image/jpeg"]
    return {name.partition("-dc:Description-")[2] for name in said if "-dc:Description-" in name}


def test_words_may_leave_in_every_language(tmp_path: Path) -> None:
    assert words(tmp_path) == {"vi", "en", "lo"}


def test_words_leave_in_the_languages_of_the_record_only(tmp_path: Path) -> None:
    assert words(tmp_path, languages=["vi", "lo"]) == {"vi", "lo"}


def test_words_that_may_not_be_translated_leave_in_vietnamese_only(tmp_path: Path) -> None:
    assert words(tmp_path, translation_allowed=False) == {"vi"}


def people_in(tmp_path: Path, **shown: Any) -> list[str] | None:
    one = picture(encoded(drawing((900, 600))))
    PersonShown.objects.create(asset=one.asset, **({"name": "Trần Thị B", "named": True} | shown))
    people: list[str] | None = told(Picture.objects.get(pk=one.pk), tmp_path)["image/jpeg"].get(
        "XMP-iptcExt:PersonInImage"
    )
    return people


def consent(**agreed: Any) -> Consent:
    return Consent.objects.create(**({"name": "Trần Thị B", "scope": ["web"], "given_on": date(2026, 1, 5)} | agreed))


def test_who_agreed_and_is_named_in_the_words_is_named_in_the_file(tmp_path: Path) -> None:
    assert people_in(tmp_path, consent=consent()) == ["Trần Thị B"]


def test_who_is_not_named_in_the_words_is_not_named_in_the_file(tmp_path: Path) -> None:
    assert people_in(tmp_path, consent=consent(), named=False) is None


@pytest.mark.parametrize(
    "agreed",
    [
        None,
        {"withdrawn_on": date(2026, 2, 1), "withdrawal_reason": "Đã đổi ý"},
        {"scope": ["print"]},
        {"given_on": None, "guardian": "Mẹ", "guardian_given_on": date(2026, 1, 5)},
    ],
    ids=["no consent", "withdrawn", "for print alone", "not the person's own"],
)
def test_whose_consent_is_wanting_is_not_named_in_the_file(tmp_path: Path, agreed: dict[str, Any] | None) -> None:
    assert people_in(tmp_path, consent=consent(**agreed) if agreed is not None else None) is None


def test_child_whose_guardian_did_not_agree_is_not_named_in_the_file(tmp_path: Path) -> None:
    assert people_in(tmp_path, basis=Basis.PUBLIC_EVENT, age=9, consent=consent()) is None


def test_person_of_the_registry_is_named_as_there(tmp_path: Path) -> None:
    person = Person(code="tran-thi-b", names=[PersonName(language="vi", name="Bà Trần Thị B")])
    person.save()
    assert people_in(tmp_path, name="", person=person, basis=Basis.PUBLIC_EVENT) == ["Bà Trần Thị B"]


def test_without_an_approved_title_there_is_no_headline(tmp_path: Path) -> None:
    """The working title is what a camera called the file, as often as not."""
    assert "XMP-photoshop:Headline" not in told(picture(encoded(drawing((900, 600)))), tmp_path)["image/jpeg"]


def test_record_that_is_not_in_force_limits_and_says_nothing_else(tmp_path: Path) -> None:
    one = rich()
    assert one.rights is not None
    one.rights.live = False
    one.rights.save()
    said = told(Picture.objects.get(pk=one.pk), tmp_path)["image/jpeg"]
    assert "XMP-plus:DataMining" not in said
    assert said["XMP-plus:Licensor"] == [{"LicensorName": "Báo Nghệ An", "LicensorURL": "https://baonghean.vn/"}]
    assert said["XMP-xmpRights:UsageTerms"] == (
        "Press use by partners, unaltered, with the credit line. Uses: web, print. Territories: Laos, Vietnam"
    )


def test_open_licence_and_last_day_are_said(tmp_path: Path) -> None:
    one = picture(encoded(drawing((900, 600))), licence="CC-BY-4.0", usable_until=date(2027, 1, 31))
    said = told(one, tmp_path)["image/webp"]
    assert said["XMP-xmpRights:WebStatement"] == "https://creativecommons.org/licenses/by/4.0/"
    assert said["XMP-xmpRights:UsageTerms-vi"] == "Creative Commons Ghi công 4.0 Quốc tế. Đến 2027-01-31"


def test_long_names_are_cut_between_letters_for_old_readers(tmp_path: Path) -> None:
    one = picture(
        encoded(drawing((900, 600))), creator="Nguyễn Thị Ánh Tuyết và các cộng sự ở Vinh", credit="Ảnh: " + "ế" * 40
    )
    said = told(one, tmp_path)["image/jpeg"]
    assert said["IPTC:By-line"] == "Nguyễn Thị Ánh Tuyết và"
    assert said["IPTC:Credit"] == "Ảnh: " + "ế" * 8
    assert said["XMP-photoshop:Credit"] == "Ảnh: " + "ế" * 40


def statement(**said: Any) -> RightsStatement:
    required = {
        "creator": "",
        "credit": "",
        "owner": "",
        "notices": {},
        "usage_terms": {},
        "web_statement": "",
        "source_type": "",
    }
    return RightsStatement(**(required | said))


def test_whatever_is_entered_fits_into_a_jpeg() -> None:
    keywords = {f"x{number}": [f"{number}" + "ກ" * 490] for number in range(20)}
    people = tuple(f"{number}" + "ế" * 158 for number in range(100))
    locations = (Location({"vi": "ế" * 255, "lo": "ກ" * 255}, "City"),) * 30
    packet = xmp(statement(keywords=keywords, people=people, locations=locations))
    assert len(packet) <= 65_000


def test_more_languages_than_a_jpeg_can_hold_leave_the_last_ones_out() -> None:
    long = {f"x{number}": "ກ" * 500 for number in range(60)}
    packet = xmp(statement(captions=long))
    assert len(packet) <= 65_000
    assert packet.count(b"<rdf:li xml:lang=") == 1 + 40
    assert b'"x39"' in packet
    assert b'"x40"' not in packet


# --- the words over previews ------------------------------------------------------------------------------------------


def test_free_picture_is_previewed_clean() -> None:
    one = picture(encoded(drawing((900, 600))), owner=agency())
    assert words_over(one.asset) == ""
    assert preview(one).sha256 != preview_of_restricted(one).sha256


def preview_of_restricted(one: Picture) -> Rendition:
    one.licence = "internal"
    one.save()
    return preview(one)


def test_internal_picture_is_previewed_with_the_owner_s_name_over_it() -> None:
    one = picture(encoded(drawing((900, 600))), owner=agency(), licence="internal")
    assert words_over(one.asset) == "Báo Nghệ An · Bản xem trước, không sử dụng"


def test_picture_that_may_not_be_used_now_is_previewed_with_words() -> None:
    one = picture(encoded(drawing((900, 600))), usable_until=date(2020, 1, 1))
    assert words_over(one.asset) == "Bản xem trước, không sử dụng"


def test_record_s_own_words_stand_over_the_preview() -> None:
    owner = agency()
    one = picture(encoded(drawing((900, 600))), owner=owner, licence="internal")
    one.rights = record(owner, watermark="ຮູບຕົວຢ່າງ")
    one.save()
    assert words_over(one.asset) == "ຮູບຕົວຢ່າງ"


def test_preview_is_made_once_and_is_no_standard_rendition() -> None:
    one = picture(encoded(drawing((900, 600))), licence="internal")
    assert preview(one) == preview(Picture.objects.get(pk=one.pk))
    assert not all_made(one)
    assert one.renditions.count() == 1


def stored(row: Rendition) -> bytes:
    with default_storage.open(row.file.name) as file:
        return bytes(file.read())
