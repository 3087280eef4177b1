"""Signing in."""

from __future__ import annotations

from django.contrib.auth.views import LoginView


class SignInView(LoginView):
    """Where a person signs in; one who is signed in already goes on to the desk."""

    template_name = "registration/sign_in.html"
    redirect_authenticated_user = True
