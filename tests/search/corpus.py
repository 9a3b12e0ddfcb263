"""The corpus that every engine is tested on: real places and figures of the province in nine languages, and a source that
hands it to the indexer as the ledger hands in editions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from locales.canonical.alphabet import sort_key
from search.documents import Reach, SearchDocument
from search.scope import FREE, shown_as
from search.sources import Changes

OPEN, PRESS = "CC-BY-4.0", "press"
DAY_ONE = datetime(2025, 5, 1, 8, 0, tzinfo=UTC)

# work → language → title, text; works are a day apart, the first one is the oldest
WORKS: dict[str, dict[str, tuple[str, str]]] = {
    "lang-sen": {
        "vi": (
            "Lễ hội Làng Sen năm 2025",
            "Lễ hội Làng Sen diễn ra tại Kim Liên, Nam Đàn, nhân 135 năm Ngày sinh Chủ tịch Hồ Chí Minh.\n"
            "Đại biểu các tỉnh của Lào dự lễ khai mạc.",
        ),
        "en": (
            "Lang Sen Festival 2025",
            "The Lotus Village festival takes place in Kim Lien, Nghe An Province, around 19 May.",
        ),
        "zh-Hans": ("2025年莲村节", "莲村节在义安省南坛县金莲乡举行，纪念胡志明主席诞辰135周年。"),
        "ja": ("2025年セン村祭り", "セン村祭りはゲアン省のキムリエンで開かれ、ホーチミン主席の生誕135年を祝います。"),
        "ko": ("2025년 센 마을 축제", "센 마을 축제는 응에안성 낌리엔에서 열립니다. 호찌민 주석 탄생 135주년을 기념합니다."),
        "fr": (
            "Le festival de Lang Sen 2025",
            "Le festival du village du Lotus se tient à Kim Lien, dans la province de Nghê An, autour du 19 mai.",
        ),
        "ru": (
            "Фестиваль «Ланг Шен» 2025 года",
            "Фестиваль проходит в Кимльене, провинция Нгеан, в честь 135-летия Президента Хо Ши Мина. Ещё больше гостей приехало из Лаоса.",
        ),
        "lo": ("ງານບຸນບ້ານເສນ 2025", "ງານບຸນບ້ານເສນຈັດຂຶ້ນທີ່ກິມລຽນ ແຂວງເງ້ອານ ໃນເດືອນພຶດສະພາ."),
        "th": ("เทศกาลหมู่บ้านเซน 2025", "เทศกาลหมู่บ้านเซนจัดขึ้นที่กิมเลียน จังหวัดเหงะอาน ในเดือนพฤษภาคม"),
    },
    "vientiane": {
        "vi": (
            "Nghệ An và Thủ đô Viêng Chăn ký thỏa thuận hợp tác 2025–2028",
            "Ngày 12/5/2025, Ủy ban nhân dân tỉnh Nghệ An ký với Thủ đô Viêng Chăn. Công văn 1086/UBND-KT nói về cửa khẩu Thanh Thủy.",
        ),
        "en": (
            "Nghe An and Vientiane Capital sign an agreement for 2025–2028",
            "The Provincial People's Committee signed on 12 May 2025.",
        ),
        "lo": (
            "ແຂວງເງ້ອານ ແລະ ນະຄອນຫຼວງວຽງຈັນ ເຊັນຂໍ້ຕົກລົງຮ່ວມມື",
            "ຂໍ້ຕົກລົງນີ້ໃຊ້ແຕ່ປີ 2025 ຫາ 2028. ຄະນະຜູ້ແທນລາວຢ້ຽມຢາມແຂວງເງ້ອານ.",
        ),
        "zh-Hans": ("义安省与万象市签署2025—2028年合作协议", "义安省人民委员会与万象市代表签署协议。"),
    },
    "cua-lo": {
        "vi": (
            "Cửa Lò đón bình minh",
            "Du khách tắm biển ở Cửa Lò từ lúc mặt trời mọc. Mực nhảy là món ngon của vùng vịnh này.",
        ),
        "en": ("Sunrise at Cua Lo", "Visitors swim at Cửa Lò beach from sunrise. Jumping squid is the dish to try."),
        "fr": ("Lever du soleil à Cua Lo", "L'ouest de la province a ses montagnes, l'est a la plage de Cua Lo."),
        "ru": ("Рассвет в Куало", "Туристы купаются на пляже Куало с восхода солнца."),
    },
    "fdi": {
        "vi": (
            "Thu hút đầu tư nước ngoài vào Khu kinh tế Đông Nam",
            "Nghệ An có 169 dự án FDI còn hiệu lực. Quyết định 123/QĐ-UBND giao Sở Ngoại vụ. Khu công nghiệp WHA và VSIP mở rộng.",
        ),
        "en": (
            "Foreign investment in the Dong Nam Economic Zone",
            "Nghe An has 169 FDI projects worth more than USD 5.6 billion; Luxshare and Foxconn are among them.",
        ),
        "ja": ("東南経済区への外国投資", "ゲアン省の工業団地には169件の外国投資があります。人民委員会が支援します。"),
        "ko": ("동남경제구역의 외국인 투자", "응에안성에는 169개의 외국인 투자 사업이 있습니다. 인민위원회는 기업을 지원합니다."),
        "zh-Hans": ("东南经济区吸引外国投资", "义安省共有169个外商投资项目，工业园区不断扩大。旅游和投资都在增长。"),
    },
    "vinh": {
        "vi": (
            "Thành phố Vinh qua hai thế kỷ",
            "Vinh có nhiều dấu tích cũ. Người Nghệ An làm nghề mộc, nghề dệt; ai nghe cũng nhớ.",
        ),
        "en": ("Vinh through two centuries", "The former city of Vinh keeps many traces. Read about Ulyanovsk, its twin city."),
        "ru": ("Винь и Ульяновск: города-побратимы", "Ульяновская область и провинция Нгеан сотрудничают с 2006 года."),
    },
    "ha-long": {
        "vi": ("Vịnh đẹp của miền Trung", "Bài viết về các vịnh biển và lao động nghề cá."),
    },
}  # fmt: skip

NAMES: dict[str, tuple[str, ...]] = {
    "place:nghe-an": (
        "Nghệ An", "Nghe An Province", "tỉnh Nghệ An", "义安省", "义安", "ゲアン省", "응에안성", "province de Nghê An",
        "провинция Нгеан", "Нгеан", "ແຂວງເງ້ອານ", "จังหวัดเหงะอาน",
    ),
    "place:cua-lo": ("Cửa Lò", "炉门", "クアロー", "끄어로", "Cua Lo", "Куало"),
    "agency:so-ngoai-vu": ("Sở Ngoại vụ", "Department of Foreign Affairs", "外务厅", "Service des affaires étrangères"),
}  # fmt: skip


@dataclass
class Corpus:
    """A source of documents that tests change at will. `versions` count up, as the ledger's etags change."""

    prefix: str = "edition"
    kept: dict[str, SearchDocument] = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)

    def put(self, *documents: SearchDocument) -> None:
        for document in documents:
            self.kept[document.key] = document
            self.changes.append(document.key)

    def alter(self, key: str, **fields: object) -> None:
        self.put(replace(self.kept[key], version="", **fields))

    def drop(self, key: str) -> None:
        del self.kept[key]
        self.changes.append(key)

    def versions(self) -> Iterator[tuple[str, str]]:
        yield from ((key, document.version) for key, document in sorted(self.kept.items()))

    def keys(self) -> Iterator[str]:
        yield from sorted(self.kept)

    def documents(self, keys: Sequence[str]) -> list[SearchDocument]:
        if wrong := self.broken & set(keys):
            raise ValueError(f"broken: {sorted(wrong)}")
        return [self.kept[key] for key in keys if key in self.kept]

    def changed_since(self, position: int, limit: int) -> Changes:
        new = self.changes[position : position + limit]
        return Changes(tuple(dict.fromkeys(new)), position + len(new))

    def head(self) -> int:
        return len(self.changes)


