"""How fast text becomes tokens, on one core: .venv/bin/python -m tests.locales.canonical_speed"""

import sys
from time import process_time

from locales.canonical import tokens

TEXTS = {
    "vi": "Ủy ban nhân dân tỉnh Nghệ An vừa ban hành Quyết định số 123/QĐ-UBND về việc phê duyệt kế hoạch năm 2026. ",
    "ru": "Народный комитет провинции Нгеан принял решение № 123 от 19.5.2026. ",
    "lo": "ຄະນະກຳມະການປະຊາຊົນແຂວງເງ້ອານຍິນດີຕ້ອນຮັບ ",
    "zh": "义安省人民委员会发布2026年对外信息计划。",
    "ko": "응에안성 인민위원회는 계획을 발표했다. ",
}


def main() -> None:
    for language, sentence in TEXTS.items():
        text = sentence * (4_000_000 // len(sentence.encode()))
        started = process_time()
        count = len(tokens(text))
        seconds = process_time() - started
        megabytes = len(text.encode()) / 1e6
        sys.stdout.write(f"{language}: {megabytes / seconds:.1f} MB/s, {count / seconds:,.0f} tokens/s\n")


if __name__ == "__main__":
    main()
