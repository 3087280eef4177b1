"""The top of the URL tree: the desk's pages, its admin, and whether it is alive."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("incidents.urls")),
]
