"""Django's admin as the desk's back room: sources and actors are kept here, the record is looked up here."""

from django.conf import settings
from django.contrib import admin

from incidents.admin import actors, incidents, reports, sources

admin.site.site_header = admin.site.site_title = f"{settings.DESK_NAME}: back room"
admin.site.index_title = "What the desk keeps"
