"""Documents of pictures that stand in the index do not say in which languages there is an alt text: they wait to be indexed anew."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def index_pictures(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    asset, touched = apps.get_model("media_library", "Asset"), apps.get_model("search", "Touched")
    pictures = asset.objects.filter(kind__in=["image", "graphic"]).values_list("pk", flat=True)
    rows = (touched(key=f"asset:{uid}") for uid in pictures.iterator())
    touched.objects.bulk_create(rows, batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("media_library", "0036_a_blurred_face_is_seen_by_a_second_person"), ("search", "0003_follower")]

    operations = [migrations.RunPython(index_pictures, migrations.RunPython.noop, elidable=True)]
