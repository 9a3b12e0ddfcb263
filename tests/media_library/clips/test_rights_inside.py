"""What the proxy of a clip says of itself, read by a program that is not ours, and that it still plays."""

import json
import shutil
import struct
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import bagit
import imageio_ffmpeg
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from django_tasks import default_task_backend

from hub.publishing.relay import _draw
from media_library.arrivals import ensure_all_are_stamped
from media_library.clips.preparing import advance
from media_library.clips.rights_inside import is_stamped, stamp_proxy
from media_library.clips.streaming import proxy_path
from media_library.description import VIDEO_PREFETCH, describe_video
from media_library.files.delivery import find_file
from media_library.jobs import prepare_video, say_anew, stamp_clip
from media_library.models import (
    Asset,
    AssetText,
    Consent,
    PersonShown,
    PreparedFile,
    RightsCredit,
    RightsRecord,
    StampedProxy,
    Video,
)
from media_library.models.prepared import Role
from media_library.renditions.pruning import KEPT, prune_proxies
from media_library.renditions.standard import NotDrawnError, only_drawn
from media_library.rights.expiry import rights_turned
from tests.hub.partners.ledger import tell
from tests.media_library.clips.test_preparing import fetch
from tests.media_library.making import agency, clip, ordered
from tests.media_library.packages.room import librarian, made
from tests.media_library.packages.test_making import unpacked

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed"),
]


