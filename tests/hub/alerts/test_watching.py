"""What becomes a match after a search was saved is noted once, whatever happens in between."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.alerts import saving, watching
from hub.alerts.models import Alert, Match, SavedSearch
from hub.alerts.watching import BATCH, watch
from hub.staff.models import User
from search.models import Index
from tests.hub.alerts.watched import chief, index, look, new, notices, place, rename, saved
from tests.hub.publishing.test_desk_search import reader
from tests.newsroom import article, column, open_newsroom, publish, relay

pytestmark = pytest.mark.django_db

WATCH_QUERIES = 20


def test_only_what_matches_from_now_on_is_new():
    place("a", "Đền Sen")
    search = saved(chief())

    place("b", "Hồ sen")
    place("c", "Hồ sâu")
    look()

    assert new(search) == ["place:b"]


def test_what_matched_already_is_not_new_when_it_changes():
    place("a", "Đền Sen")
    search = saved(chief())
    rename("a", "Đền Sen mới")
    look()
    assert new(search) == []


def test_what_is_told_is_not_told_again():
    search = saved(chief())
    place("a", "Đền Sen")
    [notice] = notices()
    rename("a", "Đền")
    look()
    rename("a", "Đền Sen")
    assert notices() == [notice]
    assert new(search) == ["place:a"]


def test_what_comes_to_match_by_a_change_is_new():
    place("a", "Đền")
    search = saved(chief())
    rename("a", "Đền Sen")
    look()
    assert new(search) == ["place:a"]


def test_what_ceases_to_match_and_matches_again_is_new():
    place("a", "Đền Sen")
    search = saved(chief())
    rename("a", "Đền")
    look()
    rename("a", "Đền Sen")
    look()
    assert new(search) == ["place:a"]


def test_what_is_gone_before_anybody_was_told_is_not_told():
    search = saved(chief())
    place("a", "Đền Sen")
    look()
    rename("a", "Đền")
    assert notices() == []
    assert new(search) == []


def test_without_an_alert_nothing_is_watched():
    search = saved(chief(), alert=Alert.NONE)
    place("a", "Đền Sen")
    look()
    assert not Match.objects.exists()
    assert search.position == 0


def test_whole_words_quotes_and_words_left_out():
    owner = chief()
    whole, phrase, without = (saved(owner, typed) for typed in ("vin", '"hồ sen"', "hồ -tây"))
    place("a", "Vinh")
    place("b", "Sen hồ")
    place("c", "Hồ Sen")
    place("d", "Hồ Tây")
    place("e", "Vin")
    look()
    assert new(whole) == ["place:e"]
    assert new(phrase) == ["place:c"]
    assert new(without) == ["place:b", "place:c"]


def test_a_part_of_the_house_alone():
    open_newsroom()
    owner = chief()
    pages, names, everything = (saved(owner, name=part or "all", part=part) for part in ("pages", "names", ""))
    place("a", "Đền Sen")
    publish(story := article(title="Mùa sen"))
    relay()
    look()
    edition = f"edition:{story.translation_key}.vi"
    assert (new(pages), new(names), new(everything)) == ([edition], ["place:a"], [edition, "place:a"])


def test_a_search_that_is_switched_on_later_begins_then():
    owner = chief()
    search = saved(owner, alert=Alert.NONE)
    place("a", "Đền Sen")
    index()
    search.alert = Alert.WEBHOOK
    search.webhook_url = "https://hooks.example.vn/in"
    saving.change(search, by=owner)
    place("b", "Hồ Sen")
    look()
    assert new(search) == ["place:b"]


def test_another_way_of_telling_begins_nothing_anew():
    owner = chief()
    search = saved(owner)
    place("a", "Đền Sen")
    look()
    search.webhook_url = "https://other.example.vn/"
    saving.change(search, by=owner)
    look()
    assert new(search) == ["place:a"]


def test_a_search_that_finds_half_the_house_is_no_alert(monkeypatch):
    monkeypatch.setattr(watching, "MOST_KNOWN", 2)
    for number in range(3):
        place(f"n{number}", "Sen")
    with pytest.raises(ValidationError) as refused:
        saved(chief())
    assert refused.value.message_dict == {
        "alert": ["This finds more than 2 things: add a word before you have yourself told of new ones."]
    }
    assert not SavedSearch.objects.exists()


def test_more_changes_than_one_batch_holds():
    search = saved(chief())
    for number in range(BATCH + 5):
        place(f"n{number}", f"Sen {number}")
    index()
    assert watch() == 1
    assert 0 < len(new(search)) <= BATCH
    look()
    assert len(new(search)) == BATCH + 5


def test_an_index_made_anew_from_nothing_loses_and_repeats_nothing():
    place("a", "Đền Sen")
    search = saved(chief())
    place("b", "Hồ Sen")
    look()
    SavedSearch.objects.update(position=Index.objects.get().last_change + 1000)
    place("c", "Ao Sen")
    look()
    assert new(search) == ["place:b", "place:c"]


def test_the_queries_do_not_grow_with_the_changes():
    search = saved(chief())
    counts = []
    for number in (1, 2, 3):
        for each in range(number):
            place(f"n{number}-{each}", "Sen")
        index()
        with CaptureQueriesContext(connection) as queries:
            watch()
        counts.append(len(queries))
    assert len(new(search)) == 6
    assert counts[1:] == [WATCH_QUERIES, WATCH_QUERIES]  # at first nothing of the question is remembered


# --- who may see it --------------------------------------------------------------------------------------------------


def test_what_its_owner_may_not_see_is_not_told():
    open_newsroom()
    culture, people = column(), column("Con người", "con-nguoi")
    owner = reader(under=culture)
    search = saved(owner)
    mine, other = article(culture, "Sen của tôi"), article(people, "Sen mật")
    publish(mine)
    publish(other)
    place("a", "Đền Sen")
    relay()
    look()
    assert new(search) == [f"edition:{mine.translation_key}.vi"]


def test_names_need_their_permission():
    owner = reader("view_place")
    search = saved(owner)
    place("a", "Đền Sen")
    look()
    assert new(search) == ["place:a"]
    owner.user_permissions.remove(Permission.objects.get(codename="view_place"))
    place("b", "Hồ Sen")
    look()
    assert new(search) == ["place:a"]


@pytest.mark.parametrize("lost", ["inactive", "no admin"])
def test_who_lost_access_is_told_of_nothing(lost: str):
    owner = reader("view_place")
    search = saved(owner)
    if lost == "inactive":
        User.objects.update(is_active=False)
    else:
        owner.user_permissions.remove(Permission.objects.get(codename="access_admin"))
    place("a", "Đền Sen")
    look()
    assert new(search) == []
    search.refresh_from_db()
    assert search.position == Index.objects.get().last_change


def test_each_owner_has_what_they_may_see():
    one, other = reader("view_place"), reader()
    searches = [saved(owner) for owner in (one, other)]
    place("a", "Đền Sen")
    look()
    assert [new(search) for search in searches] == [["place:a"], []]


def test_two_processes_at_once_note_a_match_once():
    search = saved(chief())
    place("a", "Đền Sen")
    index()
    stale = SavedSearch.objects.get()
    seen = watching._look(stale, ["place:a"])
    watch()
    watching._note(seen, stale.position, stale.position + 1)  # the other one comes late
    assert new(search) == ["place:a"]
    search.refresh_from_db()
    assert search.position == Index.objects.get().last_change
