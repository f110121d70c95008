"""Sockets through Channels, pages through the WSGI application.

Measured: Wagtail pages are twice as fast under WSGI as under ASGI, so the one embedded process bridges its HTTP branch
to WSGI; in production pages have gunicorn processes of their own and only `/ws/` arrives here.
"""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
get_asgi_application()  # loads the apps before anything below is imported

from a2wsgi import WSGIMiddleware  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import OriginValidator  # noqa: E402
from django.conf import settings  # noqa: E402
from django.utils.module_loading import import_string  # noqa: E402

from portal.operations import ticker  # noqa: E402
from portal.wsgi import application as pages  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": WSGIMiddleware(pages, workers=8),
        "websocket": OriginValidator(
            URLRouter(import_string("portal.live.routing.websocket_urlpatterns")),  # asks for the session by itself
            [settings.SITE_URL],
        ),
        # Embedded, the server's own life is the tick's; in production a timer or `manage.py tick --loop` ticks.
        **({} if settings.PRODUCTION else {"lifespan": ticker.lifespan}),
    }
)
