"""Packages made to the end: a valid bag of the right files with the right words; and what stops one, or does not."""

import csv
import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import bagit
import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.test import RequestFactory
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Collection, ModelLogEntry

from hub.registry.models import Place, PlaceName
from media_library.clips.preparing import advance
from media_library.desk.packages import _state
from media_library.files.store import StoreAwayError
from media_library.jobs import make_package
from media_library.models import (
    AssetText,
    BrandAsset,
    Package,
    PersonShown,
    Picture,
    Preparation,
    PreparedFile,
    RightsRecord,
    SubtitleTrack,
    Video,
)
from media_library.packages import making, ordering, taking
from media_library.packages.choosing import BeingPreparedError
from media_library.renditions.standard import renditions
from media_library.shotlist.writing import Entry, Said, put_list
from tests.media_library.making import agency, document, pdf
from tests.media_library.making import ordered as ordered_jobs
from tests.media_library.packages.room import KEEP, LOOK, finished, librarian, made, may_see, ordered, person, small
from tests.media_library.small_disk import fill, make_room, small_disk

pytestmark = pytest.mark.django_db
BOM = "\ufeff"


def vinh() -> Place:
    made = Place(code="x-vinh", kind="ward")
    made.names = [PlaceName(language="vi", name="Vinh"), PlaceName(language="lo", name="ວິງ")]
    made.save()
    return made


def unpacked(package: Package, into: Path) -> Path:
    """As a recipient does it. Returns the bag's folder."""
    answer = taking.respond(RequestFactory().get("/"), package)
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert len(content) == package.size
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        archive.extractall(into / "unpacked")
    (folder,) = (into / "unpacked").iterdir()
    return folder


def test_it_is_a_valid_bag(tmp_path: Path):
    user = librarian()
    shown, leaflet = small("Làng Sen"), document(pdf("x"), title="Tờ rơi", licence="press")
    package = made(user, shown.asset, leaflet.asset, title="Mùa sen Kim Liên", recipient="Đài Viêng Chăn")
    folder = unpacked(package, tmp_path)
    assert folder.name == "mua-sen-kim-lien-1"
    bag = bagit.Bag(str(folder))
    assert bag.validate()
    command = [sys.executable, "-m", "bagit", "--validate", str(folder)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    assert bag.info == {
        "Source-Organization": "Cổng thông tin đối ngoại tỉnh Nghệ An",
        "External-Description": "Mùa sen Kim Liên",
        "External-Identifier": f"urn:uuid:{package.pk}",
        "Bagging-Date": timezone.localdate(package.made_at).isoformat(),
        "Bag-Software-Agent": "Nghệ An content hub <http://127.0.0.1:8000>",
        "Internal-Sender-Description": "Đài Viêng Chăn (web, world)",
        "Payload-Oxum": bag.info["Payload-Oxum"],
    }
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()) == [
        "bag-info.txt", "bagit.txt", "data/README.txt", "data/captions.csv", "data/captions.html", "data/captions.xlsx",
        "data/licences/press.lo.txt", "data/licences/press.vi.txt", "data/manifest.json", "data/media/001-lang-sen.jpg",
        "data/media/002-to-roi.pdf", "manifest-sha256.txt", "tagmanifest-sha256.txt",
    ]  # fmt: skip
    assert (folder / "data/media/001-lang-sen.jpg").read_bytes() == shown.file.open().read()


