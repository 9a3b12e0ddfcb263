"""No collection goes with what it holds. Pictures and documents that Wagtail moved together had left their assets behind: these follow."""

import django.db.models.deletion
import wagtail.models.media
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import media_library.models.uploads


def follow_the_carriers(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    asset, touched = apps.get_model("media_library", "Asset"), apps.get_model("search", "Touched")
    for carrier in ("picture", "librarydocument"):
        own = f"{carrier}__collection"
        left_behind = asset.objects.filter(**{f"{carrier}__isnull": False}).exclude(collection=models.F(own))
        for uid, collection in list(left_behind.values_list("pk", own)):
            asset.objects.filter(pk=uid).update(collection=collection)
            touched.objects.create(key=f"asset:{uid}")


class Migration(migrations.Migration):
    dependencies = [("media_library", "0037_alt_texts_are_counted_per_language"), ("search", "0003_follower")]

    operations = [
        migrations.AlterField(
            model_name="asset",
            name="collection",
            field=models.ForeignKey(
                default=wagtail.models.media.get_root_collection_id,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="wagtailcore.collection",
                verbose_name="collection",
            ),
        ),
        migrations.AlterField(
            model_name="contributorlink",
            name="collection",
            field=models.ForeignKey(
                default=wagtail.models.media.get_root_collection_id,
                on_delete=media_library.models.uploads.protect_if_open,
                related_name="+",
                to="wagtailcore.collection",
                verbose_name="collection",
            ),
        ),
        migrations.AlterField(
            model_name="upload",
            name="collection",
            field=models.ForeignKey(
                on_delete=media_library.models.uploads.protect_if_under_way,
                related_name="+",
                to="wagtailcore.collection",
            ),
        ),
        migrations.RunPython(follow_the_carriers, migrations.RunPython.noop, elidable=True),
    ]
