"""Assets that are there before search knew of them wait for the indexer; those that come later say so themselves."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def index_all(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    asset, touched = apps.get_model("media_library", "Asset"), apps.get_model("search", "Touched")
    rows = (touched(key=f"asset:{uid}") for uid in asset.objects.values_list("pk", flat=True).iterator())
    touched.objects.bulk_create(rows, batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("media_library", "0007_words_inside_files"), ("search", "0003_follower")]

    operations = [migrations.RunPython(index_all, migrations.RunPython.noop, elidable=True)]
