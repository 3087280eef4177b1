"""On PostgreSQL: the other words that a search reads are indexed by their letters too, places and addresses.

Else one column without an index makes the database read every incident, or every report (0020 says more).
"""

from django.db import DatabaseError, migrations, transaction

INDEXES = {
    "incident_place_letters": ("incidents_incident", "place_name"),
    "incident_admin2_letters": ("incidents_incident", "admin2"),
    "incident_admin1_letters": ("incidents_incident", "admin1"),
    "incident_country_letters": ("incidents_incident", "country"),
    "report_url_letters": ("incidents_report", "url"),
}


def index_words(apps, schema_editor):
    """Indexes for `icontains`, where the extension is there."""
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:
        return
    for name, (table, column) in INDEXES.items():
        schema_editor.execute(f"CREATE INDEX {name} ON {table} USING gin (UPPER({column}::text) gin_trgm_ops)")


def drop_indexes(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in INDEXES:
            schema_editor.execute(f"DROP INDEX IF EXISTS {name}")


class Migration(migrations.Migration):
    dependencies = [("incidents", "0021_revisions")]

    operations = [migrations.RunPython(index_words, drop_indexes)]
