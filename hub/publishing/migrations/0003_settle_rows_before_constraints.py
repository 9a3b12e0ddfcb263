"""What an older relay left in another shape than the constraints of the next migration ask for."""

from django.db import migrations


def settle(apps, schema_editor):
    edition = apps.get_model("publishing", "Edition").objects.using(schema_editor.connection.alias)
    edition.filter(state="live", document="").update(state="lost")
    edition.exclude(state="live").update(document="", summary="", etag="")
    edition.filter(state="live").update(reason="", replacement="")
    events = apps.get_model("publishing", "PublishingEvent").objects.using(schema_editor.connection.alias)
    events.filter(handled_at__isnull=False).update(fault="", retry_at=None)


class Migration(migrations.Migration):
    dependencies = [("publishing", "0002_initial")]

    operations = [migrations.RunPython(settle, migrations.RunPython.noop)]
