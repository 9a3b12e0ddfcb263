"""Pictures, clips and documents point to their assets by the id they always had; what 0004 copied goes.

It cannot stay for a release, as columns usually do: the code of today would leave the old ones empty, which they may
not be, and rows of the old text tables would keep their pictures from being deleted. The way back (0004, reversed)
copies everything again.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('media_library', '0004_fill_the_spine'),
    ]

    operations = [
        migrations.AlterField(
            model_name='picture',
            name='uid',
            field=models.OneToOneField(db_column='uid', editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)s', to='media_library.asset'),
        ),
        migrations.RenameField(
            model_name='picture',
            old_name='uid',
            new_name='asset',
        ),
        migrations.AlterField(
            model_name='video',
            name='uid',
            field=models.OneToOneField(db_column='uid', editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)s', to='media_library.asset'),
        ),
        migrations.RenameField(
            model_name='video',
            old_name='uid',
            new_name='asset',
        ),
        migrations.AlterField(
            model_name='librarydocument',
            name='uid',
            field=models.OneToOneField(db_column='uid', editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)s', to='media_library.asset'),
        ),
        migrations.RenameField(
            model_name='librarydocument',
            old_name='uid',
            new_name='asset',
        ),
        migrations.AlterModelOptions(
            name='librarydocument',
            options={'base_manager_name': 'objects', 'verbose_name': 'document', 'verbose_name_plural': 'documents'},
        ),
        migrations.AlterModelOptions(
            name='picture',
            options={'base_manager_name': 'objects', 'verbose_name': 'picture', 'verbose_name_plural': 'pictures'},
        ),
        migrations.AlterModelOptions(
            name='video',
            options={'base_manager_name': 'objects', 'ordering': ['-created_at'], 'verbose_name': 'video', 'verbose_name_plural': 'videos'},
        ),
        migrations.RemoveConstraint(
            model_name='librarydocument',
            name='media_library_librarydocument_usable_from_before_until',
        ),
        migrations.RemoveConstraint(
            model_name='picture',
            name='media_library_picture_usable_from_before_until',
        ),
        migrations.RemoveConstraint(
            model_name='video',
            name='media_library_video_usable_from_before_until',
        ),
        migrations.RemoveField(
            model_name='librarydocument',
            name='creator',
        ),
        migrations.RemoveField(
            model_name='librarydocument',
            name='credit',
        ),
        migrations.RemoveField(
            model_name='librarydocument',
            name='digital_source_type',
        ),
        migrations.RemoveField(
            model_name='librarydocument',
            name='licence',
        ),
        migrations.RemoveField(
            model_name='librarydocument',
            name='owner',
        ),
        migrations.RemoveField(
            model_name='librarydocument',
            name='usable_from',
        ),
        migrations.RemoveField(
            model_name='librarydocument',
            name='usable_until',
        ),
        migrations.RemoveField(
            model_name='picture',
            name='creator',
        ),
        migrations.RemoveField(
            model_name='picture',
            name='credit',
        ),
        migrations.RemoveField(
            model_name='picture',
            name='digital_source_type',
        ),
        migrations.RemoveField(
            model_name='picture',
            name='licence',
        ),
        migrations.RemoveField(
            model_name='picture',
            name='owner',
        ),
        migrations.RemoveField(
            model_name='picture',
            name='place',
        ),
        migrations.RemoveField(
            model_name='picture',
            name='usable_from',
        ),
        migrations.RemoveField(
            model_name='picture',
            name='usable_until',
        ),
        migrations.RemoveField(
            model_name='video',
            name='creator',
        ),
        migrations.RemoveField(
            model_name='video',
            name='credit',
        ),
        migrations.RemoveField(
            model_name='video',
            name='digital_source_type',
        ),
        migrations.RemoveField(
            model_name='video',
            name='licence',
        ),
        migrations.RemoveField(
            model_name='video',
            name='owner',
        ),
        migrations.RemoveField(
            model_name='video',
            name='usable_from',
        ),
        migrations.RemoveField(
            model_name='video',
            name='usable_until',
        ),
        migrations.DeleteModel(
            name='PictureText',
        ),
        migrations.DeleteModel(
            name='VideoText',
        ),
    ]
