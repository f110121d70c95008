"""The one page of this room that is no error."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.operations.health import health


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Which parts are up, as JSON; 503 when one is down without which nothing works."""
    state = health()
    return JsonResponse({"fit": state.fit, **state.parts}, status=200 if state.fit else 503)
