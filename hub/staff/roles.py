"""The roles of the house as data, and what makes the database know them.

A role is a Wagtail group with a fixed Vietnamese name. `ensure_roles` adds what is missing and takes nothing away, so
that an administrator may give a group more. Permissions are named, never imported: the models they belong to lie above.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

ADMIN = ("wagtailadmin.access_admin",)
TRANSLATE = ("wagtail_localize.submit_translation",)
CHOOSE = ("wagtailimages.choose_image", "wagtaildocs.choose_document")
SEE_THE_REGISTRY = (
    *(
        f"registry.view_{name}"
        for name in ("agency", "office", "person", "place", "fact", "plan", "plantask", "subject")
    ),
    "terms.view_concept",
)


def _each(app: str, models: Iterable[str], *acts: str) -> tuple[str, ...]:
    return tuple(f"{app}.{act}_{model}" for model in models for act in acts)


@dataclass(frozen=True, slots=True)
class Role:
    """`model`: permissions everywhere; `pages`: on the whole page tree; `shelves`: on the whole media library."""

    code: str
    group: str
    model: tuple[str, ...]
    pages: tuple[str, ...] = ()
    shelves: tuple[str, ...] = ()


UPLOAD = (*CHOOSE, "wagtailimages.add_image", "wagtaildocs.add_document")
KEEP_SHELVES = (
    *CHOOSE,
    *_each("wagtailimages", ["image"], "add", "change", "delete"),
    *_each("wagtaildocs", ["document"], "add", "change", "delete"),
)
KEEP_VIDEOS = _each("media_library", ["video"], "add", "change", "delete", "view")
KEEP_TERMS = _each("terms", ["concept"], "add", "change")
APPROVE_TERMS = ("terms.approve_term",)
SEE_ASSETS = _each("media_library", ["asset", "audio", "brandasset"], "view")
KEEP_ASSETS = (
    *SEE_ASSETS,
    *_each("media_library", ["asset", "jointchange"], "change"),
    *_each("media_library", ["audio", "brandasset"], "add", "change", "delete"),
)
KEEP_RIGHTS = (
    *("media_library.change_rights", "media_library.see_evidence"),
    *_each("media_library", ["rightsrecord", "consent"], "add", "change", "view"),
)
HAND_OVER = ("media_library.add_package",)
KEEP_PACKAGES = (*HAND_OVER, *_each("media_library", ["package"], "change", "view"))
KEEP_SHARED_SEARCHES = _each("alerts", ["sharedsearch"], "add", "delete")
WRITE_WORDS = ("media_library.view_asset", "media_library.change_assettext")
APPROVE_WORDS = ("media_library.approve_assettext",)
KEEP_THE_REGISTRY = _each("registry", ["agency", "office", "person", "place", "fact"], "add", "change")

ROLES = (
    Role(
        "reporter",
        "Phóng viên",
        model=(*ADMIN, *SEE_THE_REGISTRY, *SEE_ASSETS, *_each("media_library", ["video", "audio"], "add", "view")),
        pages=("add_page",),
        shelves=UPLOAD,
    ),
    Role(
        "editor",
        "Biên tập viên",
        model=(
            *(*ADMIN, *TRANSLATE, *SEE_THE_REGISTRY, *WRITE_WORDS, *SEE_ASSETS, "media_library.change_asset"),
            *HAND_OVER,
            *_each("media_library", ["video", "audio"], "add", "change", "view"),
            *_each("registry", ["person", "place", "fact"], "add", "change"),
        ),
        pages=("add_page", "change_page", "publish_page", "lock_page"),
        shelves=(*UPLOAD, "wagtailimages.change_image", "wagtaildocs.change_document"),
    ),
    Role(
        "desk_head",
        "Trưởng ban",
        model=(
            *(*ADMIN, *TRANSLATE, *SEE_THE_REGISTRY, *KEEP_THE_REGISTRY, *KEEP_VIDEOS, *KEEP_ASSETS, *KEEP_RIGHTS),
            *(*WRITE_WORDS, *APPROVE_WORDS, *KEEP_PACKAGES, *KEEP_SHARED_SEARCHES),
            "media_library.approve_rightsrecord",
            *_each("registry", ["plan", "plantask", "subject"], "add", "change"),
            *("publishing.correct_edition", "publishing.withdraw_edition", "publishing.delete_edition_for_good"),
            *("publishing.view_ledgerentry", "publishing.change_publishingevent"),
            *(*KEEP_TERMS, *APPROVE_TERMS, "terms.delete_concept"),
        ),
        pages=("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"),
        shelves=KEEP_SHELVES,
    ),
    Role(
        "translator",
        "Biên dịch viên",
        model=(*ADMIN, *TRANSLATE, *SEE_THE_REGISTRY, *WRITE_WORDS, *KEEP_TERMS),
        pages=("add_page", "change_page"),
        shelves=CHOOSE,
    ),
    Role(
        "reviser",
        "Hiệu đính viên",
        model=(*ADMIN, *TRANSLATE, *SEE_THE_REGISTRY, *WRITE_WORDS, *APPROVE_WORDS, *KEEP_TERMS, *APPROVE_TERMS),
        pages=("add_page", "change_page", "publish_page", "lock_page"),
        shelves=CHOOSE,
    ),
    Role(
        "media_librarian",
        "Thủ thư tư liệu",
        model=(
            *(*ADMIN, *SEE_THE_REGISTRY, *KEEP_VIDEOS, *KEEP_ASSETS, *KEEP_RIGHTS, *WRITE_WORDS, *KEEP_PACKAGES),
            *KEEP_SHARED_SEARCHES,
        ),
        shelves=(*KEEP_SHELVES, *_each("wagtailcore", ["collection"], "add", "change", "delete")),
    ),
    Role(
        "rights_officer",
        "Cán bộ bản quyền",
        model=(
            *(*ADMIN, *SEE_THE_REGISTRY, *SEE_ASSETS, "media_library.view_video", "media_library.change_asset"),
            *(*KEEP_RIGHTS, "media_library.approve_rightsrecord"),
        ),
        shelves=CHOOSE,
    ),
    Role(
        "partner_manager",
        "Quản lý đối tác",
        model=(
            *(*ADMIN, *SEE_THE_REGISTRY),
            *_each("partners", ["partner", "partnerkey"], "add", "change", "delete", "view"),
        ),
    ),
    Role(
        "external_affairs",
        "Cán bộ đối ngoại",
        model=(
            *(*ADMIN, *SEE_THE_REGISTRY, *SEE_ASSETS, *_each("media_library", ["video"], "add", "view")),
            *(*_each("registry", ["person", "place", "fact"], "add", "change"), *KEEP_TERMS, *HAND_OVER),
        ),
        pages=("add_page", "change_page"),
        shelves=UPLOAD,
    ),
    Role(
        "auditor",
        "Kiểm tra viên",
        model=(
            *(*ADMIN, *SEE_THE_REGISTRY, *SEE_ASSETS, "media_library.view_video", "media_library.see_evidence"),
            *_each("media_library", ["rightsrecord", "consent", "package"], "view"),
            *_each("partners", ["partner", "partnerkey"], "view"),
            *_each("publishing", ["edition", "publishingevent", "ledgerentry"], "view"),
        ),
        shelves=CHOOSE,
    ),
)


def group_name(role: str) -> str:
    """The group of a role.

    Raises:
        KeyError: there is no such role.
    """
    return {each.code: each.group for each in ROLES}[role]


@transaction.atomic
def ensure_roles() -> list[str]:
    """Make the groups and give them what they lack. Returns the permissions that no installed app declares."""
    known = _permissions({name for role in ROLES for name in _named(role)})
    tree, shelf = Page.get_first_root_node(), Collection.get_first_root_node()
    for role in ROLES:
        group, _created = Group.objects.get_or_create(name=role.group)
        group.permissions.add(*(known[name] for name in role.model if name in known))
        for codename in role.pages:
            GroupPagePermission.objects.get_or_create(
                group=group, page=tree, permission=known[f"wagtailcore.{codename}"]
            )
        for name in role.shelves:
            GroupCollectionPermission.objects.get_or_create(group=group, collection=shelf, permission=known[name])
    return sorted({name for role in ROLES for name in _named(role)} - known.keys())


def _named(role: Role) -> list[str]:
    return [*role.model, *role.shelves, *(f"wagtailcore.{codename}" for codename in role.pages)]


def _permissions(names: set[str]) -> dict[str, Permission]:
    """Permissions by `app_label.codename`, in one query."""
    wanted = [Q(content_type__app_label=name.split(".")[0], codename=name.split(".")[1]) for name in sorted(names)]
    found = Permission.objects.filter(reduce(or_, wanted)).select_related("content_type")
    return {f"{each.content_type.app_label}.{each.codename}": each for each in found}
