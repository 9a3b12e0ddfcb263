"""What the tests of saved searches need: somebody who saves, and things that are found."""

from typing import Any

from django.utils import timezone

from hub.alerts import saving
from hub.alerts.delivering import deliver_due
from hub.alerts.models import Alert, Match, Notice, SavedSearch
from hub.alerts.telling import tell
from hub.alerts.watching import watch
from hub.registry.models import Place, PlaceName
from hub.staff.models import User
from search.indexing import index_waiting
from tests.hub.content.desk_room import speaking_english


def chief(name: str = "sen") -> User:
    return speaking_english(User.objects.create_superuser(name, f"{name}@example.vn", "chief-password-1"))


def place(code: str, name: str) -> Place:
    """A document: `place:<code>`."""
    made = Place.objects.create(code=code, kind="site")
    PlaceName.objects.create(place=made, language="vi", name=name)
    return made


def rename(code: str, name: str) -> None:
    row = PlaceName.objects.get(place__code=code)
    row.name = name
    row.save()


def index() -> None:
    while index_waiting():
        pass


def saved(owner: User, typed: str = "sen", alert: str = Alert.WEBHOOK, **fields: Any) -> SavedSearch:
    index()
    fields = {"name": typed, "webhook_url": "https://hooks.example.vn/in"} | fields
    return saving.save(SavedSearch(typed=typed, alert=alert, **fields), by=owner)


def look() -> None:
    """Let the index and the saved searches catch up."""
    index()
    while watch():
        pass


def new(search: SavedSearch) -> list[str]:
    """What it has found since it was saved, by key."""
    found = Match.objects.filter(saved=search, known=False)
    return sorted(found.values_list("key", flat=True))


def notices() -> list[Notice]:
    """As they stand now, the oldest first."""
    look()
    tell(timezone.now())
    return list(Notice.objects.order_by("made_at"))


def send() -> None:
    """Everything that is due."""
    notices()
    while deliver_due(timezone.now()):
        pass