def test_the_manifest_says_what_has_to_be_known_and_no_more(tmp_path: Path):
    user = librarian()
    at = datetime(2026, 5, 15, 17, 30, tzinfo=UTC)  # half an hour after midnight in Vietnam
    shown = small("Làng Sen", creator="Nguyễn Văn A", taken_at=at)
    shown.spine.event = "Lễ hội Làng Sen"
    shown.spine.places.set([vinh()])
    shown.rights = RightsRecord.objects.create(
        title="HĐ mật 12", holder_name="Gia đình ông B", licence="press", uses=["web", "print"], territories=["VN", "LA"], live=True
    )  # fmt: skip
    shown.spine.people = [PersonShown(name="Chị Lan", basis="public_event")]
    shown.save()
    internal = small("Nội bộ", licence="internal")
    package = made(user, shown.asset, internal.asset, territory="LA", recipient="Đài Viêng Chăn")
    text = (unpacked(package, tmp_path) / "data/manifest.json").read_text(encoding="utf-8")
    told = json.loads(text)
    assert {name: told[name] for name in told if name not in ("items", "made_at")} == {
        "id": str(package.pk),
        "title": "Mùa sen",
        "version": 1,
        "replaces": None,
        "made_by": "Cổng thông tin đối ngoại tỉnh Nghệ An",
        "recipient": "Đài Viêng Chăn",
        "purpose": {"use": "web", "territory": "LA", "day": None},
        "form": "original",
        "languages": ["vi", "lo"],
        "left_out": [
            {
                "id": str(internal.uid),
                "title": "Nội bộ",
                "reasons": [
                    {
                        "code": "internal",
                        "words": {
                            "vi": "Nội dung này chỉ dùng nội bộ, không phát hành cho ai.",
                            "en": "It is for internal use and not released to anybody.",
                        },
                    }
                ],
            }
        ],
    }
    (item,) = told["items"]
    assert item == {
        "id": str(shown.uid),
        "kind": "picture",
        "file": "media/001-lang-sen.jpg",
        "sha256": shown.sha256,
        "size": shown.file_size,
        "type": "image/jpeg",
        "file_version": 1,
        "texts": {
            "lo": {"title": "ໜອງບົວ", "caption": "ໜອງບົວ ກິມລຽນ.", "alt": "", "keywords": []},
            "vi": {"title": "Làng Sen", "caption": "Làng Sen, tháng sáu.", "alt": "Hoa sen", "keywords": []},
        },
        "title": "Làng Sen",
        "creator": "Nguyễn Văn A",
        "credit": "Báo Nghệ An",
        "credits": {"vi": "Báo Nghệ An", "lo": "ໜັງສືພິມເງ້ອານ"},
        "owner": "Gia đình ông B",
        "source": "",
        "event": "Lễ hội Làng Sen",
        "places": {"vi": ["Vinh"], "lo": ["ວິງ"]},
        "taken_at": "2026-05-16T00:30:00+07:00",
        "licence": "press",
        "licence_url": None,
        "terms": item["terms"],
        "terms_url": f"{settings.BASE_URL}/licences/#press",
        "uses": ["print", "web"],
        "territories": ["LA", "VN"],
        "languages": [],
        "translation_allowed": True,
        "modification_allowed": False,
        "exclusive": False,
        "usable_from": None,
        "usable_until": None,
        "third_party": "",
        "own_terms": "",
        "contact": {"name": "Gia đình ông B", "url": None, "email": None},
        "as_it_came": True,
        "position_inside": False,
        "digital_source_type": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
        "ai": None,
        "subtitles": [],
        "dope_sheets": [],
    }
    assert item["terms"]["en"].startswith("Press use by partners, unaltered, with the credit line. Uses: web, print")
    assert "Lan" not in text


