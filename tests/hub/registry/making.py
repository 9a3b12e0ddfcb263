"""Rows of the registry for tests."""

from datetime import date
from decimal import Decimal
from typing import Any

from hub.registry.models import (
    Agency,
    AgencyName,
    Fact,
    FactWording,
    Office,
    OfficeTitle,
    Person,
    PersonName,
    Place,
    PlaceName,
    Plan,
    PlanTask,
    Subject,
    SubjectName,
)


def agency(code: str = "so-ngoai-vu", name: str = "Sở Ngoại vụ", **fields: Any) -> Agency:
    made = Agency(code=code, **{"kind": "department", **fields})
    made.names = [AgencyName(language="vi", name=name)]
    made.save()
    return made


def office(code: str = "giam-doc", title: str = "Giám đốc", **fields: Any) -> Office:
    made = Office(code=code, **{"agency": Agency.objects.first() or agency(), **fields})
    made.titles = [OfficeTitle(language="vi", title=title)]
    made.save()
    return made


def person(code: str = "nguyen-an", name: str = "Nguyễn An", **fields: Any) -> Person:
    made = Person(code=code, **fields)
    made.names = [PersonName(language="vi", name=name)]
    made.save()
    return made


def place(code: str = "nam-dan", name: str = "Nam Đàn", **fields: Any) -> Place:
    made = Place(code=code, **{"kind": "commune", **fields})
    made.names = [PlaceName(language="vi", name=name)]
    made.save()
    return made


def fact(code: str = "coastline", label: str = "Bờ biển", **fields: Any) -> Fact:
    given = {"value": Decimal(82), "unit": "km", "as_of": date(2025, 7, 1), "source": "Cổng Thông tin điện tử tỉnh"}
    made = Fact(code=code, **{**given, **fields})
    made.wordings = [FactWording(language="vi", label=label)]
    made.save()
    return made


def plan(number: str = "978/KH-UBND", issued: date = date(2023, 12, 13)) -> Plan:
    return Plan.objects.get_or_create(
        number=number, defaults={"issued": issued, "title_vi": "Kế hoạch thông tin đối ngoại"}
    )[0]


def task(code: str = "3.1", title: str = "Xây dựng chuyên mục", **fields: Any) -> PlanTask:
    return PlanTask.objects.create(code=code, title_vi=title, **{"plan": plan(), **fields})


def subject(code: str = "20000639", name: str = "ngoại giao", **fields: Any) -> Subject:
    made = Subject(code=code, **fields)
    made.names = [SubjectName(language="vi", name=name)]
    made.save()
    return made
