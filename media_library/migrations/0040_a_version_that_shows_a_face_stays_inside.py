"""Who was taken off before this was kept is not known; whose face is blurred is."""

from typing import Any

from django.db import migrations, models


def close_what_is_older_than_a_blurred_one(apps: Any, _schema_editor: Any) -> None:
    people = apps.get_model("media_library", "PersonShown").objects
    versions = apps.get_model("media_library", "FileVersion").objects
    for asset, number in people.filter(face_blurred=True, blur_seen_version__gt=1).values_list("asset", "blur_seen_version"):
        versions.filter(asset=asset, number__lt=number).update(stays_inside=True)


class Migration(migrations.Migration):
    dependencies = [("media_library", "0039_a_rendition_says_which_file_it_shows")]

    operations = [
        migrations.AddField(
            model_name="fileversion",
            name="stays_inside",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.RunPython(close_what_is_older_than_a_blurred_one, migrations.RunPython.noop, elidable=True),
    ]