def test_the_sheet_opens_in_excel_and_holds_no_formula(tmp_path: Path):
    shown = small("Làng Sen", taken_at=datetime(2026, 5, 15, 17, 30, tzinfo=UTC))
    shown.spine.places.set([vinh()])
    shown.texts = [AssetText(language="vi", title="=SUM(A1)", caption="Sen, “nở”\nrộ", alt="-1")]
    shown.save()
    folder = unpacked(made(librarian(), shown.asset, languages=["vi"]), tmp_path)
    text = (folder / "data/captions.csv").read_bytes().decode()
    assert text.startswith(BOM)
    head, line = csv.reader(StringIO(text.removeprefix(BOM)))
    assert dict(zip(head, line, strict=True)) == {
        "Tệp": "media/001-suma1.jpg",
        "Tiêu đề (vi)": "'=SUM(A1)",
        "Chú thích (vi)": "Sen, “nở”\nrộ",
        "Văn bản thay thế (vi)": "'-1",
        "Dòng ghi nguồn (vi)": "Báo Nghệ An",
        "Tác giả": "",
        "Ngày chụp, quay": "2026-05-16",
        "Địa điểm": "Vinh",
        "Sự kiện": "",
        "Giấy phép": "press",
        "Điều kiện": line[10],
        "Dùng từ ngày": "",
        "Dùng đến hết ngày": "",
        "Bên thứ ba (chưa gồm trong quyền này)": "",
        "Liên hệ về quyền": "",
        "id": str(shown.uid),
    }
    with ZipFile(folder / "data/captions.xlsx") as archive:
        assert "=SUM(A1)" in archive.read("xl/worksheets/sheet1.xml").decode()
    page = (folder / "data/captions.html").read_text(encoding="utf-8")
    assert '<img src="media/001-suma1.jpg" alt="-1"' in page


def test_what_has_no_words_of_its_own_has_the_librarys_title_in_the_sheet(tmp_path: Path):
    folder = unpacked(made(librarian(), small("Dấu hiệu hoa sen").asset, languages=["vi", "en"]), tmp_path)
    with (folder / "data/captions.csv").open(encoding="utf-8-sig", newline="") as sheet:
        [line] = csv.DictReader(sheet)
    assert (line["Tiêu đề (vi)"], line["Title (en)"]) == ("Dấu hiệu hoa sen", "")
    assert line["Điều kiện / Terms"].split(" / ")[1].startswith("Press use by partners")
    page = (folder / "data/captions.html").read_text(encoding="utf-8")
    assert '<a href="licences/press.vi.txt">press</a>' in page


def test_what_is_left_out_is_named_in_the_readme_in_every_language(tmp_path: Path):
    internal = small("Nội bộ", licence="internal")
    package = made(librarian(), small("Sen").asset, internal.asset, languages=["vi", "lo", "fr"], message="Chúc mừng!")
    text = (unpacked(package, tmp_path) / "data/README.txt").read_bytes().decode()
    assert text.startswith(f"{BOM}Mùa sen\r\n=======\r\n\r\nChúc mừng!\r\n")
    for line in (
        "--- Tiếng Việt ---", "--- ລາວ ---", "--- Français ---", "Usage prévu: web; partout", "Không có trong gói:",
        "- Nội bộ: Nội dung này chỉ dùng nội bộ, không phát hành cho ai.",
        "- Nội bộ: It is for internal use and not released to anybody.",
    ):  # fmt: skip
        assert f"{line}\r\n" in text


def under_a_contract() -> Picture:
    """With terms, a window and co-producers of its own; its original says where it was taken."""
    newspaper = agency()
    newspaper.website = "https://baonghean.vn"
    newspaper.save()
    shown = small("Sen", owner=newspaper)
    shown.rights = RightsRecord.objects.create(
        title="HĐ 7", holder=newspaper, licence="press", live=True, terms="Không dùng cho quảng cáo.",
        licensor_email="banquyen@baonghean.vn", third_party="Đồng sản xuất: Đài NHK", usable_from=date(2026, 1, 2),
        usable_until=date(2099, 3, 4),
    )  # fmt: skip
    shown.save()
    shown.asset.versions.update(proposals=[{"field": "gps", "value": "18.67, 105.69", "origin": "exif"}])
    return shown


