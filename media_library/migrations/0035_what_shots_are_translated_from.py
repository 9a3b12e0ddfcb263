"""What was translated before this was kept counts as it stands until its original is changed."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('media_library', '0034_subtitles_wait_for_a_second_person'),
    ]

    operations = [
        migrations.AddField(
            model_name='passagetext',
            name='translated_from',
            field=models.TextField(blank=True, editable=False),
        ),
    ]
