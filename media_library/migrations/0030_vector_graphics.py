"""Drawings are graphics, not documents; their files stay where they are. And all assets wait for the indexer: documents say
now what they are sorted by."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def file_as_graphics(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    asset, document = apps.get_model("media_library", "Asset"), apps.get_model("media_library", "LibraryDocument")
    drawn = document.objects.filter(file__iregex=r"\.(svg|ai|eps)$").values("asset")
    asset.objects.filter(kind="document", pk__in=drawn).update(kind="vector")


def file_as_documents(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("media_library", "Asset").objects.filter(kind="vector").update(kind="document")


def index_all(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    asset, touched = apps.get_model("media_library", "Asset"), apps.get_model("search", "Touched")
    rows = (touched(key=f"asset:{uid}") for uid in asset.objects.values_list("pk", flat=True).iterator())
    touched.objects.bulk_create(rows, batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("media_library", "0029_proxies_with_their_rights_inside"), ("search", "0007_orders")]

    operations = [
        migrations.AlterField(
            model_name="asset",
            name="kind",
            field=models.CharField(
                choices=[
                    ("image", "picture"),
                    ("graphic", "graphic"),
                    ("vector", "vector graphic"),
                    ("video", "video"),
                    ("audio", "sound recording"),
                    ("document", "document"),
                    ("brand", "brand asset"),
                ],
                max_length=10,
                verbose_name="kind",
            ),
        ),
        migrations.RunPython(file_as_graphics, file_as_documents),
        migrations.RunPython(index_all, migrations.RunPython.noop, elidable=True),
    ]