def test_what_a_contract_says_beyond_the_licence_is_in_its_text_the_sheet_and_the_manifest(tmp_path: Path):
    shown, other = under_a_contract(), small("Lam")
    folder = unpacked(made(librarian(), shown.asset, other.asset, languages=["vi", "en", "ko"]), tmp_path)
    told = json.loads((folder / "data/manifest.json").read_text())["items"]
    names = ("own_terms", "contact", "usable_from", "usable_until", "third_party", "as_it_came", "position_inside")
    assert {name: told[0][name] for name in names} == {
        "own_terms": "Không dùng cho quảng cáo.",
        "contact": {"name": "Báo Nghệ An", "url": "https://baonghean.vn", "email": "banquyen@baonghean.vn"},
        "usable_from": "2026-01-02",
        "usable_until": "2099-03-04",
        "third_party": "Đồng sản xuất: Đài NHK",
        "as_it_came": True,
        "position_inside": True,
    }
    assert told[0]["terms"]["en"].endswith(
        "Không dùng cho quảng cáo. Not covered, third parties: Đồng sản xuất: Đài NHK. From 2026-01-02. Until 2099-03-04"
    )
    assert (told[1]["position_inside"], told[1]["own_terms"]) == (False, "")
    licence = (folder / "data/licences/press.en.txt").read_text(encoding="utf-8-sig")
    assert licence.split("\n\n")[1:] == [
        "media/001-sen.jpg\nOwn terms: Không dùng cho quảng cáo.\nMay be used from: 2026-01-02\n"
        "May be used until: 2099-03-04\nThird parties, not covered: Đồng sản xuất: Đài NHK\n"
        "For more, ask: Báo Nghệ An, https://baonghean.vn, banquyen@baonghean.vn\n"
    ]
    assert "\n사용 시작일: 2026-01-02\n" in (folder / "data/licences/press.ko.txt").read_text(encoding="utf-8-sig")
    with (folder / "data/captions.csv").open(encoding="utf-8-sig", newline="") as sheet:
        first, _second = csv.DictReader(sheet)
    assert (first["Dùng từ ngày / May be used from"], first["Liên hệ về quyền / For more, ask"]) == (
        "2026-01-02", "Báo Nghệ An, https://baonghean.vn, banquyen@baonghean.vn",
    )  # fmt: skip
    page = (folder / "data/captions.html").read_text(encoding="utf-8")
    assert "<dt>Dùng từ ngày</dt><dd>2026-01-02</dd>" in page


def test_the_readme_says_that_originals_keep_what_cameras_wrote(tmp_path: Path):
    shown = under_a_contract()
    told = (unpacked(made(librarian(), shown.asset, languages=["en"]), tmp_path) / "data/README.txt").read_text()
    assert "Files that are as they came keep what their cameras" in told
    assert "The place where they were taken is inside these:\n- media/001-sen.jpg\n" in told
    renditions(shown)
    web = unpacked(made(librarian(), shown.asset, languages=["en"], form="web"), tmp_path / "web")
    assert "as they came" not in (web / "data/README.txt").read_text()
    (item,) = json.loads((web / "data/manifest.json").read_text())["items"]
    assert (item["as_it_came"], item["position_inside"]) == (False, False)


def test_words_that_a_contract_keeps_from_being_translated_stay_out(tmp_path: Path):
    shown = small("Sen")
    shown.rights = RightsRecord.objects.create(
        title="HĐ", holder_name="A", licence="press", translation_allowed=False, live=True
    )
    shown.save()
    package = made(librarian(), shown.asset)
    assert list(package.items.get().told["texts"]) == ["vi"]


def test_for_the_web_a_picture_is_its_rendition_with_the_rights_inside(tmp_path: Path):
    shown = small("Sen")
    (drawn,) = [one for one in renditions(shown) if one.name == "large"]
    package = made(librarian(), shown.asset, form="web")
    content = (unpacked(package, tmp_path) / "data/media/001-sen.jpg").read_bytes()
    assert sha256(content).hexdigest() == drawn.sha256
    assert b"Press use by partners" in content


