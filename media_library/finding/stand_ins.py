"""Pictures that stand for another asset: the poster of a clip, the look of a logo. They would stand in every list beside what
they show, so lists leave them out until somebody searches; what is searched for is found."""

from typing import Any

from django.db.models import Q, QuerySet

from media_library.models import BrandAsset, Picture, Video


def without_stand_ins(pictures: QuerySet[Picture]) -> QuerySet[Picture]:
    return pictures.exclude(_among_stand_ins("pk"))


def assets_without_stand_ins(assets: QuerySet[Any]) -> QuerySet[Any]:
    return assets.exclude(_among_stand_ins("picture"))


def _among_stand_ins(picture: str) -> Q:
    posters = Video.objects.exclude(poster=None).order_by().values("poster")
    looks = BrandAsset.objects.exclude(picture=None).order_by().values("picture")
    return Q(**{f"{picture}__in": posters}) | Q(**{f"{picture}__in": looks})
