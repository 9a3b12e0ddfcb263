"""The roles: made once, completed when something is missing, never stripped."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page

from hub.staff.models import User
from hub.staff.roles import ROLES, ensure_roles, group_name

pytestmark = pytest.mark.django_db

ACTS = {
    "admin": "wagtailadmin.access_admin",
    "translate": "wagtail_localize.submit_translation",
    "correct": "publishing.correct_edition",
    "withdraw": "publishing.withdraw_edition",
    "delete for good": "publishing.delete_edition_for_good",
    "make partners": "partners.add_partner",
    "make keys": "partners.add_partnerkey",
    "see partners": "partners.view_partner",
    "write facts": "registry.change_fact",
    "write agencies": "registry.change_agency",
    "see the registry": "registry.view_fact",
    "write videos": "media_library.change_video",
    "see assets": "media_library.view_asset",
    "describe assets": "media_library.change_asset",
    "write words": "media_library.change_assettext",
    "approve words": "media_library.approve_assettext",
    "change rights": "media_library.change_rights",
    "draft rights": "media_library.change_rightsrecord",
    "approve rights": "media_library.approve_rightsrecord",
    "record consents": "media_library.change_consent",
    "see evidence": "media_library.see_evidence",
}
RIGHTS = {"change rights", "draft rights", "record consents", "see evidence"}
MAY = {
    "reporter": {"admin", "see the registry", "see assets"},
    "editor": {
        *("admin", "translate", "see the registry", "write facts", "write videos"),
        *("see assets", "describe assets", "write words"),
    },
    "desk_head": {
        *("admin", "translate", "correct", "withdraw", "delete for good"),
        *("see the registry", "write facts", "write agencies", "write videos"),
        *("see assets", "describe assets", "write words", "approve words", *RIGHTS, "approve rights"),
    },
    "translator": {"admin", "translate", "see the registry", "see assets", "write words"},
    "reviser": {"admin", "translate", "see the registry", "see assets", "write words", "approve words"},
    "media_librarian": {
        *("admin", "see the registry", "write videos", "see assets", "describe assets", "write words", *RIGHTS),
    },
    "rights_officer": {"admin", "see the registry", "see assets", "describe assets", *RIGHTS, "approve rights"},
    "partner_manager": {"admin", "see the registry", "see partners", "make partners", "make keys"},
    "external_affairs": {"admin", "see the registry", "write facts", "see assets"},
    "auditor": {"admin", "see the registry", "see partners", "see assets", "see evidence"},
}
PAGES = {
    "reporter": {"add_page"},
    "editor": {"add_page", "change_page", "publish_page", "lock_page"},
    "desk_head": {"add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"},
    "translator": {"add_page", "change_page"},
    "reviser": {"add_page", "change_page", "publish_page", "lock_page"},
    "media_librarian": set(),
    "rights_officer": set(),
    "partner_manager": set(),
    "external_affairs": {"add_page", "change_page"},
    "auditor": set(),
}


def counts() -> tuple[int, int, int, int]:
    return (
        Group.objects.count(),
        Group.permissions.through.objects.count(),
        GroupPagePermission.objects.count(),
        GroupCollectionPermission.objects.count(),
    )


def test_no_permission_of_a_role_is_missing():
    assert ensure_roles() == []


def test_making_the_roles_twice_changes_nothing():
    ensure_roles()
    before = counts()
    ensure_roles()
    assert counts() == before


def test_a_permission_that_was_lost_comes_back_and_an_additional_one_stays():
    ensure_roles()
    group = Group.objects.get(name=group_name("auditor"))
    lost = Permission.objects.get(codename="view_fact")
    given = Permission.objects.get(codename="add_fact")
    group.permissions.remove(lost)
    group.permissions.add(given)
    ensure_roles()
    assert set(group.permissions.filter(pk__in=[lost.pk, given.pk])) == {lost, given}


def test_a_permission_of_an_app_that_is_not_there_is_reported():
    Permission.objects.filter(codename="correct_edition").delete()
    assert ensure_roles() == ["publishing.correct_edition"]


@pytest.mark.parametrize("role", [role.code for role in ROLES])
def test_a_role_may_do_what_the_table_says_and_nothing_else(role):
    ensure_roles()
    user = User.objects.create_user(role, password="x")
    user.groups.add(Group.objects.get(name=group_name(role)))
    assert {act for act, permission in ACTS.items() if user.has_perm(permission)} == MAY[role]
    tree = Page.get_first_root_node()
    found = GroupPagePermission.objects.filter(group__user=user, page=tree).values_list(
        "permission__codename", flat=True
    )
    assert set(found) == PAGES[role]


def test_the_groups_have_vietnamese_names():
    assert {role.code: role.group for role in ROLES} == {
        "reporter": "Phóng viên",
        "editor": "Biên tập viên",
        "desk_head": "Trưởng ban",
        "translator": "Biên dịch viên",
        "reviser": "Hiệu đính viên",
        "media_librarian": "Thủ thư tư liệu",
        "rights_officer": "Cán bộ bản quyền",
        "partner_manager": "Quản lý đối tác",
        "external_affairs": "Cán bộ đối ngoại",
        "auditor": "Kiểm tra viên",
    }


def test_an_unknown_role_is_an_error():
    with pytest.raises(KeyError, match="king"):
        group_name("king")
