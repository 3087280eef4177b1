"""A denial about a part contests nobody beyond it: figures that are called contested are derived anew."""

from django.db import migrations


def mark_contested(apps, schema_editor):
    """`serve` and `rebuild_estimates` derive them."""
    Estimate = apps.get_model("incidents", "Estimate")
    contested = Estimate.objects.filter(flags__icontains='"contested"')
    apps.get_model("incidents", "Incident").objects.filter(pk__in=contested.values("incident")).update(is_outdated=True)


class Migration(migrations.Migration):
    dependencies = [("incidents", "0017_reverts")]

    operations = [migrations.RunPython(mark_contested, migrations.RunPython.noop)]
