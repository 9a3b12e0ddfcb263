"""What the tests of content need: an agency, pictures and clips that lack nothing until a test takes something away."""

from datetime import date
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from hub.content.models import Article
from hub.registry.models import Agency, AgencyName, Place, PlanTask, Subject
from hub.registry.models.plan import Plan
from hub.staff.models import User
from locales.set_up import ensure_locales
from media_library.models import AssetText, Picture

SUMMARY = "Mùa sen ở làng Kim Liên bắt đầu từ tháng năm và kéo dài suốt mùa hè."
PARAGRAPH = {"type": "paragraph", "value": "<p>Sen nở từ tháng năm.</p>", "id": "11111111-1111-4111-8111-111111111111"}
HERE = "body.22222222-2222-4222-8222-222222222222"


def speaking_english(user: User) -> User:
    """The admin speaks to everybody in their own language; the tests read English."""
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "en"
    profile.save()
    return user


def block(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": HERE.removeprefix("body.")}


def agency(code: str = "bao-nghe-an", **fields: Any) -> Agency:
    made, created = Agency.objects.get_or_create(code=code, defaults={"kind": "press", **fields})
    if created:
        AgencyName.objects.create(agency=made, language="vi", name="Báo Nghệ An")
    return made


def picture(*, alt: str = "Đầm sen lúc bình minh", **fields: Any) -> Picture:
    file = BytesIO()
    Image.new("RGB", (40, 30), "pink").save(file, "PNG")
    fields = {"title": "Sen", "credit": "Ảnh: Hà An"} | fields
    made = Picture(file=ContentFile(file.getvalue(), name="sen.png"), **fields)
    made.save()
    if alt:
        AssetText.objects.create(asset=made.asset, language="vi", alt=alt)
    return made


def complete(**fields: Any) -> Article:
    """An article in which the pre-flight finds nothing; it is not saved."""
    ensure_locales()
    plan, _created = Plan.objects.get_or_create(
        number="1/KH", defaults={"issued": date(2026, 1, 1), "title_vi": "Kế hoạch"}
    )
    tasks = [PlanTask.objects.get_or_create(plan=plan, code="3.1", defaults={"title_vi": "Chuyên mục"})[0]]
    subjects = [Subject.objects.get_or_create(code="20000000")[0]]
    places = [Place.objects.get_or_create(code="kim-lien", defaults={"kind": "commune"})[0]]
    page = Article(
        locale=Locale.objects.get(language_code="vi"),
        **{
            "title": "Làng Sen mùa sen nở",
            "summary": SUMMARY,
            "search_description": "Mùa sen ở Kim Liên.",
            "byline": "Hà An",
            "agency": agency(),
            "picture": fields.pop("picture") if "picture" in fields else picture(),
            "body": [PARAGRAPH],
        }
        | {name: value for name, value in fields.items() if name not in ("tasks", "subjects", "places")},
    )
    page.tasks = fields.get("tasks", tasks)
    page.subjects = fields.get("subjects", subjects)
    page.places = fields.get("places", places)
    return page
