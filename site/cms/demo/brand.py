"""The demo's own appearance: the lotus in its lock-ups, a slogan, the rules of use and a model of a souvenir, all drawn here;
beside it the tourism slogan announced on 28/12/2023 (docs/demo-content.md), which is proposed, so it stays in the house.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile

from cms import portal
from cms.demo.assets import LANGUAGES
from cms.demo.files import HERE, keywords, read
from hub.registry.models import Agency
from hub.registry.naming import Certainty
from media_library.models import Asset, AssetText, BrandAsset, BrandRole, Kind
from media_library.models.brand import Colour
from media_library.source_types import DigitalSourceType

CREDIT = "Cổng thông tin đối ngoại Nghệ An (bản mẫu)"
GREEN, PAPER, NIGHT = "#1f5c4a", "#faf7f0", "#17213f"


@dataclass(frozen=True, slots=True)
class Made:
    slug: str
    title: str
    role: BrandRole
    drawing: str = ""
    colour: str = ""
    variant_of: str = ""
    status: Certainty = Certainty.APPROVED


def load_brand() -> None:
    """Adds what is missing; changes nothing that is there."""
    owner = Agency.objects.get(code="cong-ttdt-nghe-an")
    said = read(HERE / "brand.yaml")
    there = {brand.slug: brand for brand in BrandAsset.objects.all()}
    for made in _all():
        if made.slug not in there:
            there[made.slug] = _brand(made, owner, said.get(made.slug, {}), there.get(made.variant_of))


def _all() -> list[Made]:
    lotus = (Path(str(portal.__file__)).parent / "static" / "portal" / "lotus.svg").read_text(encoding="utf-8")
    ground = '<rect width="48" height="48" rx="9" fill="#faf7f0" stroke="none"/>'
    plain = lotus.replace(ground, "")
    logo = BrandRole.LOGO
    return [
        Made("hoa-sen", "Dấu hiệu hoa sen của cổng", logo, lotus, Colour.FULL),
        Made("hoa-sen-mot-mau", "Dấu hiệu hoa sen, một màu", logo, plain, Colour.ONE, "hoa-sen"),
        Made("hoa-sen-den", "Dấu hiệu hoa sen, đen", logo, plain.replace(GREEN, "#000"), Colour.BLACK, "hoa-sen"),
        Made(
            "hoa-sen-trang", "Dấu hiệu hoa sen, trắng", logo, plain.replace(GREEN, "#fff"), Colour.REVERSED, "hoa-sen"
        ),
        Made("khau-hieu-mau", "Khẩu hiệu mẫu của cổng", BrandRole.SLOGAN),
        Made("quy-dinh-khoang-trong", "Quy định: khoảng trống", BrandRole.RULES, _clear_space(plain)),
        Made("mau-tui-vai", "Mẫu túi vải hoa sen", BrandRole.SOUVENIR, _bag(plain)),
        Made(
            "khau-hieu-du-lich",
            "Du lịch Nghệ An – quê hương Chủ tịch Hồ Chí Minh",
            BrandRole.SLOGAN,
            status=Certainty.PROPOSED,
        ),
    ]


def _brand(made: Made, owner: Agency, said: dict[str, Any], main: BrandAsset | None) -> BrandAsset:
    brand = BrandAsset(
        title=made.title, slug=made.slug, role=made.role, status=made.status, colour=made.colour, variant_of=main,
        asset=Asset(
            kind=Kind.BRAND, owner=owner, credit=CREDIT, digital_source_type=DigitalSourceType.DIGITAL_CREATION
        ),
    )  # fmt: skip
    brand.texts = [
        AssetText(language=tag, keywords=keywords(said, tag), **said[tag]) for tag in LANGUAGES if tag in said
    ]
    if made.drawing:
        brand.file = ContentFile(made.drawing.encode(), name=f"{made.slug}.svg")
    brand.save()
    return brand


def _inside(lotus: str) -> str:
    """The strokes of the mark, to be put into another drawing."""
    return f'<g fill="none" stroke="{GREEN}" stroke-width="2.6" stroke-linejoin="round">{_strokes(lotus)}</g>'


def _strokes(lotus: str) -> str:
    return lotus[lotus.index("<g ") : lotus.index("</svg>")]


def _clear_space(lotus: str) -> str:
    hatch = "".join(f'<path d="M{x} 0L{x - 96} 96"/>' for x in range(6, 192, 6))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">'
        f'<rect width="96" height="96" fill="{PAPER}"/><g stroke="#d9d2c3">{hatch}</g>'
        f'<rect x="24" y="24" width="48" height="48" fill="{PAPER}" stroke="{NIGHT}" stroke-width=".4" stroke-dasharray="2 1.5"/>'
        f'<g transform="translate(24 24)">{_inside(lotus)}</g></svg>'
    )


def _bag(lotus: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 140">'
        '<path d="M40 46V26a20 20 0 0 1 40 0v20" fill="none" stroke="#b9a888" stroke-width="5"/>'
        '<path d="M22 44h76l8 84a6 6 0 0 1-6 6H20a6 6 0 0 1-6-6z" fill="#efe6d2" stroke="#b9a888" stroke-width="1.5"/>'
        f'<g transform="translate(30 60) scale(1.25)">{_inside(lotus)}</g></svg>'
    )
