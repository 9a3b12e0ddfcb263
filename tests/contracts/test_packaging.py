"""The two import roots, and what would break them without a word (docs/decisions/0001)."""

import sys
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OURS = ("cms", "hub", "media_library", "search", "locales")


def test_site_is_no_package():
    assert not (ROOT / "site" / "__init__.py").exists()
    assert "site" in sys.stdlib_module_names


def test_site_is_not_ignored_by_git():
    lines = [line.strip() for line in (ROOT / ".gitignore").read_text().splitlines()]
    assert [line for line in lines if line.strip("/") in ("site", "site/cms")] == []


def test_no_installed_distribution_ships_a_package_of_our_names():
    shipped = {name: set(packages_distributions().get(name, [])) - {"nghe-an-hub"} for name in OURS}
    assert shipped == {name: set() for name in OURS}


def test_every_folder_of_tests_is_a_package():
    folders = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}
    assert sorted(str(folder) for folder in folders if not (folder / "__init__.py").exists()) == []


def test_lock_files_name_no_index():
    for name in ("requirements.lock", "requirements-dev.lock"):
        assert "://" not in (ROOT / name).read_text(), name
