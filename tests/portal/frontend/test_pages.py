"""The frame of every page, and allauth's pages inside it."""

import re

import pytest
from django.core.paginator import Paginator
from django.template.loader import render_to_string

from portal.accounts.factories import person
from tests.signing_in import sign_in

SIGNED_OUT = ["/accounts/login/", "/accounts/password/reset/", "/counties/", "/nowhere/"]
SIGNED_IN = [
    "/accounts/me/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/",
    "/accounts/sessions/",
    "/accounts/password/change/",
    "/accounts/logout/",
    "/desk/",
]


def page(response):
    return response.content.decode()


def assert_in_the_frame(html):
    assert '<html lang="en">' in html
    assert '<a class="usa-skipnav" href="#main">' in html
    assert html.count('<main id="main" tabindex="-1">') == 1
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert re.search(r"<title>\s*\S.* · PACT portal</title>", html, re.DOTALL)


def assert_nothing_inline(html):
    assert re.findall(r"\s(?:style|on\w+)=\"", html) == []
    for attributes in re.findall(r"<script([^>]*)>", html):
        assert "src=" in attributes or 'type="application/json"' in attributes, attributes


@pytest.mark.parametrize("path", SIGNED_OUT)
def test_a_page_for_everyone_stands_in_the_frame(client, db, path):
    html = page(client.get(path))
    assert_in_the_frame(html)
    assert_nothing_inline(html)
    assert ">Sign in</a>" in html
    assert "/accounts/logout/" not in html


@pytest.mark.parametrize("path", SIGNED_IN)
def test_a_page_for_members_stands_in_the_frame(client, db, path):
    sign_in(client, person())
    response = client.get(path, follow=True)
    assert response.status_code == 200
    html = page(response)
    assert_in_the_frame(html)
    assert_nothing_inline(html)
    assert '<form method="post" action="/accounts/logout/">' in html


def test_the_menu_marks_where_the_reader_is(client, db):
    html = page(client.get("/counties/kern/"))
    assert set(re.findall(r'<a href="([^"]*)" aria-current', html)) == {"/counties/"}


def test_the_menu_of_a_signed_in_person_counts_what_is_unread(client, db):
    sign_in(client, person())
    html = page(client.get("/inbox/"))
    assert set(re.findall(r'<a href="([^"]*)" aria-current="page"', html)) == {"/inbox/"}
    assert "pact-count" not in html


def test_the_page_of_a_mistake_of_ours_needs_no_database(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        html = render_to_string("errors/500.html", {"links": [("Go to the start page", "/")]})
    assert html.count("<h1>") == 1
    assert '<a class="usa-link" href="/">Go to the start page</a>' in html


def test_the_way_out_is_a_plain_link_without_scripts(client, db):
    html = render_to_string("components/_quick_exit.html")
    assert re.search(r'<a class="usa-button[^>]*href="https://www.weather.gov/"', html, re.DOTALL)
    assert 'rel="noreferrer noopener"' in html


def test_pages_of_a_list_keep_the_rest_of_the_address():
    pages = Paginator(range(30), 10)
    html = render_to_string("components/_pagination.html", {"page": pages.page(2), "query": "kind=shelter&"})
    assert re.findall(r'href="([^"]*)"', html) == [
        "?kind=shelter&amp;page=1",
        "/static/img/sprite.svg#navigate_before",
        "?kind=shelter&amp;page=3",
        "/static/img/sprite.svg#navigate_next",
    ]
    assert "Page 2 of 3" in html


def test_a_list_of_one_page_has_no_pages():
    assert render_to_string("components/_pagination.html", {"page": Paginator([1], 10).page(1)}).strip() == ""
