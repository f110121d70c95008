"""What staff may change about terms in the CMS."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from portal.accounts.factories import person
from portal.accounts.roles import Role
from portal.vocabulary.factories import TermFactory
from portal.vocabulary.models import Term
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cms(client):
    staff = person(county=None, role=Role.STAFF)
    wanted = Permission.objects.filter(content_type__app_label="vocabulary")
    staff.user_permissions.set(wanted | Permission.objects.filter(codename="access_admin"))
    sign_in(client, staff)
    return client


def _form(term, **changes):
    form = {"label": term.label, "explanation": "", "scheme": term.scheme, "code": term.code, "broader": ""}
    return {**form, "position": 10, "valid_from": "", "valid_to": "", **changes}


def test_staff_end_a_term_by_date(cms):
    term = TermFactory()
    assert cms.post(reverse("term:edit", args=[term.pk]), _form(term, valid_to="2026-12-31")).status_code == 302
    term.refresh_from_db()
    assert term.valid_to == datetime.date(2026, 12, 31)


def test_staff_add_a_term(cms):
    term = TermFactory.build(code="equine-therapy", label="Equine therapy")
    assert cms.post(reverse("term:add"), _form(term)).status_code == 302
    assert Term.objects.current().filter(code="equine-therapy").exists()


def test_no_term_is_removed(cms):
    term = TermFactory()
    cms.post(reverse("term:delete", args=[term.pk]))
    assert Term.objects.filter(pk=term.pk).exists()


def test_the_list_opens_and_says_so_for_staff_alone(cms, client):
    assert cms.get(reverse("term:index")).status_code == 200
    sign_in(client, person(role=Role.COORDINATOR))
    assert client.get(reverse("term:index")).status_code != 200
