"""The pages of the desk: nouns, with a verb last where something is done."""

from django.urls import URLPattern, path

urlpatterns: list[URLPattern] = []
