"""A blurred face counts once a second person has seen it. Ticks that stand there by now were seen by nobody: they wait, and the
face counts as shown meanwhile."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('media_library', '0035_what_shots_are_translated_from'),
        ('registry', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='personshown',
            name='blur_seen_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='personshown',
            name='blur_seen_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='personshown',
            name='blur_seen_version',
            field=models.PositiveIntegerField(blank=True, editable=False, null=True),
        ),
        migrations.AlterField(
            model_name='personshown',
            name='face_blurred',
            field=models.BooleanField(default=False, help_text='Counts once somebody who may approve rights records has looked at the file and confirmed it.', verbose_name='face is blurred'),
        ),
        migrations.AddConstraint(
            model_name='personshown',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('blur_seen_at__isnull', True), ('blur_seen_version__isnull', True)), models.Q(('blur_seen_at__isnull', False), ('blur_seen_version__isnull', False)), _connector='OR'), name='media_library_blur_is_seen_on_a_day'),
        ),
    ]
