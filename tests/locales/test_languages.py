"""The languages of the house: BCP 47 outside, Django's codes inside, a further one by configuration alone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language_info, to_locale

from locales.languages import (
    Language,
    UnknownLanguage,
    bcp47,
    content_languages,
    display_name,
    django_code,
    ensure_catalogs,
    language,
    language_info,
    settings_languages,
)

ROOT = Path(__file__).resolve().parents[2]
OURS = ROOT / "locales" / "catalogs" / "hub"


@pytest.mark.parametrize(
    "expected",
    [
        Language("vi", "vi", "Tiếng Việt", "Vietnamese", "Tiếng Việt", "Latn", "ltr"),
        Language("en", "en", "English", "English", "Tiếng Anh", "Latn", "ltr"),
        Language("lo", "lo", "ລາວ", "Lao", "Tiếng Lào", "Laoo", "ltr"),
        Language("zh-Hans", "zh-hans", "简体中文", "Chinese (Simplified)", "Tiếng Trung (Giản thể)", "Hans", "ltr"),
        Language("ja", "ja", "日本語", "Japanese", "Tiếng Nhật", "Jpan", "ltr"),
        Language("ko", "ko", "한국어", "Korean", "Tiếng Hàn", "Kore", "ltr"),
        Language("fr", "fr", "Français", "French", "Tiếng Pháp", "Latn", "ltr"),
        Language("ru", "ru", "Русский", "Russian", "Tiếng Nga", "Cyrl", "ltr"),
        Language("th", "th", "ไทย", "Thai", "Tiếng Thái", "Thai", "ltr"),
        Language("ar", "ar", "العربية", "Arabic", "Tiếng Ả Rập", "Arab", "rtl"),
    ],
    ids=lambda expected: expected.tag,
)
def test_language_is_known_from_its_tag_alone(expected: Language) -> None:
    assert language(expected.tag) == expected


@pytest.mark.parametrize("tag", ["zh-hans", "ZH-HANS", "zh_Hans"])
def test_language_is_found_in_any_letter_case(tag: str) -> None:
    assert language(tag) == language("zh-Hans")


@pytest.mark.parametrize("tag", ["", "xx", "english", "vi-", "und", "root", "mul"])
def test_language_unknown_to_cldr_is_refused(tag: str) -> None:
    with pytest.raises(UnknownLanguage):
        language(tag)


def test_codes_go_out_as_bcp47_and_come_in_as_djangos() -> None:
    assert [bcp47("zh-hans"), django_code("zh-Hans"), bcp47("lo")] == ["zh-Hans", "zh-hans", "lo"]


def test_settings_languages_are_named_in_themselves() -> None:
    assert settings_languages(["vi", "zh-Hans"]) == [("vi", "Tiếng Việt"), ("zh-hans", "简体中文")]


@pytest.mark.parametrize(("reader", "name"), [("vi", "Tiếng Lào"), ("en", "Lao"), ("zh-hans", "老挝语")])
def test_content_languages_are_named_for_the_reader(reader: str, name: str) -> None:
    [(code, named)] = content_languages(["lo"])
    with translation.override(reader):
        assert (code, str(named), display_name("lo")) == ("lo", name, name)


def test_display_name_without_an_active_language_is_vietnamese() -> None:
    with translation.override(None):
        assert display_name("lo") == "Tiếng Lào"


def test_language_info_is_what_django_lacks_for_lao() -> None:
    assert language_info(["lo"]) == {"lo": {"bidi": False, "code": "lo", "name": "Lao", "name_local": "ລາວ"}}


def test_django_knows_every_configured_language() -> None:
    assert [get_language_info(code)["code"] for code, _ in settings.LANGUAGES] == [
        "vi",
        "en",
        "lo",
        "zh-hans",
        "ja",
        "ko",
        "fr",
        "ru",
    ]


def test_ensure_catalogs_writes_only_what_django_lacks(tmp_path: Path) -> None:
    ensure_catalogs(["vi", "lo", "zh-Hans"], tmp_path, known=["vi", "zh-hans"], ours=OURS)
    ensure_catalogs(["vi", "lo", "zh-Hans"], tmp_path, known=["vi", "zh-hans"], ours=OURS)
    assert [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.mo")] == ["lo/LC_MESSAGES/django.mo"]


@pytest.mark.parametrize(("tag", "known_as"), [("th", "en"), ("fr-CA", "fr")])
def test_what_nobody_has_translated_is_in_english_or_in_the_wider_language(
    tmp_path: Path, tag: str, known_as: str
) -> None:
    made = tmp_path / to_locale(language(tag).code) / "LC_MESSAGES" / "django.mo"
    ensure_catalogs([tag], tmp_path, known=["th"], ours=OURS)
    written = made.stat().st_mtime_ns
    ensure_catalogs([tag], tmp_path, known=["th"], ours=OURS)

    assert made.read_bytes() == (OURS / known_as / "LC_MESSAGES" / "django.mo").read_bytes()
    assert (made.stat().st_mtime_ns, [path.name for path in made.parent.iterdir()]) == (written, ["django.mo"])


def test_a_catalog_that_was_made_follows_the_release(tmp_path: Path) -> None:
    made = tmp_path / "th" / "LC_MESSAGES" / "django.mo"
    made.parent.mkdir(parents=True)
    made.write_bytes(b"of an older release")

    ensure_catalogs(["th"], tmp_path, known=["th"], ours=OURS)

    assert made.read_bytes() == (OURS / "en" / "LC_MESSAGES" / "django.mo").read_bytes()


ASK = """
import django; django.setup()
from django.conf import settings
from django.utils.translation import check_for_language, get_language_info
code = settings.LANGUAGES[-1][0]
print(settings.LANGUAGES[-1], check_for_language(code), get_language_info(code)["name"])
"""


def started_with(languages: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", ASK],
        env=os.environ
        | {
            "HUB_LANGUAGES": languages,
            "HUB_VAR": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "cms.settings",
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}",
            "PYTHONIOENCODING": "utf-8",
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("tag", "answer"),
    [
        ("th", "('th', 'ไทย') True Thai\n"),
        ("my", "('my', 'မြန်မာ') True Burmese\n"),
        ("zh-Hant", "('zh-hant', '繁體中文') True Traditional Chinese\n"),
        ("haw", "('haw', 'ʻŌlelo Hawaiʻi') True Hawaiian\n"),
    ],
    ids=["th", "my", "zh-Hant", "one Django does not know"],
)
def test_further_language_needs_configuration_alone(tag: str, answer: str, tmp_path: Path) -> None:
    asked = started_with(f"vi,en,{tag}", tmp_path)
    assert (asked.stdout, asked.returncode) == (answer, 0), asked.stderr


def test_unknown_language_stops_the_start_with_a_sentence(tmp_path: Path) -> None:
    asked = started_with("vi,xx", tmp_path)
    assert asked.returncode == 1
    assert asked.stderr.splitlines()[-1] == (
        "  HUB_LANGUAGES: 'xx' is not a BCP 47 language that CLDR knows, such as 'th' or 'zh-Hant'"
    )