def test_a_clip_has_its_subtitles_and_dope_sheets_in_the_languages_asked_for(tmp_path: Path, mp4: bytes):
    clip = Video(title="Đêm hội", file=ContentFile(mp4, name="dem-hoi.mp4"), licence="press")
    clip.save()
    for tag, words in (("vi", "Xin chào"), ("fr", "Bonjour")):
        content = f"WEBVTT\n\n00:00.000 --> 00:02.000\n{words}\n".encode()
        SubtitleTrack(video=clip, language=tag, file=ContentFile(content, name=f"{tag}.vtt")).save()
    put_list(clip.asset, [Entry(0, 1_000, {"vi": Said("Toàn cảnh hồ sen")})], by=None)
    folder = unpacked(made(librarian(), clip.asset), tmp_path)
    assert sorted(path.name for path in (folder / "data/media").iterdir()) == [
        "001-dem-hoi.dope-sheet.lo.txt", "001-dem-hoi.dope-sheet.vi.txt", "001-dem-hoi.mp4",
        "001-dem-hoi.vi.srt", "001-dem-hoi.vi.ttml", "001-dem-hoi.vi.vtt",
    ]  # fmt: skip
    assert "Toàn cảnh hồ sen" in (folder / "data/media/001-dem-hoi.dope-sheet.vi.txt").read_text()
    (told,) = json.loads((folder / "data/manifest.json").read_text())["items"]
    assert sorted((each["lang"], each["file"]) for each in told["dope_sheets"]) == [
        ("lo", "media/001-dem-hoi.dope-sheet.lo.txt"), ("vi", "media/001-dem-hoi.dope-sheet.vi.txt"),
    ]  # fmt: skip
    assert "Xin chào" in (folder / "data/media/001-dem-hoi.vi.srt").read_text()


def for_the_web(mp4: bytes) -> tuple[Video, Package]:
    clip = Video(title="Đêm hội", file=ContentFile(mp4, name="dem-hoi.mp4"), licence="press")
    clip.save()
    return clip, ordered(librarian(), clip.asset, form="web")


def test_a_package_for_the_web_waits_until_its_clip_is_prepared(tmp_path: Path, mp4: bytes):
    """The original would be in it otherwise, with all that a camera writes, and no rights inside."""
    clip, package = for_the_web(mp4)
    with pytest.raises(BeingPreparedError) as waits:
        making.advance(str(package.pk))
    making.pause(str(package.pk), waits.value)
    package.refresh_from_db()
    assert (package.state, package.attempts, package.fault) == (
        "making", 0, "Chờ đến khi “Đêm hội” được chuẩn bị xong cho trang web.",
    )  # fmt: skip
    while advance(clip.pk):
        pass
    proxy = PreparedFile.objects.get(role="proxy")
    content = (unpacked(finished(package), tmp_path) / "data/media/001-dem-hoi.mp4").read_bytes()
    with proxy.file.open() as file:
        assert content.startswith(file.read())
    assert b"http://ns.adobe.com/xap/1.0/rights/" in content


def test_a_clip_that_cannot_be_prepared_is_left_out_with_the_reason(mp4: bytes):
    clip, package = for_the_web(mp4)
    other = ordered(librarian(), clip.asset, small("Sen").asset, form="web")
    Preparation.objects.create(video=clip, source_sha256=clip.sha256, stage="failed", fault="Tệp hỏng.")
    left_out, kept = finished(other).items.all()
    assert ([one["code"] for one in left_out.reasons], kept.reasons) == (["unprepared"], [])
    assert finished(package).state == "failed"


def test_a_slogan_has_words_and_no_file_and_what_is_proposed_stays_at_home(tmp_path: Path):
    slogan = BrandAsset(title="Khẩu hiệu", slug="khau-hieu", role="slogan", status="approved", licence="CC-BY-4.0")
    logo = BrandAsset(title="Biểu trưng", slug="bieu-trung", role="logo", status="proposed", licence="CC-BY-4.0")
    for brand in (slogan, logo):
        brand.save()
    package = made(librarian(), slogan.asset, logo.asset)
    kept, left_out = package.items.all()
    assert (kept.told["file"], [reason["code"] for reason in left_out.reasons]) == (None, ["not_settled"])
    assert bagit.Bag(str(unpacked(package, tmp_path))).validate()


