"""On PostgreSQL: what a search through titles, places and texts reads is indexed by the letters of its words.

All of it is, for one column without an index makes the database read every incident, or every report.
SQLite has nothing of the kind and reads the texts, which is quick enough for what one file holds. Where the database
lets nobody add the extension `pg_trgm`, the search works all the same, only slower.
"""

from django.db import DatabaseError, migrations, transaction

INDEXES = {
    "report_text_letters": ("incidents_report", "text"),
    "report_title_letters": ("incidents_report", "title"),
    "report_url_letters": ("incidents_report", "url"),
    "incident_title_letters": ("incidents_incident", "title"),
    "incident_place_letters": ("incidents_incident", "place_name"),
    "incident_admin2_letters": ("incidents_incident", "admin2"),
    "incident_admin1_letters": ("incidents_incident", "admin1"),
    "incident_country_letters": ("incidents_incident", "country"),
}


def index_words(apps, schema_editor):
    """Indexes for `icontains`, which PostgreSQL is asked for as UPPER(column) LIKE UPPER(words)."""
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
    """The extension stays: others may use it."""
    if schema_editor.connection.vendor == "postgresql":
        for name in INDEXES:
            schema_editor.execute(f"DROP INDEX IF EXISTS {name}")


class Migration(migrations.Migration):
    dependencies = [("incidents", "0019_views_and_joins")]

    operations = [migrations.RunPython(index_words, drop_indexes)]
