"""The WSGI application, for gunicorn and its like."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conflictwatch.settings")

application = get_wsgi_application()

from incidents.workflow.watch import begin_watch  # noqa: E402  # needs the applications, which are ready only now

begin_watch()
