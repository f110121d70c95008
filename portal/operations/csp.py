"""One strict content security policy for the site, a relaxed one under the CMS alone."""

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse

CMS_PREFIX = "/cms/"
# Wagtail's editor still emits inline scripts and styles without a nonce (wagtail issue 1288).
CMS_DIRECTIVES = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
}


class PortalCSPMiddleware(CSPMiddleware):
    """Sends the policy of settings; for an address under /cms/ with the directives above in place of its own."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.path.startswith(CMS_PREFIX):
            response._csp_replace = CMS_DIRECTIVES
        return super().process_response(request, response)
