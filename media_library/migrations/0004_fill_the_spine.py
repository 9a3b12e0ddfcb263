"""An asset for every picture, clip and document there is, with its words, its place and the first version of its file."""

from typing import Any

from django.db import migrations

KINDS = {"Picture": "image", "Video": "video", "LibraryDocument": "document"}
ALIKE = ("owner_id", "creator", "credit", "licence", "usable_from", "usable_until", "digital_source_type")
BATCH = 500


def fill(apps: Any, schema_editor: Any) -> None:
    Asset, FileVersion = (apps.get_model("media_library", name) for name in ("Asset", "FileVersion"))
    for name, kind in KINDS.items():
        for rows in _batches(apps.get_model("media_library", name)):
            assets = [_asset(Asset, row, kind) for row in rows]
            Asset.objects.bulk_create(assets)
            for asset, row in zip(assets, rows, strict=True):
                asset.created_at = row.created_at  # creating sets it to now
            Asset.objects.bulk_update(assets, ["created_at"])
            FileVersion.objects.bulk_create([_version(FileVersion, row) for row in rows])
            if kind == "image":
                shown = Asset.places.through
                shown.objects.bulk_create(
                    [shown(asset_id=row.uid, place_id=row.place_id) for row in rows if row.place_id is not None]
                )
    AssetText = apps.get_model("media_library", "AssetText")
    for rows in _batches(apps.get_model("media_library", "PictureText"), "picture"):
        AssetText.objects.bulk_create(
            [AssetText(asset_id=row.picture.uid, language=row.language, alt=row.alt, caption=row.caption) for row in rows]
        )
    for rows in _batches(apps.get_model("media_library", "VideoText"), "video"):
        AssetText.objects.bulk_create(
            [
                AssetText(asset_id=row.video.uid, language=row.language, title=row.title, caption=row.description)
                for row in rows
            ]
        )


def _asset(Asset: Any, row: Any, kind: str) -> Any:
    return Asset(
        uid=row.uid,
        kind=kind,
        title=row.title,
        collection_id=row.collection_id,
        **{field: getattr(row, field) for field in ALIKE},
    )


def _version(FileVersion: Any, row: Any) -> Any:
    size = row.size if hasattr(row, "size") else row.file_size
    return FileVersion(
        asset_id=row.uid,
        number=1,
        storage_name=row.file.name,
        original_name=row.file.name.rpartition("/")[2],
        sha256=row.sha256,
        size=size or 0,
        at=row.created_at,
        by_id=getattr(row, "uploaded_by_user_id", None),
    )


def take_back(apps: Any, schema_editor: Any) -> None:
    """Into the columns that 0005, reversed, has made again."""
    Asset, AssetText = (apps.get_model("media_library", name) for name in ("Asset", "AssetText"))
    for name, kind in KINDS.items():
        model = apps.get_model("media_library", name)
        for rows in _batches(model):
            assets = Asset.objects.in_bulk([row.uid for row in rows])
            for row in rows:
                for field in ALIKE:
                    setattr(row, field, getattr(assets[row.uid], field))
                if kind == "image":
                    row.place_id = assets[row.uid].places.values_list("pk", flat=True).first()
            fields = [field.removesuffix("_id") for field in ALIKE] + (["place"] if kind == "image" else [])
            model.objects.bulk_update(rows, fields)
    PictureText, VideoText = (apps.get_model("media_library", name) for name in ("PictureText", "VideoText"))
    pictures = dict(apps.get_model("media_library", "Picture").objects.values_list("uid", "pk"))
    videos = dict(apps.get_model("media_library", "Video").objects.values_list("uid", "pk"))
    for rows in _batches(AssetText):
        PictureText.objects.bulk_create(
            PictureText(picture_id=pictures[row.asset_id], language=row.language, alt=row.alt, caption=row.caption)
            for row in rows
            if row.asset_id in pictures
        )
        VideoText.objects.bulk_create(
            VideoText(
                video_id=videos[row.asset_id], language=row.language, title=row.title[:255], description=row.caption
            )
            for row in rows
            if row.asset_id in videos
        )
    Asset.objects.all().delete()


def _batches(model: Any, related: str = "") -> Any:
    rows = model.objects.order_by("pk")
    rows = rows.select_related(related) if related else rows
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].pk


class Migration(migrations.Migration):

    dependencies = [
        ("media_library", "0003_the_spine"),
    ]

    operations = [
        migrations.RunPython(fill, take_back),
    ]
