"""Assets in the search index: what their documents say, who may find them, and that no change of either is missed."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from hub.content.models import Article
from hub.publishing.acts import withdraw
from hub.publishing.asset_source import AssetSource
from hub.registry.models import AgencyName, Person, PersonName, Place, PlaceName, Plan, PlanTask, Subject
from hub.registry.naming import Certainty
from locales.canonical.alphabet import sort_key
from media_library.finding.findable import key_of
from media_library.models import (
    Asset,
    AssetText,
    Audio,
    Basis,
    BrandAsset,
    Consent,
    Package,
    PackageItem,
    PersonShown,
    Picture,
    RightsCredit,
    RightsRecord,
    SubtitleTrack,
    Video,
    WordsInside,
)
from media_library.renditions.standard import renditions
from media_library.rights.expiry import tell_turned
from media_library.shotlist.writing import Entry, Said, put_list
from search.answering import search
from search.documents import Reach, SearchDocument
from search.indexing import index_waiting
from search.models import Touched
from search.reconciling import reconcile
from search.scope import STAFF, Filters, Scope, shown_as
from tests.media_library.making import agency, described, document, drawing, encoded, pdf, picture
from tests.newsroom import article, desk_head, edit, fresh, open_newsroom, publish, relay

pytestmark = pytest.mark.django_db
BATCH_QUERIES = 28
VTT = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nTiếng hát ven sông\n"


@pytest.fixture(autouse=True)
def own_store(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def small(**fields: Any) -> Picture:
    return described(picture(encoded(drawing((64, 48))), **fields))


def compiled(row: Any) -> SearchDocument:
    (made,) = AssetSource().documents([key_of(row.asset_id)])
    return made


def out(row: Any) -> tuple[Reach, tuple[str, ...]]:
    made = compiled(row)
    return made.reach, tuple(made.facets["shown"])


def settle() -> None:
    while index_waiting():
        pass


def found(typed: str, **filters: str) -> list[str]:
    asked = Filters({name: (value,) for name, value in filters.items()})
    answer = search(typed, scope=STAFF, filters=asked, as_typed=True)
    return [hit.key for hit in answer.hits]


# --- what it says ----------------------------------------------------------------------------------------------------


def test_a_document_whole():
    open_newsroom()
    nghe_an = Place.objects.create(code="nghe-an", kind="province")
    kim_lien = Place.objects.create(code="kim-lien", kind="commune", parent=nghe_an)
    PlaceName.objects.create(place=kim_lien, language="vi", name="Kim Liên")
    PlaceName.objects.create(place=kim_lien, language="zh-Hans", name="金莲")
    arts = Subject.objects.create(code="01000000")
    festival = Subject.objects.create(code="20000002", broader=arts)
    made = picture(encoded(drawing((64, 48))), title="DSC_0012")
    made.owner, made.creator, made.credit, made.source = agency(), "Cảnh Yên", "Báo Nghệ An", "Kho ảnh"
    made.texts = [
        AssetText(language="en", title="Lotus pond", caption="Lotus in May.", keywords="lotus, pond"),
        AssetText(language="vi", title="Hồ sen", caption="Sen tháng năm.", alt="Hồ đầy hoa sen"),
    ]
    made.save()
    asset = made.asset
    asset.event = "Lễ hội Làng Sen"
    asset.taken_at = datetime(2024, 12, 31, 20, tzinfo=UTC)  # in Viet Nam it was 2025 then
    asset.save()
    asset.places.add(kim_lien)
    asset.subjects.add(festival)
    thumbnail = renditions(made)[0]
    publish(article(picture=made))
    relay()

    assert compiled(made) == SearchDocument(
        key=f"asset:{made.uid}",
        kind="picture",
        title="Hồ sen",
        names=("DSC_0012", "Hồ sen", "Lotus pond", "Kim Liên", "金莲"),
        prose="Sen tháng năm.\nHồ đầy hoa sen\nLotus in May.\nlotus, pond\nLễ hội Làng Sen\nCảnh Yên\nKho ảnh\n"
        "Báo Nghệ An\nNghệ An Newspaper\nBáo Nghệ An",
        facets={
            "shown": tuple(sorted(shown_as("vi", "CC-BY-4.0", "press"))),
            "shelf": (f"picture-{made.collection_id}",),
            "medium": ("image",),
            "agency": ("bao-nghe-an",),
            "place": ("kim-lien", "nghe-an"),
            "subject": ("20000002", "01000000"),
            "task": (),
            "licence": ("press",),
            "creator": ("Cảnh Yên",),
            "person_shown": (),
            "taken": ("2025",),
            "worded": ("vi", "en", "alt-vi"),
            "orientation": ("landscape",),
            "colour": (),
            "usable": ("web", "print", "broadcast", "social", "exhibition"),
            "lacks": ("rights",),
        },
        at=asset.created_at,
        reach=Reach.PARTNERS,
        shown={
            "id": str(made.uid),
            "medium": "image",
            "summary": "Sen tháng năm.",
            "names": {"vi": "Hồ sen", "en": "Lotus pond"},
            "texts": {
                "vi": {"caption": "Sen tháng năm.", "alt": "Hồ đầy hoa sen"},
                "en": {"caption": "Lotus in May.", "alt": ""},
            },
            "credit": "Báo Nghệ An",
            "licence": "press",
            "file": {"format": "jpg", "size": made.file_size, "width": 64, "height": 48, "duration": None},
            "picture": {
                "alt": "Hồ đầy hoa sen",
                "credit": "Báo Nghệ An",
                "renditions": [
                    {"href": thumbnail.url, "type": "image/jpeg", "width": thumbnail.width, "height": thumbnail.height}
                ],
            },
            "uses": 1,
            "taken": "2024-12-31T20:00:00+00:00",
        },
        orders={
            "title": sort_key("Hồ sen"),
            "size": f"{made.file_size:015}",
            "taken": "2024-12-31T20:00:00+00:00",
        },
    )


def test_a_thumbnail_that_is_not_made_is_not_made_here():
    made = small()
    assert (compiled(made).shown["picture"], made.renditions.count()) == (None, 0)


def test_what_is_missing_is_told():
    assert compiled(picture(encoded(drawing((48, 48))))).facets["lacks"] == (
        "alt", "caption", "keywords", "place", "credit", "owner", "rights",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("size", "orientation"),
    [((64, 48), "landscape"), ((48, 64), "portrait"), ((64, 64), "square"), ((100, 96), "square")],
)
def test_orientation(size: tuple[int, int], orientation: str):
    assert compiled(picture(encoded(drawing(size)))).facets["orientation"] == (orientation,)


def test_words_of_pdfs_and_subtitles_are_found(mp4: bytes):
    leaflet = document(pdf("Festival at Lang Sen"))
    WordsInside.objects.create(asset=leaflet.asset, sha256=leaflet.sha256, text="Festival at Lang Sen")
    WordsInside.objects.create(asset=leaflet.asset, sha256="0" * 64, text="Older file")
    clip = Video(title="Dòng Lam", file=ContentFile(mp4, name="a.mp4"))
    clip.save()
    track = SubtitleTrack.objects.create(video=clip, language="vi", file=ContentFile(VTT.encode(), name="vi.vtt"))
    WordsInside.objects.create(asset=clip.asset, sha256=track.sha256, text="Tiếng hát ven sông")
    settle()
    assert found("festival lang sen") == [key_of(leaflet.uid)]
    assert found("tieng hat ven song", kind="clip") == [key_of(clip.uid)]
    assert found("older file") == []


def test_words_of_shots_and_sound_bites_are_found_as_soon_as_the_list_is_saved(mp4: bytes):
    clip = Video(title="Dòng Lam", file=ContentFile(mp4, name="a.mp4"))
    clip.save()
    settle()
    said = {"lo": Said("ສະບາຍດີ", "Nàng Lan"), "en": Said("Weaving since childhood")}
    shot, bite = (
        Entry(0, 1_000, {"vi": Said("Cần cẩu trên cảng")}),
        Entry(1_000, 2_000, said, role="bite", language="lo"),
    )
    put_list(clip.asset, [shot, bite], by=None)
    settle()
    for typed in ("can cau tren cang", "weaving since childhood", "ສະບາຍດີ", "nang lan"):
        assert found(typed) == [key_of(clip.uid)], typed
    put_list(clip.asset, [], by=None)
    settle()
    assert found("can cau tren cang") == []


def test_every_kind_is_found(mp4: bytes):
    rows = [
        small(title="Sen 1"),
        document(pdf("x"), title="Sen 2"),
        Video(title="Sen 3", file=ContentFile(mp4, name="a.mp4")),
        Audio(title="Sen 4", file=ContentFile(mp4, name="a.m4a")),
        BrandAsset(title="Sen 5", slug="sen-5", role="slogan"),
    ]
    for row in rows[2:]:
        row.save()
    settle()
    kinds = ["picture", "document", "clip", "recording", "brand"]
    assert [found("sen", kind=kind) for kind in kinds] == [[key_of(row.asset_id)] for row in rows]


def test_people_shown_are_a_facet_of_the_library_and_no_word():
    """Who agreed to be shown did not agree to be looked up."""
    made = small()
    person = Person.objects.create(code="nguyen-thi-may", name_ascii="May")
    PersonName.objects.create(person=person, language="vi", name="Nguyễn Thị Mây")
    PersonShown.objects.create(asset=made.asset, person=person, basis=Basis.PUBLIC_EVENT, named=True)
    PersonShown.objects.create(asset=made.asset, name="Trần Văn Gió", basis=Basis.PUBLIC_EVENT)
    settle()
    assert found("", person_shown="nguyen-thi-may") == [key_of(made.uid)]
    assert found("nguyễn thị mây") == ["person:nguyen-thi-may"]
    assert found("trần văn gió") == []
    assert "person" not in compiled(made).facets


# --- who may find it -------------------------------------------------------------------------------------------------

STAFF_ONLY = (Reach.STAFF, ())


def shown_in_an_article(licence: str = "CC-BY-4.0", **fields: Any) -> Picture:
    open_newsroom()
    made = small(licence=licence, **fields)
    publish(article(picture=made))
    relay()
    return made


def test_what_nothing_shows_is_for_staff():
    assert out(small(licence="CC-BY-4.0")) == STAFF_ONLY


def test_open_in_an_open_article_is_public():
    assert out(shown_in_an_article()) == (Reach.PUBLIC, shown("vi", "CC-BY-4.0"))


def test_for_the_press_in_an_open_article_is_for_partners():
    assert out(shown_in_an_article("press")) == (Reach.PARTNERS, shown("vi", "CC-BY-4.0", "press"))


def test_open_in_an_article_for_the_press_is_for_partners():
    open_newsroom()
    made = small(licence="CC-BY-4.0")
    publish(article(picture=made, licence="press"))
    relay()
    assert out(made) == (Reach.PARTNERS, shown("vi", "CC-BY-4.0", "press"))


def shown(*values: str, **where: Any) -> tuple[str, ...]:
    return tuple(sorted(shown_as(*values, **where)))


def test_what_is_internal_is_for_staff_whatever_shows_it():
    made = shown_in_an_article()
    Asset.objects.filter(pk=made.uid).update(licence="internal")
    assert out(made) == STAFF_ONLY
    assert compiled(made).facets["usable"] == ("house",)


def test_a_withdrawn_article_takes_its_pictures_along():
    made = shown_in_an_article()
    settle()
    withdraw(Article.objects.get(), by=desk_head(), reason="Sai")
    relay()
    settle()
    assert out(made) == STAFF_ONLY
    everybody = Scope(frozenset({Reach.PUBLIC}), licences=frozenset({"CC-BY-4.0"}))
    assert search("", scope=everybody, filters=Filters({"kind": ("picture",)})).total == 0


@pytest.mark.parametrize(("days", "is_out"), [(0, True), (-1, False)])
def test_until_the_last_day_of_use(days: int, *, is_out: bool):
    made = shown_in_an_article()
    Asset.objects.filter(pk=made.uid).update(usable_until=timezone.localdate() + timedelta(days=days))
    assert (out(made) != STAFF_ONLY) == is_out
    assert (compiled(made).facets["usable"] != ("nothing",)) == is_out


@pytest.mark.parametrize(("days", "is_out"), [(0, True), (1, False)])
def test_from_the_first_day_of_use(days: int, *, is_out: bool):
    made = shown_in_an_article()
    Asset.objects.filter(pk=made.uid).update(usable_from=timezone.localdate() + timedelta(days=days))
    assert (out(made) != STAFF_ONLY) == is_out


def test_a_record_that_is_not_for_the_web_is_out_for_partners_who_ask_for_what_it_is_for():
    made = shown_in_an_article()
    Asset.objects.filter(pk=made.uid).update(
        rights=RightsRecord.objects.create(title="A", holder_name="A", licence="CC-BY-4.0", uses=["print"])
    )
    under = shown("vi", "CC-BY-4.0", use="print")
    assert (out(made), compiled(made).facets["usable"]) == ((Reach.PARTNERS, under), ("print",))


def test_what_a_package_offers_is_out_for_its_use_and_there_alone():
    shot = described(picture(licence="press"))
    for number, (offered, use, territory) in enumerate([(True, "broadcast", "LA"), (False, "web", "")]):
        package = Package.objects.create(
            title=str(number), languages=["vi", "lo"], offered=offered, use=use, territory=territory,
            state="ready", made_at=timezone.now(), size=1, sha256="a",
        )  # fmt: skip
        PackageItem.objects.create(
            package=package, place=1, asset=shot.asset, asset_uid=shot.uid, title="A", settled=True
        )
    under = shown("vi", "CC-BY-4.0", "press", territories=["LA"], use="broadcast")
    assert (out(shot), compiled(shot).shown["uses"]) == ((Reach.PARTNERS, under), 0)
    Package.objects.update(revoked_at=timezone.now())
    assert out(shot) == STAFF_ONLY


def test_a_record_for_some_territories_is_out_there_only():
    made = shown_in_an_article()
    record = RightsRecord.objects.create(title="A", holder_name="A", licence="CC-BY-4.0", territories=["LA", "VN"])
    Asset.objects.filter(pk=made.uid).update(rights=record)
    assert out(made) == (Reach.PUBLIC, shown("vi", "CC-BY-4.0", territories=["LA", "VN"]))
    made.asset.refresh_from_db()
    made.asset.save()
    settle()

    def total(*where: str) -> int:
        scope = Scope(frozenset({Reach.PUBLIC}), licences=frozenset({"CC-BY-4.0"}), territories=frozenset(where))
        return search("", scope=scope, filters=Filters({"kind": ("picture",)})).total

    assert [total(), total("LA"), total("FR", "LA"), total("FR")] == [0, 1, 1, 0]


def test_a_withdrawn_consent_is_for_staff():
    made = shown_in_an_article()
    consent = Consent.objects.create(name="Mây", scope=["web"], given_on=timezone.localdate())
    PersonShown.objects.create(asset=made.asset, name="Mây", basis=Basis.CONSENT, consent=consent)
    assert out(made) != STAFF_ONLY
    consent.withdrawn_on, consent.withdrawal_reason = timezone.localdate(), "Đổi ý"
    consent.save()
    assert out(made) == STAFF_ONLY


@pytest.mark.parametrize(("status", "is_out"), [(Certainty.APPROVED, True), (Certainty.PROPOSED, False)])
def test_an_approved_brand_asset_stands_for_itself(status: str, *, is_out: bool):
    logo = BrandAsset(title="Logo", slug="logo", role="logo", status=status, licence="CC-BY-4.0")
    logo.save()
    reach, values = out(logo)
    assert (reach == Reach.PUBLIC, "lo/CC-BY-4.0" in values, "*/CC-BY-4.0" in values) == (is_out,) * 3


# --- nothing is missed -----------------------------------------------------------------------------------------------


def record_of(made: Picture) -> RightsRecord:
    record = RightsRecord.objects.create(title="Hợp đồng", holder_name="A", licence="CC-BY-4.0")
    Asset.objects.filter(pk=made.uid).update(rights=record)
    return record


def consent_of(made: Picture) -> Consent:
    consent = Consent.objects.create(name="Mây", scope=["web"], given_on=timezone.localdate())
    PersonShown.objects.create(asset=made.asset, name="Mây", consent=consent)
    return consent


def place_of(made: Picture) -> Place:
    place = Place.objects.create(code="vinh", kind="ward")
    made.asset.places.add(place)
    return place


def owner_of(made: Picture) -> Any:
    Asset.objects.filter(pk=made.uid).update(owner=agency())
    return Asset.objects.get(pk=made.uid).owner


def a_task() -> PlanTask:
    plan = Plan.objects.create(number="978", title_vi="Kế hoạch", issued=date(2025, 12, 1))
    return PlanTask.objects.create(plan=plan, code="3.1")


def later(make: Callable[[Picture], Any], change: Callable[[Any], Any]) -> Callable[[Picture], Any]:
    """What is there before is made without being looked at; the change is."""

    def act(made: Picture) -> Any:
        there = make(made)
        Touched.objects.all().delete()
        return change(there)

    return act


CHANGES: dict[str, Callable[[Picture], Any]] = {
    "the asset": lambda made: made.asset.save(),
    "its carrier": lambda made: made.save(update_fields=["focal_point_x"]),
    "a text": lambda made: AssetText.objects.create(asset=made.asset, language="lo", caption="ດອກບົວ"),
    "a text that goes": lambda made: made.asset.texts.get().delete(),
    "a person": lambda made: PersonShown.objects.create(asset=made.asset, name="Mây"),
    "words inside": lambda made: WordsInside.objects.create(asset=made.asset, sha256="0" * 64),
    "a thumbnail": renditions,
    "a place": lambda made: made.asset.places.add(Place.objects.create(code="vinh", kind="ward")),
    "places cleared": later(place_of, lambda place: Asset.objects.get(places=place).places.clear()),
    "a task": lambda made: made.asset.tasks.add(a_task()),
    "a subject": lambda made: made.asset.subjects.add(Subject.objects.create(code="01000000")),
    "a name of a place": later(
        place_of, lambda place: PlaceName.objects.create(place=place, language="vi", name="Vinh")
    ),
    "a place moved": later(place_of, lambda place: place.save()),
    "a name of the owner": later(
        owner_of, lambda owner: AgencyName.objects.create(agency=owner, language="lo", name="ຫນັງສືພິມ")
    ),
    "the rights record": later(record_of, lambda record: record.save()),
    "a credit of the record": later(
        record_of, lambda record: RightsCredit.objects.create(record=record, language="vi", line="Ảnh: A")
    ),
    "a consent": later(consent_of, lambda consent: consent.save()),
    "the asset that goes": lambda made: made.delete(),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_has_the_asset_indexed_again(what: str):
    made = small()
    key = key_of(made.uid)
    Touched.objects.all().delete()
    CHANGES[what](made)
    assert Touched.objects.filter(key=key).exists()


def test_other_assets_are_not_touched():
    made, other = small(), small(title="Khác")
    Touched.objects.all().delete()
    place_of(made).save()
    renditions(made)
    assert not Touched.objects.filter(key=key_of(other.uid)).exists()


def test_only_the_thumbnail_among_renditions_counts():
    made = small()
    Touched.objects.all().delete()
    made.get_rendition("max-40x40")
    assert not Touched.objects.exists()


def test_a_poster_that_is_made_is_its_clip_s_thumbnail(mp4: bytes):
    clip = Video(title="Dòng Lam", file=ContentFile(mp4, name="a.mp4"))
    clip.poster = small()
    clip.save()
    Touched.objects.all().delete()
    renditions(clip.poster)
    assert Touched.objects.filter(key=key_of(clip.uid)).exists()
    assert compiled(clip).shown["picture"]["renditions"][0]["href"] == renditions(clip.poster)[0].url


def told(*rows: Any) -> list[bool]:
    """Has the index a document of each?"""
    there = {document.key for document in AssetSource().documents([key_of(row.uid) for row in rows])}
    versions = {key for key, _version in AssetSource().versions()}
    assert there == versions & {key_of(row.uid) for row in rows}
    assert set(AssetSource().keys()) == versions
    return [key_of(row.uid) in there for row in rows]


def test_a_still_is_found_as_its_clip_while_it_is_the_poster(mp4: bytes):
    clip = Video(title="Dòng Lam", file=ContentFile(mp4, name="a.mp4"))
    clip.save()
    still, chosen = small(title="Dòng Lam", still_of=clip), small(title="Bìa")
    for poster, expected in ((None, [True, True, True]), (still, [True, False, True]), (chosen, [True, True, True])):
        Touched.objects.all().delete()
        clip.poster = poster
        clip.save()
        assert Touched.objects.filter(key=key_of(still.uid)).exists()
        assert told(clip, still, chosen) == expected


def test_a_still_without_its_clip_is_a_picture(mp4: bytes):
    clip = Video(title="Dòng Lam", file=ContentFile(mp4, name="a.mp4"))
    clip.save()
    still = small(still_of=clip)
    Video.objects.update(poster=still)
    assert told(still) == [False]
    Touched.objects.all().delete()
    Video.objects.get().delete()
    assert Touched.objects.filter(key=key_of(still.uid)).exists()
    assert told(still) == [True]


def test_release_new_picture_and_withdrawal_touch_what_is_shown():
    open_newsroom()
    first, second = small(), small(title="Khác")
    page = article(picture=first)
    publish(page)
    Touched.objects.all().delete()
    relay()
    assert touched_assets() == {first.uid}

    edit(page, picture=second)
    publish(fresh(page))
    Touched.objects.all().delete()
    relay()
    assert touched_assets() == {first.uid, second.uid}

    Touched.objects.all().delete()
    withdraw(fresh(page), by=desk_head(), reason="Sai")
    relay()
    assert touched_assets() == {second.uid}


def touched_assets() -> set[Any]:
    keys = Touched.objects.filter(key__startswith="asset:").values_list("key", flat=True)
    return {asset.uid for asset in Picture.objects.all() if key_of(asset.uid) in set(keys)}


def test_the_clock_alone_takes_it_out_and_the_night_says_so():
    made = shown_in_an_article()
    settle()
    yesterday = timezone.localdate() - timedelta(days=1)
    Asset.objects.filter(pk=made.uid).update(usable_until=yesterday)
    Touched.objects.all().delete()
    tell_turned(timezone.localdate())
    assert Touched.objects.filter(key=key_of(made.uid)).exists()


def test_a_change_past_the_signals_is_found_by_reconciling():
    made, other = small(), small(title="Khác")
    settle()
    assert reconcile().differences == 0
    AssetText.objects.filter(asset=made.uid).update(alt="Đồng sen")
    Asset.objects.filter(pk=other.uid).delete()
    Touched.objects.all().delete()
    done = reconcile()
    assert (done.outdated, done.left_over, done.differences) == (1, 1, 2)
    assert found("đồng sen") == [key_of(made.uid)]


def test_a_key_of_nothing_is_no_fault():
    assert AssetSource().documents(["asset:", "asset:sen", "asset:11111111-1111-4111-8111-111111111111"]) == []


@pytest.mark.parametrize("many", [1, 3])
def test_a_batch_costs_the_same_whatever_its_size(
    many: int, mp4: bytes, django_assert_num_queries: Callable[[int], Any]
):
    open_newsroom()
    owner = agency()
    rows = []
    for number in range(many):
        shown_one = small(title=f"Sen {number}")
        renditions(shown_one)
        clip = Video(title=f"Clip {number}", file=ContentFile(mp4, name="a.mp4"), poster=shown_one)
        clip.save()
        put_list(clip.asset, [Entry(0, 1_000, {"vi": Said(f"Cảnh {number}")})], by=None)
        SubtitleTrack.objects.create(video=clip, language="vi", file=ContentFile(VTT.encode(), name="vi.vtt"))
        leaflet = document(pdf(f"x {number}"))
        rows += [shown_one, clip, leaflet]
        Asset.objects.filter(pk__in=[row.uid for row in rows]).update(owner=owner)
        place = Place.objects.create(code=f"lang-{number}", kind="village")
        PlaceName.objects.create(place=place, language="vi", name="Làng")
        for row in (shown_one, clip, leaflet):
            asset = Asset.objects.get(pk=row.uid)
            asset.places.add(place)
            record = RightsRecord.objects.create(title="A", holder=owner)
            RightsCredit.objects.create(record=record, language="vi", line="Ảnh: A")
            asset.rights = record
            asset.save()
            consent = Consent.objects.create(name="Mây", scope=["web"], given_on=timezone.localdate())
            PersonShown.objects.create(asset=asset, name="Mây", consent=consent)
        publish(article(title=f"Bài {number}", picture=shown_one))
    relay()
    with django_assert_num_queries(BATCH_QUERIES):
        assert len(AssetSource().documents([key_of(row.uid) for row in rows])) == 3 * many
