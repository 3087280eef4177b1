"""The words that a claim was moved to, kept with the claim; what quotes them is derived anew."""

from django.db import migrations, models
from django.db.models import F, Q


def keep_moved_words(apps, schema_editor):
    """A text at a time; half a span is none. `serve` and `rebuild_estimates` derive the figures that quote such a claim."""
    Claim = apps.get_model("incidents", "Claim")
    Claim.objects.filter(Q(moved_start=None) ^ Q(moved_end=None)).update(moved_start=None, moved_end=None)
    for claim in Claim.objects.exclude(moved_start=None).select_related("report").iterator(chunk_size=100):
        claim.moved_words = claim.report.text[claim.moved_start : claim.moved_end]
        claim.save(update_fields=["moved_words"])
    moved = Claim.objects.exclude(moved_start=None).exclude(incident=None)
    apps.get_model("incidents", "Incident").objects.filter(pk__in=moved.values("incident")).update(is_outdated=True)


class Migration(migrations.Migration):
    dependencies = [("incidents", "0015_held_since")]

    operations = [
        migrations.RemoveConstraint(model_name="claim", name="claim_moved_span"),
        migrations.AddField(
            model_name="claim", name="moved_words", field=models.TextField(blank=True, editable=False)
        ),
        migrations.RunPython(keep_moved_words, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=Q(moved_start__isnull=True, moved_end__isnull=True, moved_words="")
                | (Q(moved_end__gt=F("moved_start")) & ~Q(moved_words="")),
                name="claim_moved_span",
            ),
        ),
    ]
