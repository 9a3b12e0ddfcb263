"""The page of shots and sound bites: rows are saved, lists are pasted, cuts proposed; who may, and what is said."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection

from hub.registry.models import Person, PersonName, Place, PlaceName
from hub.staff.models import User
from media_library.models import Asset, Audio, Passage, Picture, Preparation, PreparedFile, TextDraft, Video
from media_library.models.prepared import Role, Stage
from media_library.shotlist.writing import Entry, Said, put_list
from tests.media_library.making import approve_all, drawing, encoded, ffmpeg, ordered, picture
from tests.media_library.packages.room import may_see

pytestmark = pytest.mark.django_db
RIVER = Entry(0, 2_000, {"vi": Said("Toàn cảnh sông"), "en": Said("Wide view of the river")})


@pytest.fixture
def asset(mp4: bytes) -> Asset:
    made: Asset = Video.objects.create(title="Sông Lam", file=ContentFile(mp4, name="a.mp4")).asset
    return made


def address(asset: Asset, name: str = "shotlist", *more: str) -> str:
    return reverse(f"media_library:{name}", args=[asset.pk, *more])


def row(number: int, **fields: object) -> dict[str, object]:
    told = {
        "pk": "", "role": "shot", "starts": "00:00", "ends": "00:02", "words": "", "language": "", "verbatim": "",
        "speaker": "", "speaker_as": "", "places": "", "people": "",
    } | fields  # fmt: skip
    return {f"form-{number}-{name}": value for name, value in told.items()}


def send(client: Client, asset: Asset, *rows: dict[str, object], lang: str = "vi", **fields: object) -> Any:
    state = client.get(address(asset)).context["state"]
    sent: dict[str, object] = {"act": "save", "state": state, "form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": 0}
    for each in rows:
        sent |= each
    return client.post(f"{address(asset)}?lang={lang}", sent | fields, follow=True)


def told(answer: Any) -> list[str]:
    return [str(message).strip() for message in answer.context["messages"]]


def registry() -> None:
    Place(code="cua-lo", kind="ward", names=[PlaceName(language="vi", name="Cửa Lò")]).save()
    for code in ("lan-1", "lan-2"):
        Person(code=code, fictional=True, names=[PersonName(language="vi", name="Lan")]).save()


def test_rows_are_saved_in_the_order_of_time(editor: Client, asset: Asset) -> None:
    registry()
    answer = send(
        editor,
        asset,
        row(
            0,
            role="bite",
            starts="00:02",
            ends="00:04",
            language="Lao",
            verbatim="ສະບາຍດີ",
            words="Xin chào",
            speaker="lan-1",
        ),
        row(1, words="Cảng", places="cua lo"),
    )
    assert told(answer) == [
        "The list of “Sông Lam” is saved.",
        "Lan is not among the people shown: nobody has noted a consent.",
    ]
    shot, bite = asset.passages.all()
    assert (shot.starts, shot.ends, shot.words_in("vi"), [str(place) for place in shot.places.all()]) == (
        0, 2_000, "Cảng", ["Cửa Lò"],
    )  # fmt: skip
    assert (bite.language, bite.speaker.code, bite.words_in("lo"), bite.words_in("vi")) == (
        "lo", "lan-1", "ສະບາຍດີ", "Xin chào",
    )  # fmt: skip
    page = editor.get(address(asset)).content.decode()
    assert "lan-1" in page
    assert "Cửa Lò" in page


def test_words_of_another_language_stay(editor: Client, asset: Asset) -> None:
    put_list(asset, [RIVER], by=None)
    kept = Passage.objects.get()
    send(editor, asset, row(0, pk=kept.pk, words="Le fleuve", ends="00:03"), lang="fr", **{"form-INITIAL_FORMS": 1})
    approve_all()
    again = Passage.objects.get()
    assert (again.pk, again.ends) == (kept.pk, 3_000)
    assert {text.language: text.words for text in again.texts.all()} == {
        "vi": "Toàn cảnh sông", "en": "Wide view of the river", "fr": "Le fleuve",
    }  # fmt: skip


def test_a_translation_waits_for_a_second_person_and_is_on_the_page_meanwhile(editor: Client, asset: Asset) -> None:
    put_list(asset, [RIVER], by=None)
    kept = Passage.objects.get()
    rows = row(0, pk=kept.pk, words="The river"), row(1, starts="00:02", ends="00:04", words="The port")
    answer = send(editor, asset, *rows, lang="en", **{"form-INITIAL_FORMS": 1})
    assert told(answer)[:2] == [
        "The list of “Sông Lam” is saved.",
        "“Sông Lam” in English is handed in: a second person approves it.",
    ]
    river, port = asset.passages.all()
    assert (river.words_in("en"), port.words_in("en")) == ("Wide view of the river", "")
    draft = TextDraft.objects.get()
    assert (draft.language, draft.said, [str(writer) for writer in draft.writers.all()]) == (
        "en", {str(river.pk): ["The river", ""], str(port.pk): ["The port", ""]}, ["bien-tap"],
    )  # fmt: skip
    page = editor.get(f"{address(asset)}?lang=en")
    assert [form["words"].value() for form in page.context["formset"]] == ["The river", "The port"]
    approve_all()
    assert [passage.words_in("en") for passage in asset.passages.all()] == ["The river", "The port"]


def test_who_changes_nothing_in_a_translation_hands_nothing_in(editor: Client, asset: Asset) -> None:
    put_list(asset, [RIVER], by=None)
    kept = Passage.objects.get()
    moved = row(0, pk=kept.pk, words="Wide view of the river", ends="00:03")
    assert told(send(editor, asset, moved, lang="en", **{"form-INITIAL_FORMS": 1}))[0:1] == [
        "The list of “Sông Lam” is saved."
    ]
    assert (TextDraft.objects.count(), Passage.objects.get().ends) == (0, 3_000)


def test_what_is_said_in_the_language_itself_is_no_translation(editor: Client, asset: Asset) -> None:
    bite = row(0, role="bite", language="lo", verbatim="ສະບາຍດີ", speaker_as="ນາງ ລານ")
    send(editor, asset, bite, lang="lo")
    said = asset.passages.get().text_in("lo")
    assert (said.words, said.speaker, TextDraft.objects.count()) == ("ສະບາຍດີ", "ນາງ ລານ", 0)


def test_a_row_that_is_taken_away_is_gone(editor: Client, asset: Asset) -> None:
    put_list(asset, [RIVER], by=None)
    kept = Passage.objects.get()
    send(editor, asset, row(0, pk=kept.pk, DELETE="on", starts="nonsense"), **{"form-INITIAL_FORMS": 1})
    assert not Passage.objects.exists()


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"starts": "7"}, "In: “7” is no time. Write it as 00:07, 01:02:03 or 00:07.500."),
        ({"starts": ""}, "In: This field is required."),
        ({"starts": "00:02", "ends": "00:01"}, "Out: It ends before it begins."),
        ({"ends": "00:09"}, "Out: The clip is only 00:04 long."),
        ({"ends": "00:00:01:25"}, "Out: “00:00:01:25”: frame 25 is not there, the clip has 25 frames a second."),
        ({"role": "bite", "verbatim": "A"}, "Language spoken: Say in which language: its tag, such as “vi” or “lo”."),
        ({"places": "Atlantis"}, "Places: “Atlantis” is not in the registry."),
        ({"people": "Lan"}, "People seen: “Lan” is the name of several: write one of lan-1, lan-2."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    editor: Client, asset: Asset, fields: dict[str, object], fault: str
) -> None:
    registry()
    answer = send(editor, asset, row(0, **({"words": "Đang gõ dở"} | fields)))
    page = answer.content.decode()
    assert told(answer) == ["The list was not saved: see the rows that are marked."]
    assert fault.replace("'", "&#x27;") in page
    assert "Đang gõ dở" in page
    assert not Passage.objects.exists()


def test_what_somebody_else_changed_meanwhile_is_told_and_may_be_replaced(editor: Client, asset: Asset) -> None:
    mine = {"act": "save", "state": "of this morning", "form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0} | row(
        0, words="Của tôi"
    )
    put_list(asset, [RIVER], by=None)
    answer = editor.post(address(asset), mine)
    assert told(answer) == [
        "Somebody else has changed this list since you opened it. Save again to put yours in its place."
    ]
    assert (Passage.objects.get().words_in("vi"), "Của tôi" in answer.content.decode()) == ("Toàn cảnh sông", True)
    editor.post(address(asset), mine | {"state": answer.context["state"]})
    assert Passage.objects.get().words_in("vi") == "Của tôi"


def test_a_pasted_list_becomes_rows_that_nobody_has_saved(editor: Client, asset: Asset) -> None:
    registry()
    answer = send(
        editor, asset, row(0, words="Đang gõ dở"), act="read",
        pasted="00:00 – 00:02 Cảng\n00:02 – 00:04 SOUNDBITE (Lao) Lan-1: “ສະບາຍດີ”",
    )  # fmt: skip
    assert told(answer) == ["2 rows were added. Nothing is saved yet."]
    data = answer.context["formset"].data
    assert [data[f"form-{number}-words"] for number in range(3)] == ["Đang gõ dở", "Cảng", ""]
    assert [data[f"form-2-{name}"] for name in ("role", "language", "verbatim", "speaker", "speaker_as")] == [
        "bite", "lo", "ສະບາຍດີ", "lan-1", "Lan-1",
    ]  # fmt: skip
    assert not Passage.objects.exists()


def test_a_list_that_cannot_be_read_names_its_lines_and_stays(editor: Client, asset: Asset) -> None:
    answer = send(editor, asset, act="read", pasted="00:00 – 00:02 Cảng\n00:02 – 00:09 Biển")
    page = answer.content.decode()
    assert "Line 2: 00:09 lies beyond the end of the clip, which is 00:04 long." in page
    assert "00:00 – 00:02 Cảng" in page
    assert len(answer.context["formset"].forms) == 0


def prepared(tmp_path: Any) -> Asset:
    """A clip of a red and a blue half."""
    path = tmp_path / "two.mp4"
    ffmpeg(
        *("-f", "lavfi", "-i", "color=red:size=320x180:rate=25:duration=2"),
        *("-f", "lavfi", "-i", "color=blue:size=320x180:rate=25:duration=2"),
        *("-filter_complex", "[0][1]concat=n=2", "-pix_fmt", "yuv420p", str(path)),
    )
    video = Video.objects.create(title="Hai cảnh", file=ContentFile(path.read_bytes(), name="a.mp4"))
    Preparation.objects.create(video=video, source_sha256=video.sha256, stage=Stage.DONE, rate=25)
    PreparedFile.objects.create(
        video=video, role=Role.PROXY, source_sha256=video.sha256, sha256="a" * 64, size=1,
        file=ContentFile(path.read_bytes(), name="proxy.mp4"),
    )  # fmt: skip
    made: Asset = video.asset
    return made


def test_shots_are_proposed_from_where_the_picture_changes(editor: Client, tmp_path: Any) -> None:
    from media_library.jobs import look_for_cuts  # noqa: PLC0415 - app ready

    asset = prepared(tmp_path)
    assert editor.get(address(asset, "cuts")).json() == {"done": False, "count": 0}
    assert ordered("look_for_cuts") == []
    editor.post(address(asset, "cuts"))
    assert ordered("look_for_cuts") == [[asset.carrier.pk]]
    look_for_cuts.call(asset.carrier.pk)
    assert editor.get(address(asset, "cuts")).json() == {"done": True, "count": 1}
    answer = send(editor, asset, act="cuts")
    data = answer.context["formset"].data
    assert [(data[f"form-{number}-starts"], data[f"form-{number}-ends"]) for number in range(2)] == [
        ("00:00", "00:02"), ("00:02", "00:03.920"),
    ]  # fmt: skip
    assert not Passage.objects.exists()


def test_a_recording_has_sound_bites_only(editor: Client, tmp_path: Any) -> None:
    path = tmp_path / "a.mp3"
    ffmpeg("-f", "lavfi", "-i", "sine=frequency=440:duration=3", str(path))
    asset = Audio.objects.create(title="Phỏng vấn", file=ContentFile(path.read_bytes(), name="a.mp3")).asset
    answer = send(editor, asset, row(0))
    assert "Kind: Select a valid choice. shot is not one of the available choices." in answer.content.decode()
    send(editor, asset, row(0, role="bite", language="vi", verbatim="Tôi dệt."))
    assert [(bite.language, bite.words_in("vi")) for bite in asset.passages.all()] == [("vi", "Tôi dệt.")]


def test_pictures_have_no_shots(editor: Client) -> None:
    made: Picture = picture(encoded(drawing((40, 30))))
    assert editor.get(address(made.asset), follow=True).status_code == 404
    assert editor.get(address(made.asset, "sheet", "vi"), follow=True).status_code == 404


@pytest.mark.parametrize(
    ("rights", "expected"),
    [
        ((), (302, 302, 302)),
        (("access_admin",), (302, 302, 302)),
        (("access_admin", "view_asset"), (302, 302, 200)),
        (("access_admin", "view_video", "view_asset"), (302, 302, 200)),
        (("access_admin", "change_video"), (200, 200, 302)),
    ],
)
def test_who_may(client: Client, asset: Asset, rights: tuple[str, ...], expected: tuple[int, ...]) -> None:
    user = User.objects.create_user("u", password="mot-mat-khau-dai")
    user.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    may_see(user, Collection.get_first_root_node())
    client.force_login(user)
    pages = (address(asset), address(asset, "cuts"), address(asset, "sheet", "vi"))
    assert tuple(client.get(page).status_code for page in pages) == expected


def test_the_dope_sheet_of_a_language(editor: Client, asset: Asset) -> None:
    asset.texts.create(language="vi", title="Sông Lam ban mai", caption="Chuyện của dòng sông.")
    said = {"lo": Said("ສະບາຍດີ", "ນາງ ລານ"), "en": Said("Hello", "Lan, weaver")}
    Video.objects.update(spoken_language="lo")
    asset.credit = "Báo Nghệ An"
    asset.save()
    put_list(asset, [RIVER, Entry(2_000, 4_000, said, role="bite", language="lo")], by=None)
    answer = editor.get(address(asset, "sheet", "en"))
    assert answer["Content-Disposition"] == 'attachment; filename="song-lam.en.txt"'
    assert answer.content.decode() == (
        "[vi] Sông Lam ban mai\n=====================\n\n"
        "Length: 00:04\nLanguage: Lao\nCredit: Báo Nghệ An\n"
        "Restrictions: Press use by partners, unaltered, with the credit line\n\n"
        "Shot list\n\n"
        "  1. 00:00 – 00:02  Wide view of the river\n"
        "  2. 00:02 – 00:04  SOUND BITE (Lao) Lan, weaver: “ສະບາຍດີ”\n"
        "                    “Hello”\n\n"
        "Storyline\n\n[vi] Chuyện của dòng sông.\n\n"
        f"ID: {asset.pk}\n"
    )
    assert "1. 00:00 – 00:02  [vi] Toàn cảnh sông" in editor.get(address(asset, "sheet", "fr")).content.decode()


def test_the_clips_form_leads_to_the_list(editor: Client, asset: Asset) -> None:
    put_list(asset, [RIVER], by=None)
    for page in (
        reverse("wagtailsnippets_media_library_video:edit", args=[asset.carrier.pk]),
        reverse("wagtailsnippets_media_library_asset:edit", args=[asset.pk]),
    ):
        content = editor.get(page).content.decode()
        assert (address(asset) in content, "Shots and sound bites (1)" in content) == (True, True)


def test_shots_and_sound_bites_are_translated_where_all_words_are(editor: Client, asset: Asset) -> None:
    said = {"lo": Said("ສະບາຍດີ", "ນາງ ລານ")}
    put_list(
        asset, [Entry(0, 2_000, {"vi": Said("Cảng")}), Entry(2_000, 4_000, said, role="bite", language="lo")], by=None
    )
    shot, bite = asset.passages.all()
    wanting = editor.get(f"{reverse('media_library:wanting')}?lang=en")
    assert [(each["asset"], each["missing"]) for each in wanting.context["rows"]] == [
        (asset, ["shots and sound bites"])
    ]
    page = reverse("media_library:words", args=[asset.pk, "en"])
    sides = editor.get(page).context["form"].side_by_side()
    assert [(side["field"].label, side["source"]) for side in sides] == [
        ("Shot 00:00", "Cảng"), ("Sound bite 00:02", "ສະບາຍດີ"), ("Sound bite 00:02: speaker, as presented", "ນາງ ລານ"), ("Subtitles", ""),
    ]  # fmt: skip
    editor.post(page, {f"words-{shot.pk}": "The port", f"words-{bite.pk}": "Hello", f"speaker-{bite.pk}": "Ms Lan"})
    approve_all()
    shot, bite = asset.passages.all()
    assert (shot.words_in("en"), bite.words_in("en"), bite.text_in("en").speaker, bite.words_in("lo")) == (
        "The port", "Hello", "Ms Lan", "ສະບາຍດີ",
    )  # fmt: skip
    assert editor.get(f"{reverse('media_library:wanting')}?lang=en").context["rows"] == []
    assert [each["asset"] for each in editor.get(f"{reverse('media_library:wanting')}?lang=lo").context["rows"]] == [
        asset
    ]
