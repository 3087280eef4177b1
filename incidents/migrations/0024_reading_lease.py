"""Give each text that is read a lease, so that one whose reader was stopped is found."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0023_days_of_record"),
    ]

    operations = [
        migrations.AddField(
            model_name="report",
            name="interruptions",
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="report",
            name="put_off",
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="report",
            name="reading_by",
            field=models.CharField(blank=True, editable=False, max_length=16),
        ),
        migrations.AddField(
            model_name="report",
            name="reading_until",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
    ]
