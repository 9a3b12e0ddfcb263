"""The demo's rights: a contract that ends soon, a consent that was withdrawn, a logo in use and a slogan that is proposed.

People and contracts are invented and say so; the slogan is the one announced on 28/12/2023 (docs/demo-content.md).
"""

from datetime import timedelta
from pathlib import Path

from django.core.files import File
from django.utils import timezone

from cms import portal
from cms.demo.files import HERE
from hub.registry.models import Agency
from hub.registry.naming import Certainty
from media_library.models import (
    Asset,
    AssetText,
    Basis,
    BrandAsset,
    BrandRole,
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
SLOGAN = {
    "vi": "Du lịch Nghệ An – quê hương Chủ tịch Hồ Chí Minh",
    "en": "Nghệ An Tourism – homeland of President Hồ Chí Minh",
}


def load_rights(pictures: dict[str, Picture]) -> None:
    """Adds what is missing; changes nothing that is there."""
    owner = Agency.objects.get(code="cong-ttdt-nghe-an")
    if not RightsRecord.objects.filter(contract_number=CONTRACT).exists():
        _contract(pictures)
    if not Picture.objects.filter(title=WITHDRAWN).exists():
        _withdrawn(owner)
    if not BrandAsset.objects.filter(slug="hoa-sen").exists():
        _logo(owner)
    if not BrandAsset.objects.filter(slug="khau-hieu-du-lich").exists():
        _slogan(owner)


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


def _logo(owner: Agency) -> None:
    mark = Path(str(portal.__file__)).parent / "static" / "portal" / "lotus.svg"
    logo = BrandAsset(
        title="Dấu hiệu hoa sen của cổng",
        slug="hoa-sen",
        role=BrandRole.LOGO,
        status=Certainty.APPROVED,
        asset=Asset(
            kind=Kind.BRAND,
            owner=owner,
            credit="Cổng thông tin đối ngoại Nghệ An (bản mẫu)",
            digital_source_type=DigitalSourceType.DIGITAL_CREATION,
        ),
    )
    logo.texts = [
        AssetText(language="vi", title="Dấu hiệu hoa sen", caption="Giữ khoảng trống bằng nửa chiều cao; không đổi màu, không kéo giãn."),
        AssetText(language="en", title="Lotus mark", caption="Keep clear space of half its height; do not recolour or stretch."),
    ]  # fmt: skip
    with mark.open("rb") as file:
        logo.file = File(file, name="hoa-sen.svg")
        logo.save()


def _slogan(owner: Agency) -> None:
    slogan = BrandAsset(
        title=SLOGAN["vi"], slug="khau-hieu-du-lich", role=BrandRole.SLOGAN, status=Certainty.PROPOSED,
        asset=Asset(kind=Kind.BRAND, owner=owner, digital_source_type=DigitalSourceType.DIGITAL_CREATION),
    )  # fmt: skip
    slogan.texts = [AssetText(language=tag, title=words) for tag, words in SLOGAN.items()]
    slogan.save()
