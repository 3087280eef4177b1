"""Django's admin as the desk's back room: sources and actors are kept here, the record is looked up here."""

from incidents.admin import actors, incidents, reports, sources

__all__ = ["actors", "incidents", "reports", "sources"]