def test_the_same_package_has_the_same_bytes_and_what_is_replaced_stays_in_it(tmp_path: Path):
    shown = small("Sen")
    before = shown.file.open().read()
    package = made(librarian(), shown.asset)
    other = small("Sen khác")
    shown.file = ContentFile(other.file.open().read() + b"\x00", name="moi.jpg")
    shown.texts = [AssetText(language="vi", title="Tên mới")]
    shown.save()
    folder = unpacked(package, tmp_path)
    assert (folder / "data/media/001-sen.jpg").read_bytes() == before
    assert bagit.Bag(str(folder)).validate()
    assert "Tên mới" not in (folder / "data/manifest.json").read_text()


# --- on the way --------------------------------------------------------------------------------------------------------


def test_a_job_makes_one_step_and_orders_the_next():
    package = ordered(librarian(), small("A").asset, small("B").asset)
    assert ordered_jobs("make_package") == [[str(package.pk)]]
    percents = []
    while making.advance(str(package.pk)):
        package.refresh_from_db()
        percents.append(package.percent)
    assert percents == sorted(percents)
    assert 0 < percents[0] < 100
    assert Package.objects.get().percent == 100
    make_package.call(str(package.pk))  # once more, by a worker that came late: nothing
    assert making.advance(str(package.pk)) is False


@pytest.mark.parametrize("steps", [0, 1, 2, 3])
def test_after_a_kill_at_any_step_the_next_worker_goes_on(steps: int, tmp_path: Path):
    """What a killed worker had begun is counted as an attempt and done anew."""
    package = ordered(librarian(), small("A").asset, small("B").asset)
    for _step in range(steps):
        making.advance(str(package.pk))
    Package.objects.filter(pk=package.pk).update(state="making", attempts=1)
    package = finished(package)
    assert (package.state, package.files.filter(path__startswith="data/media/").count()) == ("ready", 2)
    assert bagit.Bag(str(unpacked(package, tmp_path))).validate()


def test_a_step_that_kills_its_worker_three_times_ends_it():
    package = ordered(librarian(), small().asset)
    Package.objects.update(state="making", attempts=3)
    assert making.advance(str(package.pk)) is False
    package.refresh_from_db()
    assert (package.state, package.fault) == (
        "failed", "Tạo gói không thành sau ba lần. Cần người quản trị hệ thống xem lại.",
    )  # fmt: skip


class DeadStore(FileSystemStorage):
    def _open(self, name: str, mode: str = "rb") -> Any:
        raise StoreAwayError("no answer")


def test_a_full_disk_is_told_and_it_goes_on_by_itself_when_there_is_room(settings: Any, tmp_path: Path):
    if hasattr(default_storage, "bucket"):
        pytest.skip("files are not kept on a disk")
    with small_disk(tmp_path / "store", kilobytes=2000) as place, override("vi"):
        settings.MEDIA_ROOT = place
        package = ordered(librarian(), small("Sen").asset, form="web")
        fill(place)
        make_package.call(str(package.pk))
        package.refresh_from_db()
        assert (package.state, package.attempts, _state(package)["words"]) == (
            "making",
            0,
            "Không còn chỗ cho tệp: đĩa đã đầy. Bộ phận kỹ thuật cần dọn chỗ. Gói tự tiếp tục khi có thể.",
        )
        make_room(place)
        package = finished(package)
        assert (package.state, package.fault) == ("ready", "")
        assert bagit.Bag(str(unpacked(package, tmp_path))).validate()


