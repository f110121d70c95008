import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import DisallowedHost, PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path

from portal.operations import errors

pytestmark = pytest.mark.django_db


def anonymous(address="/somewhere", **extra):
    request = RequestFactory().get(address, **extra)
    request.user = AnonymousUser()
    return request


def text(response):
    return response.content.decode()


def test_a_denial_tells_its_own_sentence_and_leads_to_signing_in():
    response = errors.permission_denied(anonymous("/requests/7?a=b"), PermissionDenied("Ask Kern's coordinator."))
    assert response.status_code == 403
    assert "Ask Kern&#x27;s coordinator." in text(response)
    assert "?next=%2Frequests%2F7%3Fa%3Db" in text(response)


@pytest.mark.parametrize(
    ("view", "exception", "status"),
    [
        (errors.bad_request, SuspiciousOperation("what was typed"), 400),
        (errors.permission_denied, PermissionDenied(), 403),
        (errors.page_not_found, Http404("what was typed"), 404),
    ],
)
def test_an_error_page_is_kept_by_no_cache_and_repeats_nothing(view, exception, status):
    response = view(anonymous("/what-was-asked"), exception)
    assert (response.status_code, response["Cache-Control"]) == (status, "no-store")
    assert "what was typed" not in text(response)
    assert 'href="/"' in text(response)


def test_a_wrong_host_gets_its_page_too():
    response = errors.bad_request(anonymous(HTTP_HOST="evil.example"), DisallowedHost("evil.example"))
    assert response.status_code == 400
    assert "evil.example" not in text(response)


def test_the_server_error_asks_neither_database_nor_session(django_assert_num_queries):
    with django_assert_num_queries(0):
        response = errors.server_error(RequestFactory().get("/"))
    assert (response.status_code, response["Cache-Control"]) == (500, "no-store")
    assert "<h1" in text(response)


@override_settings(TEMPLATES=[])
def test_the_server_error_needs_not_even_a_template():
    response = errors.server_error(RequestFactory().get("/"))
    assert (response.status_code, text(response)) == (500, errors.BARE_PAGE)


def canary(request):
    local = request.POST["body"]
    raise ValueError(f"refused {local}")


def suspicious(request):
    raise SuspiciousOperation(request.POST["body"])


class Urls:
    """An urlconf with two views that fail over what was typed."""

    urlpatterns = [path("canary", canary), path("suspicious", suspicious), path("", include("portal.urls"))]
    handler400, handler403 = errors.bad_request, errors.permission_denied
    handler404, handler500 = errors.page_not_found, errors.server_error


@pytest.fixture
def site(settings):
    settings.ROOT_URLCONF = Urls
    settings.MIDDLEWARE = [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ]
    return settings


WORD = "skylark-4411-typed"


@pytest.mark.parametrize("address", ["/canary", "/suspicious"])
def test_what_was_typed_reaches_no_log_and_no_mail(site, address, capsys, mailoutbox):
    import logging
    import sys

    from django.utils.log import AdminEmailHandler

    from portal.operations.logs import BareFilter, LineFormatter

    site.ADMINS = [("Operator", "operator@pact.example")]
    stream = logging.StreamHandler(sys.stderr)
    stream.addFilter(BareFilter())
    stream.setFormatter(LineFormatter())
    mail = AdminEmailHandler(include_html=True)
    mail.addFilter(BareFilter())
    root = logging.getLogger()
    django = logging.getLogger("django")
    for handler in (mail, stream):
        django.addHandler(handler)
    kept, root.handlers = root.handlers, []
    try:
        response = Client(raise_request_exception=False).post(address, {"body": WORD})
    finally:
        root.handlers = kept
        for handler in (mail, stream):
            django.removeHandler(handler)
    logged = capsys.readouterr().err
    sent = "".join(f"{each.subject}{each.body}{each.alternatives}" for each in mailoutbox)
    assert "test_errors.py" in logged
    assert len(mailoutbox) >= 1
    assert [WORD in each for each in (logged, sent, text(response))] == [False, False, False]


@pytest.mark.parametrize(
    ("referer", "leads_to"),
    [
        ("http://testserver/requests/new?kind=a", "%2Frequests%2Fnew%3Fkind%3Da"),
        ("http://elsewhere.example/requests/new", "%2Fform"),
        (None, "%2Fform"),
    ],
)
def test_a_form_that_was_too_old_says_so_and_leads_through_signing_in(referer, leads_to):
    headers = {"referer": referer} if referer else {}
    request = RequestFactory().post("/form", {"body": WORD}, headers=headers)
    request.user = AnonymousUser()
    response = errors.csrf_failure(request, "CSRF token missing.")
    assert (response.status_code, response["Cache-Control"]) == (403, "no-store")
    assert "your session has ended or this page was open too long" in text(response)
    assert f"?next={leads_to}" in text(response)
    assert [word in text(response) for word in (WORD, "CSRF")] == [False, False]
