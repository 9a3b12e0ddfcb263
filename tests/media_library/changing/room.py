"""What these tests are made of: small pictures, people with and without a permission, a change carried out to its end."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission

from hub.staff.models import User
from media_library.changing.carrying_out import advance
from media_library.changing.ordering import AT_ONCE, changeable, order
from media_library.changing.wanted import Wanted
from media_library.models import Asset, AssetText, JointChange, Picture
from tests.media_library.making import drawing, encoded, picture

MANY = AT_ONCE + 1  # a job's


def small(title: str = "Sen", keywords: str = "", **fields: Any) -> Picture:
    made = picture(encoded(drawing((32, 24))), title=title, **fields)
    if keywords:
        made.texts = [AssetText(language="vi", keywords=keywords)]
        made.save()
    return made


def some(count: int = MANY, **fields: Any) -> list[Picture]:
    return [small(f"Sen {number:02}", **fields) for number in range(count)]


def chief() -> User:
    return User.objects.create_superuser(f"chief{User.objects.count()}", "c@example.vn", "mot-mat-khau-dai")


def helper(*codenames: str, collection: Collection | None = None) -> User:
    user = User.objects.create_user(f"user{User.objects.count()}")
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    if collection is not None:
        group = Group.objects.create(name=f"group{Group.objects.count()}")
        permission = Permission.objects.get(codename="change_image", content_type__app_label="wagtailimages")
        GroupCollectionPermission.objects.create(group=group, collection=collection, permission=permission)
        user.groups.add(group)
    return user


def ordered(user: User, wanted: Wanted, *rows: Picture) -> JointChange:
    return order(changeable([row.uid for row in rows], user), wanted, by=user)


def finished(change: JointChange) -> JointChange:
    while advance(str(change.pk)):
        pass
    change.refresh_from_db()
    return change


def outcomes(change: JointChange) -> list[tuple[str, str, Any]]:
    return list(change.items.values_list("title", "outcome", "reason"))


def credit_lines() -> list[str]:
    return list(Asset.objects.order_by("title").values_list("credit", flat=True))
