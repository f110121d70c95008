"""Pages, for gunicorn in production and for the bridge in portal.asgi when embedded."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()

from portal.operations.fitness import refuse_unfit  # noqa: E402  # it needs the apps, which are loaded by now

refuse_unfit()
