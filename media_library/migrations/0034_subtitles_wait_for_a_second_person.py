"""Subtitles in other languages wait in a draft. What stands at a clip by now is approved, as it is given out."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('media_library', '0033_open_licences_allow_changes'),
    ]

    operations = [
        migrations.AddField(
            model_name='textdraft',
            name='subtitles',
            field=models.TextField(blank=True),
        ),
    ]
