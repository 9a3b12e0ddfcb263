"""What these tests are made of: people with and without a permission, small pictures, packages made to the end."""

from typing import Any

from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.models import Collection, GroupCollectionPermission
from wagtail.users.models import UserProfile

from hub.staff.models import User
from media_library.models import Asset, AssetText, Package, PersonShown, Picture
from media_library.packages import making, ordering
from tests.media_library.making import drawing, encoded, picture

LOOK, MAKE, KEEP = "view_asset", "add_package", "change_package"


def person(*codenames: str, superuser: bool = False) -> User:
    user = User.objects.create_user(f"nguoi-{User.objects.count()}", is_superuser=superuser)
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    UserProfile.objects.create(user=user, preferred_language="en")
    return user


def librarian(*codenames: str) -> User:
    """Sees everything in the library and may hand it out."""
    user = person(LOOK, MAKE, *codenames)
    may_see(user, Collection.get_first_root_node())
    return user


def may_see(user: User, collection: Collection) -> None:
    group = user.groups.create(name=f"nhom-{user.pk}-{collection.pk}")
    for permission in Permission.objects.filter(codename__in=["choose_image", "choose_document"]):
        GroupCollectionPermission.objects.create(group=group, collection=collection, permission=permission)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def small(title: str = "Hồ sen Kim Liên", **fields: Any) -> Picture:
    fields.setdefault("licence", "press")
    fields.setdefault("credit", "Báo Nghệ An")
    shade = sum(title.encode()) % 200
    made = picture(encoded(drawing((64, 48)).point(lambda value: (value + shade) % 256)), title=title, **fields)
    made.texts = [
        AssetText(language="vi", title=title, caption=f"{title}, tháng sáu.", alt="Hoa sen"),
        AssetText(language="lo", title="ໜອງບົວ", caption="ໜອງບົວ ກິມລຽນ.", credit="ໜັງສືພິມເງ້ອານ"),
    ]
    made.save()
    return made


def blurred_anew(shown: Picture) -> Picture:
    """A face is in it whose blurring a second person has seen in the file that takes the place of what was there."""
    made = Picture.objects.get(pk=shown.pk)
    made.file = ContentFile(encoded(drawing((60, 44))), name="lam-mo.jpg")
    made.save()
    PersonShown.objects.filter(asset=made.asset).delete()
    seen = {"blur_seen_version": made.asset.file_version, "blur_seen_at": timezone.now()}
    PersonShown.objects.create(asset=made.asset, name="Bé Mây", age=9, face_blurred=True, **seen)
    return Picture.objects.get(pk=made.pk)


def ordered(by: User, *assets: Asset, **fields: Any) -> Package:
    fields = {"title": "Mùa sen", "use": "web", "languages": ["vi", "lo"], "form": "original", **fields}
    return ordering.order(Package(**fields), assets, by=by)


def made(by: User, *assets: Asset, **fields: Any) -> Package:
    return finished(ordered(by, *assets, **fields))


def finished(package: Package) -> Package:
    while making.advance(str(package.pk)):
        pass
    return Package.objects.get(pk=package.pk)
