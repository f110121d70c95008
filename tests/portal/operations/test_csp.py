import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from portal.operations.csp import PortalCSPMiddleware


def policy(address):
    def view(request):
        return HttpResponse(f"nonce {request.csp_nonce}")

    response = PortalCSPMiddleware(view)(RequestFactory().get(address))
    nonce = response.content.decode().removeprefix("nonce ")
    parts = (each.strip().split(" ") for each in response["Content-Security-Policy"].split(";"))
    return {name: sources for name, *sources in parts}, nonce


def test_the_site_runs_only_its_own_scripts_with_the_nonce_of_the_response():
    directives, nonce = policy("/directory/")
    assert directives["script-src"] == ["'self'", f"'nonce-{nonce}'"]
    assert directives["style-src"] == ["'self'"]
    assert directives["default-src"] == ["'none'"]
    assert policy("/directory/")[1] != nonce


@pytest.mark.parametrize("address", ["/", "/cmsx/", "/desk/cms/"])
def test_nothing_inline_runs_outside_the_cms(address):
    directives, _ = policy(address)
    assert "'unsafe-inline'" not in [source for sources in directives.values() for source in sources]


def test_the_cms_may_run_what_its_editor_writes_inline():
    directives, _ = policy("/cms/pages/")
    assert directives["script-src"] == directives["style-src"] == ["'self'", "'unsafe-inline'"]


@pytest.mark.parametrize("address", ["/", "/cms/"])
def test_no_page_may_ask_another_host(address, settings):
    directives, nonce = policy(address)
    own_socket = settings.SITE_URL.replace("http", "ws", 1)
    allowed = {"'self'", "'none'", "'unsafe-inline'", f"'nonce-{nonce}'", "data:", "blob:", own_socket}
    assert {source for sources in directives.values() for source in sources} - allowed == set()
