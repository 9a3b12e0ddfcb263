import django.db.models.deletion
from django.db import migrations, models


def say_it_of_the_asset(apps, schema_editor):
    """From which version of the clip nobody has noted: of the first one, so that no blur of a later one is counted for it."""
    Asset = apps.get_model("media_library", "Asset")
    Picture = apps.get_model("media_library", "Picture")
    for uid, video in Picture.objects.exclude(still_of=None).values_list("asset", "still_of"):
        Asset.objects.filter(pk=uid).update(still_of=video, still_version=1)


class Migration(migrations.Migration):

    dependencies = [
        ("media_library", "0040_a_version_that_shows_a_face_stays_inside"),
    ]

    operations = [
        migrations.AddField(
            model_name="asset",
            name="still_of",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="stills",
                to="media_library.video",
                verbose_name="still of",
            ),
        ),
        migrations.AddField(
            model_name="asset",
            name="still_version",
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.RunPython(say_it_of_the_asset, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField(
            model_name="picture",
            name="still_of",
        ),
    ]