@pytest.fixture(scope="module")
def mp4(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return clip(tmp_path_factory.mktemp("clip") / "song-lam.mp4")


@pytest.fixture
def film(mp4: bytes) -> Video:
    """Prepared, and nothing is said in it yet."""
    owner = agency()
    owner.website = "https://baonghean.vn/"
    owner.save()
    made = Video(title="Sông Lam", file=ContentFile(mp4, name="song-lam.mp4"), owner=owner)
    made.rights = RightsRecord(
        title="Hợp đồng 7", holder=owner, terms_url="https://baonghean.vn/ban-quyen", licensor_email="phim@baonghean.vn"
    )
    made.rights.save()
    made.credit, made.creator = "Báo Nghệ An", "Nguyễn Văn A"
    made.texts = [
        AssetText(language="vi", title="Sông Lam", caption="Sông Lam mùa nước nổi", keywords="sông"),
        AssetText(language="lo", caption="ແມ່ນ້ຳລາມ"),
    ]
    made.save()
    while advance(made.pk):
        pass
    return again(made)


def say_all_anew() -> None:
    """The job, once for each that was ordered."""
    for uids in {tuple(map(str, each)) for each in ordered("say_anew")}:
        say_anew.func(*uids)


def again(video: Video) -> Video:
    return Video.objects.prefetch_related(*VIDEO_PREFETCH).get(pk=video.pk)


def proxy_of(video: Video) -> dict[str, Any]:
    told: dict[str, Any] = describe_video(again(video), "vi")["proxy"]
    return told


def told_by(content: bytes, tmp_path: Path) -> dict[str, Any]:
    path = tmp_path / "proxy.mp4"
    path.write_bytes(content)
    command = ["exiftool", "-j", "-G1", "-struct", "-n", "-XMP:all", str(path)]
    (told,) = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return {name.removeprefix("XMP-"): value for name, value in told.items() if name != "SourceFile"}


def boxes(content: bytes) -> Iterator[str]:
    at = 0
    while at < len(content):
        size, name = struct.unpack(">I4s", content[at : at + 8])
        yield name.decode()
        at += size
    assert at == len(content)


TERMS = "Press use by partners, unaltered, with the credit line"
TERMS_VI = "Báo chí đối tác được sử dụng, giữ nguyên, ghi nguồn"


def test_proxy_says_whose_it_is_and_what_may_be_done_with_it(film: Video, tmp_path: Path) -> None:
    assert stamp_proxy(film)
    told = proxy_of(film)
    status, content, kind = fetch(told["href"])
    assert (status, kind, len(content)) == (200, "video/mp4", told["size"])
    assert told_by(content, tmp_path) == {
        "dc:Title": "Sông Lam",
        "dc:Title-vi": "Sông Lam",
        "dc:Description": "Sông Lam mùa nước nổi",
        "dc:Description-vi": "Sông Lam mùa nước nổi",
        "dc:Description-lo": "ແມ່ນ້ຳລາມ",
        "dc:Creator": ["Nguyễn Văn A"],
        "dc:Subject": ["sông"],
        "dc:Rights": "© Báo Nghệ An",
        "dc:Rights-vi": "© Báo Nghệ An",
        "photoshop:Headline": "Sông Lam",
        "photoshop:Credit": "Báo Nghệ An",
        "xmpRights:Marked": True,
        "xmpRights:Owner": ["Báo Nghệ An"],
        "xmpRights:UsageTerms": TERMS,
        "xmpRights:UsageTerms-en": TERMS,
        "xmpRights:UsageTerms-vi": TERMS_VI,
        "xmpRights:WebStatement": "https://baonghean.vn/ban-quyen",
        "plus:CopyrightOwner": [{"CopyrightOwnerName": "Báo Nghệ An"}],
        "plus:Licensor": [
            {
                "LicensorName": "Báo Nghệ An",
                "LicensorURL": "https://baonghean.vn/",
                "LicensorEmail": "phim@baonghean.vn",
            }
        ],
        "iptcExt:DigitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
        "iptcExt:DigitalImageGUID": str(film.uid),
    }


def test_proxy_still_plays_while_it_loads(film: Video, tmp_path: Path) -> None:
    """The film's own bytes, `moov` before `mdat`, and every frame of it."""
    plain = PreparedFile.objects.get(role=Role.PROXY)
    with default_storage.open(plain.file.name) as file:
        before = file.read()
    assert stamp_proxy(film)
    _status, content, _kind = fetch(proxy_of(film)["href"])
    assert (content[: len(before)], list(boxes(content))) == (before, [*boxes(before), "uuid"])
    assert list(boxes(content)).index("moov") < list(boxes(content)).index("mdat")
    assert frames(before, tmp_path) == frames(content, tmp_path)
    assert "frame=  100" in frames(content, tmp_path)


def frames(content: bytes, tmp_path: Path) -> str:
    path = tmp_path / "played.mp4"
    path.write_bytes(content)
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-v", "warning", "-stats", "-xerror", "-i", str(path)]
    done = subprocess.run([*command, "-f", "null", "-"], capture_output=True, check=True)
    return done.stderr.decode().rpartition("\r")[2].partition("fps")[0]


def test_checksum_is_of_what_is_delivered_and_parts_of_it_are_parts(film: Video) -> None:
    assert stamp_proxy(film)
    told = proxy_of(film)
    _status, content, _kind = fetch(told["href"])
    border = PreparedFile.objects.get(role=Role.PROXY).size
    assert sha256(content).hexdigest() == told["sha256"]
    for start, stop in ((0, 99), (border - 10, border - 1), (border - 10, border + 9), (border, border + 9)):
        assert fetch(told["href"], f"bytes={start}-{stop}")[:2] == (206, content[start : stop + 1])
    assert fetch(told["href"], "bytes=-20")[:2] == (206, content[-20:])


def test_other_rights_are_another_proxy_and_the_old_address_stays_good(film: Video, tmp_path: Path) -> None:
    assert stamp_proxy(film)
    before = proxy_of(film)
    old = fetch(before["href"])
    film.credit = "Báo và Đài Nghệ An"
    film.save()
    assert proxy_of(film) == before  # until the job has been
    assert ordered("stamp_clip") == [[film.pk]]
    stamp_clip.func(film.pk)
    after = proxy_of(film)
    assert told_by(fetch(after["href"])[1], tmp_path)["photoshop:Credit"] == "Báo và Đài Nghệ An"
    assert after["href"] != before["href"]
    assert fetch(before["href"]) == old


def test_other_words_of_the_record_order_another_proxy(film: Video) -> None:
    assert stamp_proxy(film)
    default_task_backend.results.clear()
    record = RightsRecord.objects.get()
    record.save()
    say_all_anew()
    assert ordered("stamp_clip") == []
    record.terms = "Không cắt dựng lại"
    record.save()
    say_all_anew()
    assert ordered("stamp_clip") == [[film.pk]]


def test_credit_line_that_is_saved_after_its_record_orders_another_proxy(film: Video) -> None:
    film.asset.credit = ""
    film.asset.save()
    assert stamp_proxy(again(film))
    default_task_backend.results.clear()
    record = RightsRecord.objects.get()
    record.credits = [RightsCredit(language="vi", line="Ảnh: Báo Nghệ An")]
    record.save()
    say_all_anew()
    assert ordered("stamp_clip") == [[film.pk]]


def test_whose_consent_is_withdrawn_is_named_in_no_film(film: Video, tmp_path: Path) -> None:
    consent = Consent.objects.create(name="Trần Thị B", scope=["web"], given_on=date(2026, 1, 1))
    film.asset.people = [PersonShown(name="Trần Thị B", named=True, consent=consent)]
    film.asset.save()
    film.save()
    assert stamp_proxy(again(film))
    assert told_by(fetch(proxy_of(film)["href"])[1], tmp_path)["iptcExt:PersonInImage"] == ["Trần Thị B"]
    default_task_backend.results.clear()
    consent.withdrawn_on, consent.withdrawal_reason = timezone.localdate(), "Không muốn nữa"
    consent.save()
    say_all_anew()
    [[ordered_for]] = ordered("stamp_clip")
    stamp_clip.func(ordered_for)
    assert "iptcExt:PersonInImage" not in told_by(fetch(proxy_of(film)["href"])[1], tmp_path)


def test_right_that_ends_by_the_clock_orders_another_proxy(film: Video) -> None:
    assert stamp_proxy(film)
    Asset.objects.filter(pk=film.asset_id).update(credit="Báo và Đài Nghệ An")
    default_task_backend.results.clear()
    rights_turned.send(sender=Asset, assets=Asset.objects.filter(pk=film.asset_id))
    say_all_anew()
    assert ordered("stamp_clip") == [[film.pk]]


def test_what_was_said_before_goes_three_months_later(film: Video) -> None:
    assert stamp_proxy(film)
    film.credit = "Báo và Đài Nghệ An"
    film.save()
    assert stamp_proxy(again(film))
    old, new = StampedProxy.objects.order_by("pk")
    now = timezone.now()
    assert [prune_proxies(now + timedelta(days=days)) for days in (0, KEPT.days - 1)] == [0, 0]
    assert prune_proxies(now + KEPT) == 1
    assert (StampedProxy.objects.get(), prune_proxies(now + 2 * KEPT)) == (new, 0)
    assert find_file(film.uid, old.sha256[:16], "proxy.mp4") is None
    assert fetch(proxy_of(film)["href"])[0] == 200


def test_what_is_said_again_meanwhile_stays(film: Video) -> None:
    assert stamp_proxy(film)
    for line in ("Báo và Đài Nghệ An", "Báo Nghệ An"):
        film.credit = line
        film.save()
        assert stamp_proxy(again(film))
        prune_proxies(timezone.now())
    assert prune_proxies(timezone.now() + KEPT) == 1
    assert StampedProxy.objects.get().sha256 == proxy_of(film)["sha256"]


def test_what_a_released_document_names_stays(film: Video) -> None:
    assert stamp_proxy(film)
    named = StampedProxy.objects.get()
    film.credit = "Báo và Đài Nghệ An"
    film.save()
    assert stamp_proxy(again(film))
    tell(1, kind="video", references=(("video", str(film.uid)),), proxy=proxy_path(film, named.sha256))
    now = timezone.now()
    assert [prune_proxies(now), prune_proxies(now + KEPT), StampedProxy.objects.count()] == [0, 0, 2]


def test_what_is_not_said_inside_orders_nothing(film: Video) -> None:
    assert stamp_proxy(film)
    default_task_backend.results.clear()
    film.save()
    assert ordered("stamp_clip") == []


def test_clip_that_is_not_prepared_has_nothing_to_say_it_in(mp4: bytes) -> None:
    made = Video(title="Sông Lam", file=ContentFile(mp4, name="song-lam.mp4"))
    made.save()
    assert (is_stamped(made), stamp_proxy(made), ordered("stamp_clip")) == (True, True, [])
    assert StampedProxy.objects.count() == 0


def test_said_twice_it_is_one_proxy(film: Video) -> None:
    assert (stamp_proxy(film), stamp_proxy(again(film)), StampedProxy.objects.count()) == (True, True, 1)


def test_film_that_is_gone_from_the_store_is_told_as_it_was(film: Video) -> None:
    plain = PreparedFile.objects.get(role=Role.PROXY)
    default_storage.delete(plain.file.name)
    assert not stamp_proxy(film)
    assert proxy_of(film)["sha256"] == plain.sha256


def test_job_that_ends_the_preparation_orders_it(film: Video) -> None:
    default_task_backend.results.clear()
    prepare_video.func(film.pk)
    assert ordered("stamp_clip") == [[film.pk]]


def test_upgrade_orders_it_for_those_from_before_alone(film: Video) -> None:
    default_task_backend.results.clear()
    ensure_all_are_stamped()
    assert ordered("stamp_clip") == [[film.pk]]
    assert stamp_proxy(film)
    default_task_backend.results.clear()
    ensure_all_are_stamped()
    assert ordered("stamp_clip") == []


def test_who_holds_the_ledger_tells_of_no_proxy_that_is_about_to_change(film: Video) -> None:
    with only_drawn(), pytest.raises(NotDrawnError) as missing:
        proxy_of(film)
    assert missing.value.carrier == film
    plain = PreparedFile.objects.get(role=Role.PROXY)
    with only_drawn({film}):
        assert proxy_of(film)["sha256"] == plain.sha256
    assert _draw(film)
    with only_drawn():
        assert proxy_of(film)["sha256"] == StampedProxy.objects.get().sha256


def test_package_for_the_web_has_it(film: Video, tmp_path: Path) -> None:
    """Of a clip whose job has not been yet, too; the ZIP is whole and its checksums are right."""
    folder = unpacked(made(librarian(), film.asset, form="web"), tmp_path)
    (packed,) = folder.glob("data/media/*.mp4")
    content = packed.read_bytes()
    assert sha256(content).hexdigest() == StampedProxy.objects.get().sha256
    assert bagit.Bag(str(folder)).validate()
    assert told_by(content, tmp_path)["xmpRights:WebStatement"] == "https://baonghean.vn/ban-quyen"


def test_address_of_another_clip_does_not_lead_to_it(film: Video, mp4: bytes) -> None:
    assert stamp_proxy(film)
    prefix = StampedProxy.objects.get().sha256[:16]
    other = Video(title="Sông Lam", file=ContentFile(mp4, name="song-lam.mp4"), usable_until=date(2030, 1, 1))
    other.save()
    assert find_file(other.uid, prefix, "proxy.mp4") is None
    assert find_file(film.uid, prefix, "proxy.webm") is None


def test_list_of_clips_costs_no_query_for_each(film: Video, django_assert_num_queries: Any) -> None:
    assert stamp_proxy(film)
    told, digest = again(film), StampedProxy.objects.get().sha256
    with django_assert_num_queries(0):
        assert describe_video(told, "vi")["proxy"]["sha256"] == digest
