"""A record under Creative Commons cannot forbid changes: the box that nobody ticked said the contrary."""

from django.db import migrations, models


def allow(apps, schema_editor):
    apps.get_model("media_library", "RightsRecord").objects.filter(licence="CC-BY-4.0").update(modification_allowed=True)


class Migration(migrations.Migration):

    dependencies = [
        ('media_library', '0032_words_over_what_lists_show'),
    ]

    operations = [
        migrations.AlterField(
            model_name='rightsrecord',
            name='modification_allowed',
            field=models.BooleanField(default=False, help_text="Cropped, retouched, cut: beyond the house's own sizes. Creative Commons always allows it.", verbose_name='may be changed'),
        ),
        migrations.RunPython(allow, migrations.RunPython.noop),
    ]