def edition(work: str, lang: str, title: str, prose: str, **fields: object) -> SearchDocument:
    day = list(WORKS).index(work) if work in WORKS else len(WORKS)
    values: dict[str, object] = {
        "key": f"edition:{work}.{lang}",
        "kind": "article",
        "lang": lang,
        "work": work,
        "title": title,
        "prose": prose,
        "at": DAY_ONE + timedelta(days=day),
        "reach": Reach.PUBLIC,
        "facets": {"licence": (OPEN,), "shown": shown_as(lang, OPEN), "column": ("tin-tuc" if day % 2 else "van-hoa",)},
        "shown": {"url": f"/{lang}/{work}/"},
        # some have no size, and many are alike
        "orders": {"title": sort_key(title), **({"size": f"{len(prose) // 8:015}"} if len(title) % 3 else {})},
    }
    return SearchDocument(**(values | fields))  # type: ignore[arg-type]


def whole_corpus() -> Corpus:
    corpus = Corpus()
    for work, editions in WORKS.items():
        for lang, (title, prose) in editions.items():
            corpus.put(edition(work, lang, title, prose))
    return corpus


def named(key: str, names: tuple[str, ...]) -> SearchDocument:
    return SearchDocument(
        key=key,
        kind=key.partition(":")[0],
        title=names[0],
        names=names,
        equivalent_names=True,
        reach=Reach.PUBLIC,
        facets={"shown": (FREE,)},
    )
