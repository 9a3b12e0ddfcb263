from django.db import migrations, models


class Migration(migrations.Migration):
    """Subtitles that were read before are read again by the job that looks for what nobody has read."""

    dependencies = [("media_library", "0020_posters_from_before_are_stills")]

    operations = [
        migrations.AddField(
            model_name="wordsinside",
            name="starts",
            field=models.JSONField(editable=False, null=True),
        ),
    ]
