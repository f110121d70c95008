"""Accounts times addresses: what each person of the demo gets at each address of the portal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from portal.accounts.models import User
from tests import databases
from tests.signing_in import sign_in

READERS = {
    "nobody": None,
    "halfway": "coordinator@kern.example",  # signed in, the second factor not shown yet
    "kern": "coordinator@kern.example",
    "fresno": "placing@fresno.example",
    "butte": "coordinator@butte.example",
    "member": "member@los-angeles.example",
    "probation": "probation@kern.example",
    "sheriff": "sheriff@sacramento.example",
    "staff": "staff@pact.example",
    "moderator": "moderator@pact.example",
    "privacy": "privacy@pact.example",
    "consultant": "consultant@pact.example",
    "observer": "observer@evaluator.example",
}
STATUS = {".": 200, ">": 302, "x": 403, "-": 404, "g": 410}
EVERYONE = "............."
MEMBERS = ">>..........."
# Address, then a sign for each reader in the order above: . opens, > sign-in or the next step, x refused, - not found.
TABLE = {
    "/": EVERYONE,
    "/healthz": EVERYONE,
    "/get-help/": EVERYONE,
    "/what-we-do/people/": EVERYONE,
    "/guides/first-week/": MEMBERS,
    "/guides/editing/": ">>xxxxxx.xxxx",
    "/sitemap.xml": EVERYONE,
    "/robots.txt": EVERYONE,
    "/accounts/join/": "ggggggggggggg",  # only with an invitation
    "/accounts/terms/": EVERYONE,
    "/accounts/session/": EVERYONE,
    "/accounts/second-factor/": ">>>>>>>>>>>>>",  # only on the way in
    "/accounts/me/": MEMBERS,
    "/accounts/sessions/": MEMBERS,
    "/accounts/people/": ">>.x.xxx.xxxx",
    "/accounts/people/invite/": ">>.x.xxx.xxxx",
    "/inbox/": MEMBERS,
    "/inbox/preferences/": MEMBERS,
    "/search/?q=home": EVERYONE,
    "/search/suggest/?q=home": EVERYONE,
    "/directory/": EVERYONE,
    "/directory/shortlist/": MEMBERS,
    "/directory/compare/": MEMBERS,
    "/directory/calls/": MEMBERS,
    "/directory/searches/": MEMBERS,
    "/directory/searches/save/": MEMBERS,
    "/directory/shared/made-up/": ">>ggggggggggg",  # only with a signed key
    "/directory/tokens/": MEMBERS,
    "/directory/keeping/": ">>.x.xxxxxxxx",
    "/directory/keeping/new/": ">>.x.xxx.xxxx",
    "/directory/keeping/proposals/": MEMBERS,
    "/directory/keeping/link/new/": EVERYONE,
    "/api/hsds/": EVERYONE,
    "/api/hsds/openapi.json": EVERYONE,
    "/api/hsds/profile/": EVERYONE,
    "/api/hsds/services": EVERYONE,
    "/api/hsds/organizations": EVERYONE,
    "/api/hsds/service_at_locations": EVERYONE,
    "/api/hsds/taxonomies": EVERYONE,
    "/api/hsds/taxonomy_terms": EVERYONE,
    "/api/hsds/nothing": "-------------",
    "/requests/": ">>.....x...xx",
    "/requests/new/": ">>...xxxxxxxx",
    "/requests/M6J-3G6/": ">>..-----.---",  # Kern's, posted to its cohort
    "/live/thread:1/": ">>..-----.---",  # the same request's thread
    "/convenings/": MEMBERS,
    "/convenings/2023/": MEMBERS,
    "/convenings/2023/sessions/registration/": MEMBERS,
    "/desk/": MEMBERS,
    "/counties/": EVERYONE,
    "/counties/kern/": EVERYONE,
    "/cohorts/": EVERYONE,
    "/cohorts/central/": EVERYONE,
    "/cms/": ">>xxxxxx.x.xx",
    "/cms/reports/audit/": ">>xxxxxx.x.xx",
    "/cms/pages/": ">>xxxxxx.x>xx",
    "/cms/snippets/": ">>xxxxxx.x>xx",
    "/cms/synonym/": ">>xxxxxx.x>xx",
    "/cms/users/": ">>xxxxxx>x>xx",
    "/cms/password_reset/": ">>xxxxxx-x-xx",
}
# These need a key of their own, or take a form alone; the tests of their rooms prove who may.
ELSEWHERE = {
    "accounts:open_invitation",
    "accounts:end_session",
    "accounts:revoke_invitation",
    "accounts:end_membership",
    "accounts:reset_factor",
    "accounts:disable_person",
    "accounts:enable_person",
    "accounts:email_closed",
    "notify:mark_all_read",
    "notify:mark_read",
    "resources:listing",
    "resources:keep",
    "resources:let_go",
    "resources:move",
    "resources:share",
    "resources:revoke",
    "resources:call_list",
    "resources:start_calls",
    "resources:note_result",
    "resources:tell_keepers",
    "resources:throw_away_calls",
    "resources:heard",
    "resources:change_search",
    "resources:pause_search",
    "resources:delete_search",
    "resources:opening",
    "resources:revoke_token",
    "hsds:services_item",
    "hsds:organizations_item",
    "hsds:service_at_locations_item",
    "hsds:taxonomies_item",
    "hsds:taxonomy_terms_item",
    "resources:keeping:confirm",
    "resources:keeping:proposal",
    "resources:keeping:withdraw",
    "resources:keeping:count",
    "resources:keeping:edit",
    "resources:keeping:suggest",
    "resources:keeping:delegates",
    "resources:keeping:end_delegation",
    "resources:keeping:link_right",
    "resources:keeping:link_count",
    "resources:keeping:link_suggest",
    "resources:keeping:link_withdraw",
    "resources:keeping:link",
    "threads:reply",
    "coordination:close",
    "coordination:show_county",
    "wagtaildocs_serve",
    "pages_image",
}
LIBRARIES = ("account_", "mfa_", "usersessions_")


@pytest.fixture(scope="module")
def demo(django_db_setup: None) -> Iterator[None]:
    """This file's tests read a copy of the demo in place of the empty database."""
    connection = connections["default"]
    empty = dict(connection.settings_dict)
    with databases.copy_of(databases.template(demo=True)) as url:
        connection.close()
        connection.settings_dict.update(databases.settings_of(url))
        yield
        connection.close()
        connection.settings_dict.update(empty)


@pytest.fixture
def client_of(demo: None, db: None) -> Any:

    def make(reader: str) -> Client:
        client = Client(headers={"host": "127.0.0.1"})
        email = READERS[reader]
        if email and reader == "halfway":
            client.force_login(User.objects.get(email=email))
        elif email:
            sign_in(client, User.objects.get(email=email))
        return client

    return make


@pytest.mark.parametrize("column", range(len(READERS)), ids=list(READERS))
def test_each_reader_gets_what_the_table_says(client_of, column):
    client = client_of(list(READERS)[column])
    found = {address: client.get(address).status_code for address in TABLE}
    assert found == {address: STATUS[signs[column]] for address, signs in TABLE.items()}


def _names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield namespace + (each.name or "")
        elif not str(each.pattern).startswith("cms/"):
            yield from _names(each, namespace + (f"{each.namespace}:" if each.namespace else ""))


def test_the_table_knows_every_address_outside_the_cms():
    resolver = get_resolver()
    in_table = {resolver.resolve(address.partition("?")[0]).view_name for address in TABLE}
    own = {name for name in _names(resolver) if name and not name.startswith(LIBRARIES) and not name.endswith(":")}
    assert own - in_table - ELSEWHERE == set()
