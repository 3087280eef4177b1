"""The first page, and signing in."""

from __future__ import annotations

from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class SignInView(LoginView):
    """Where a person signs in; one who is signed in already goes on to the desk."""

    template_name = "registration/sign_in.html"
    redirect_authenticated_user = True


def dashboard(request: HttpRequest) -> HttpResponse:
    """What waits, what was reviewed, which incidents changed."""
    return render(request, "incidents/dashboard.html")


def coming(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Stands in for a page that is being built."""
    return HttpResponse("This page is being built.")
