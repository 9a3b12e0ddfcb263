from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0004_openings'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='storeddocument',
            index=models.Index(fields=['change_no', 'place', 'version'], name='search_document_as_it_is'),
        ),
    ]
