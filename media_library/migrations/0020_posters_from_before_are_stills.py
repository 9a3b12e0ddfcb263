"""Posters that were taken from their clips say so; the name of their file tells. What somebody chose stays a picture."""

from typing import Any

from django.db import migrations


def mark(apps: Any, schema_editor: Any) -> None:
    Picture, Video = (apps.get_model("media_library", name) for name in ("Picture", "Video"))
    for pk, poster in Video.objects.exclude(poster=None).values_list("pk", "poster").iterator(500):
        Picture.objects.filter(pk=poster, still_of=None, file__contains="-poster").update(still_of=pk)


class Migration(migrations.Migration):
    dependencies = [("media_library", "0019_stills_of_clips")]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