def test_a_dead_store_is_waited_for(settings: Any):
    package = ordered(librarian(), small("Sen").asset)
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": f"{__name__}.DeadStore", "OPTIONS": {"location": settings.MEDIA_ROOT}},
    }
    for _try in range(5):
        make_package.call(str(package.pk))
    package.refresh_from_db()
    assert (package.state, package.attempts, package.fault) == ("making", 0, "Kho tệp hiện không trả lời.")
    assert len(ordered_jobs("make_package")) == 6


def test_a_damaged_file_is_told_by_its_title():
    shown = small("Sen")
    package = ordered(librarian(), shown.asset)
    with default_storage.open(shown.file.name, "wb") as file:
        file.write(b"khac")
    assert finished(package).fault == "Tệp của “Sen” không còn đúng như khi thư viện nhận vào: tệp đã hỏng."


def test_a_file_that_is_gone_is_told_by_its_title():
    shown = small("Sen")
    package = ordered(librarian(), shown.asset)
    default_storage.delete(shown.file.name)
    assert finished(package).fault == "Tệp của “Sen” không có trong kho lưu trữ."


def test_an_asset_that_is_deleted_meanwhile_is_left_out():
    shown, gone = small("Sen"), small("Mất")
    package = ordered(librarian(), shown.asset, gone.asset)
    gone.delete()
    package = finished(package)
    assert [[reason["code"] for reason in item.reasons] for item in package.items.all()] == [[], ["gone"]]


def test_a_package_of_nothing_is_none():
    package = made(librarian(), small(licence="internal").asset)
    assert (package.state, package.fault) == ("failed", "Không có gì trong gói được dùng cho mục đích này.")


def test_who_stands_still_is_known():
    package = ordered(librarian(), small().asset)
    assert making.stands_still(package) is False
    Package.objects.update(moved_at=timezone.now() - timedelta(minutes=11))
    package.refresh_from_db()
    assert making.stands_still(package) is True


# --- who may -----------------------------------------------------------------------------------------------------------


def test_only_who_may_hand_out_orders_and_only_what_they_see():
    shown, hidden = small("Sen"), small("Khuất", collection=Collection.get_first_root_node().add_child(name="Đài"))
    looks = person(LOOK)
    may_see(looks, Collection.get_first_root_node())
    with pytest.raises(PermissionDenied):
        ordered(looks, shown.asset)
    makes = person(LOOK, "add_package")
    may_see(makes, shown.collection)
    assert ordered(makes, shown.asset).created_by == makes
    elsewhere = person(LOOK, "add_package")
    may_see(elsewhere, hidden.collection)
    with pytest.raises(PermissionDenied):
        ordered(elsewhere, shown.asset)


def test_packages_are_their_makers_and_those_who_look_after_them():
    maker, other, keeper = librarian(), librarian(), librarian(KEEP)
    package = ordered(maker, small().asset)
    assert [list(ordering.seen_by(user)) for user in (maker, other, keeper, person(LOOK))] == [
        [package],
        [],
        [package],
        [],
    ]
    for act in (ordering.try_again, ordering.make_next):
        with pytest.raises(PermissionDenied):
            act(package, by=other)
    with pytest.raises(PermissionDenied):
        ordering.recall(package, by=other, reason="")
    ordering.recall(package, by=keeper, reason="Nhầm")
    assert taking.is_there(Package.objects.get()) is False


def test_the_order_is_in_the_audit_log():
    user = librarian()
    package = ordered(user, small().asset, recipient="Đài Viêng Chăn", territory="LA")
    entry = ModelLogEntry.objects.get(action="media_library.package")
    assert (entry.user, entry.object_id, entry.data) == (
        user,
        str(package.pk),
        {
            "recipient": "Đài Viêng Chăn", "use": "web", "territory": "LA", "languages": ["vi", "lo"], "form": "original",
            "offered": False, "day": None, "number": 1, "assets": 1,
        },
    )  # fmt: skip
