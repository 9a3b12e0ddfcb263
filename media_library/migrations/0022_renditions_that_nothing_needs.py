from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("media_library", "0021_when_subtitles_say_it")]

    operations = [
        migrations.AddField(
            model_name="rendition",
            name="needless_since",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
