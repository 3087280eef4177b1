"""How the day of a report is known, what people say of stretches of its text, and readings not kept yet."""

import django.db.models.deletion
import incidents.vocabulary
from django.conf import settings
from django.db import migrations, models


def tell_how_days_are_known(apps, schema_editor):
    """A guess is from the text; where it is the day of pasting and a person may still look, it may be assumed."""
    guessed = apps.get_model("incidents", "Report").objects.filter(published_guessed=True)
    guessed.update(published_from="text")
    pasted_then = guessed.filter(published=models.F("added_at__date"))
    pasted_then.filter(status__in=("pending", "unreadable", "failed", "reading")).update(published_from="assumed")


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0024_reading_lease'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalreport',
            name='language_given',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='historicalreport',
            name='published_from',
            field=models.CharField(choices=[('given', 'given'), ('text', 'from the text'), ('dateline', 'from the dateline'), ('copy', 'year from a near copy'), ('assumed', 'assumed')], default=incidents.vocabulary.DayFrom['GIVEN'], max_length=10),
        ),
        migrations.AddField(
            model_name='historicalreport',
            name='published_words',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='report',
            name='language_given',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='report',
            name='published_from',
            field=models.CharField(choices=[('given', 'given'), ('text', 'from the text'), ('dateline', 'from the dateline'), ('copy', 'year from a near copy'), ('assumed', 'assumed')], default=incidents.vocabulary.DayFrom['GIVEN'], max_length=10),
        ),
        migrations.AddField(
            model_name='report',
            name='published_words',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.CreateModel(
            name='Rereading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(auto_now=True)),
                ('asked', models.JSONField()),
                ('seen_version', models.BigIntegerField(null=True)),
                ('progress', models.PositiveSmallIntegerField(default=0, help_text='Per cent read so far')),
                ('failed', models.BooleanField(default=False)),
                ('found', models.JSONField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rereadings', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rereadings', to='incidents.report')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('report', 'person'), name='one_rereading_a_person')],
            },
        ),
        migrations.CreateModel(
            name='TextMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('is_text', models.BooleanField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='text_marks', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='text_marks', to='incidents.report')),
                ('takes_back', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='taken_back_by', to='incidents.textmark')),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='text_mark_span')],
            },
        ),
        migrations.RunPython(tell_how_days_are_known, migrations.RunPython.noop),
    ]
