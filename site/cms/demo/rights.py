"""The demo's rights: a contract that ends soon, a consent that was withdrawn.

People and contracts are invented and say so.
"""

from datetime import timedelta

from django.core.files import File
from django.utils import timezone

from cms.demo.files import HERE
from hub.registry.models import Agency
from media_library.models import (
    Asset,
    AssetText,
    Basis,
    Consent,
    Kind,
    PersonShown,
    Picture,
    RightsCredit,
    RightsRecord,
)
from media_library.rights.licences import Licence
from media_library.rights.uses import Use
from media_library.source_types import DigitalSourceType

CONTRACT = "12/2026/HĐ-BQ (mẫu)"
UNDER_CONTRACT = ("khu-cong-nghiep", "cang-cua-lo")
WITHDRAWN = "Nghệ nhân bên khung cửi (người được chụp đã rút đồng ý)"
ENDS_IN = timedelta(days=25)


def load_rights(pictures: dict[str, Picture]) -> None:
    """Adds what is missing; changes nothing that is there."""
    owner = Agency.objects.get(code="cong-ttdt-nghe-an")
    if not RightsRecord.objects.filter(contract_number=CONTRACT).exists():
        _contract(pictures)
    if not Picture.objects.filter(title=WITHDRAWN).exists():
        _withdrawn(owner)


def _contract(pictures: dict[str, Picture]) -> None:
    record = RightsRecord(
        title="Minh họa kinh tế, hợp đồng 12/2026",
        holder_name="Họa sĩ Trần Nam (nhân vật hư cấu)",
        contract_number=CONTRACT,
        licence=Licence.PRESS,
        uses=[Use.WEB, Use.PRINT, Use.SOCIAL],
        usable_until=timezone.localdate() + ENDS_IN,
    )
    record.credits = [
        RightsCredit(language="vi", line="Minh họa: Trần Nam"),
        RightsCredit(language="en", line="Illustration: Trần Nam"),
    ]
    record.save()
    for slug in UNDER_CONTRACT:
        picture = pictures[slug]
        picture.rights = record
        picture.save()


def _withdrawn(owner: Agency) -> None:
    consent = Consent.objects.create(
        name="Nguyễn Thị Mây (nhân vật hư cấu)",
        scope=[Use.WEB, Use.PRINT],
        given_on=timezone.localdate() - timedelta(days=200),
        withdrawn_on=timezone.localdate() - timedelta(days=3),
        withdrawal_reason="Không muốn ảnh tiếp tục được đăng.",
    )
    picture = Picture(
        title=WITHDRAWN,
        asset=Asset(
            kind=Kind.IMAGE,
            owner=owner,
            credit="Minh họa: Ban Biên tập kho dữ liệu mẫu",
            digital_source_type=DigitalSourceType.ALGORITHMIC,
        ),
    )
    with (HERE / "pictures" / "vi-giam-khung-cui.jpg").open("rb") as file:
        picture.file = File(file, name="nghe-nhan.jpg")  # type: ignore[assignment] # Wagtail's image field has no types
        picture.texts = [AssetText(language="vi", alt="Một nghệ nhân bên khung cửi")]
        picture.spine.people = [
            PersonShown(name="Nguyễn Thị Mây (nhân vật hư cấu)", basis=Basis.CONSENT, consent=consent, named=True)
        ]
        picture.save()
