import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("media_library", "0018_more_kinds_of_films_and_recordings")]

    operations = [
        migrations.AddField(
            model_name="picture",
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
    ]
