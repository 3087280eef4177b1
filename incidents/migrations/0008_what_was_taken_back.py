"""Fill what new columns say of rows that were there before: which decision was taken back, tolls, countries."""

from django.db import migrations


def name_what_was_taken_back(apps, schema_editor):
    """Until now a REOPENED decision took back the last that held; now it names it."""
    Decision = apps.get_model("incidents", "Decision")
    of_claims = Decision.objects.filter(claim__decisions__verdict="reopened").distinct().order_by("claim_id", "pk")
    holding, claim_id = [], None
    for decision in of_claims.iterator(chunk_size=2000):
        if decision.claim_id != claim_id:
            holding, claim_id = [], decision.claim_id
        if decision.verdict != "reopened":
            holding.append(decision.pk)
        elif holding:
            Decision.objects.filter(pk=decision.pk).update(takes_back=holding.pop())


def keep_tolls_and_countries(apps, schema_editor):
    """What the queue sorts and filters by, from what was found."""
    Report = apps.get_model("incidents", "Report")
    Claim = apps.get_model("incidents", "Claim")
    changed = []
    for report in Report.objects.only("pk", "found").iterator(chunk_size=2000):
        dead = Claim.objects.filter(report=report, measure="killed").exclude(scope="larger")
        report.toll = max(dead.values_list("low", flat=True), default=None)
        place = (report.found.get("event") or {}).get("place") or {}
        report.country = place.get("country") or ""
        changed.append(report)
        if len(changed) == 500:
            Report.objects.bulk_update(changed, ["toll", "country"])
            changed = []
    Report.objects.bulk_update(changed, ["toll", "country"])


class Migration(migrations.Migration):
    dependencies = [("incidents", "0007_review_desk")]

    operations = [
        migrations.RunPython(name_what_was_taken_back, migrations.RunPython.noop),
        migrations.RunPython(keep_tolls_and_countries, migrations.RunPython.noop),
    ]
