from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0005_document_as_it_is")]

    operations = [
        migrations.AddField(
            model_name="index",
            name="building_at",
            field=models.DateTimeField(help_text="when a rebuild last gave a sign of life", null=True),
        ),
    ]
