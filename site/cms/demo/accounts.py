"""Demo logins and partner keys, in demo mode only: `hub.staff.checks` stops a production start that finds one.

Passwords and keys are drawn at random once and kept in `var/demo.json`, so that a second run tells the same.
"""

import json
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile

from hub.partners.keys import create_key, find_key, revoke_key
from hub.partners.models import Partner
from hub.registry.models import Agency
from hub.staff.models import User
from hub.staff.roles import group_name

# role → a name and an agency; the user name is the role
STAFF: dict[str, tuple[str, str, str]] = {
    "editor": ("An", "Hà", "bao-ptth-nghe-an"),
    "desk_head": ("Khuê", "Minh", "bao-ptth-nghe-an"),
    "translator": ("Chi", "Lan", "so-ngoai-vu"),
    "media_librarian": ("Vinh", "Quang", "bao-ptth-nghe-an"),
    "partner_manager": ("Giang", "Thu", "so-ngoai-vu"),
    "external_affairs": ("Sơn", "Đức", "so-ngoai-vu"),
    "auditor": ("Ngọc", "Bảo", "ubnd-tinh-nghe-an"),
}
ADMIN = "admin"

PARTNERS: dict[str, dict[str, Any]] = {
    "broadcaster": {
        "name": "Truyền hình bạn Lào (đối tác minh họa)", "contact": "doi-tac-1@example.org", "country": "LA",
        "licences": ["press"],
    },
    "portal": {
        "name": "Cổng tin tiếng Nhật (đối tác minh họa)", "contact": "doi-tac-2@example.org", "country": "JP",
        "languages": ["ja", "en"],
    },
}  # fmt: skip


def told_in() -> Path:
    return Path(settings.VAR) / "demo.json"


def _remembered() -> dict[str, Any]:
    path = told_in()
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def ensure_staff() -> User:
    """One account per role. Returns the desk head, in whose name the demo is released."""
    for role, (first, last, agency) in STAFF.items():
        user, created = User.objects.get_or_create(
            username=role,
            defaults={
                "first_name": first, "last_name": last, "email": f"{role}@example.vn", "is_demo": True,
                "agency": Agency.objects.filter(code=agency).first(),
            },
        )  # fmt: skip
        if created:
            user.groups.set(Group.objects.filter(name=group_name(role)))
            _speak_vietnamese(user)
    admin, created = User.objects.get_or_create(
        username=ADMIN,
        defaults={
            "first_name": "Trị", "last_name": "Quản", "email": "admin@example.vn", "is_demo": True,
            "is_superuser": True, "is_staff": True,
        },
    )  # fmt: skip
    if created:
        _speak_vietnamese(admin)
    return User.objects.get(username="desk_head")


def _speak_vietnamese(user: User) -> None:
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "vi"
    profile.save()


def tell_logins_and_keys(base_url: str) -> dict[str, Any]:
    """Make what is missing, write `var/demo.json` (mode 600) and return it."""
    before = _remembered()
    told = {
        "base_url": base_url,
        "logins": {role: _login(role, before.get("logins", {}).get(role)) for role in (*STAFF, ADMIN)},
        "partner_keys": {name: _key(name, before.get("partner_keys", {}).get(name)) for name in PARTNERS},
    }
    path = told_in()
    partial = path.with_suffix(".part")
    partial.touch(mode=0o600)
    partial.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    partial.replace(path)
    return told


def _login(role: str, before: dict[str, str] | None) -> dict[str, str]:
    user = User.objects.get(username=role)
    if before is not None and user.check_password(before["password"]):
        return before
    password = f"{secrets.token_hex(2)}-{secrets.token_hex(2)}-{secrets.token_hex(2)}"
    user.set_password(password)
    user.save(update_fields=["password"])
    return {"username": role, "password": password}


def _key(name: str, before: str | None) -> str:
    """The key told before if it still works; otherwise a new one, and the old ones are revoked."""
    if before is not None and (known := find_key(before)) is not None and known.usable:
        return before
    about = PARTNERS[name]
    partner, _created = Partner.objects.get_or_create(name=about["name"], defaults=about)
    for old in partner.keys.filter(is_demo=True):
        revoke_key(old, by=None)
    _row, text = create_key(partner, by=None, name="demo", is_demo=True)
    return text
