import pytest

from portal.accounts.factories import person
from portal.accounts.roles import Role
from portal.audit import access, record
from portal.audit.models import AuditRow
from portal.audit.reports import REPORT
from tests.portal.audit.test_actions import DANA, PAT
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
ADDRESS = "/cms/reports/audit/"


@pytest.fixture
def staff(client):
    reader = person(role=Role.STAFF)
    sign_in(client, reader)
    return reader


def subjects(response):
    return [row.subject for row in response.context["object_list"] if row.subject.startswith("some.")]


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.STAFF, True),
        (Role.PRIVACY_OFFICER, True),
        (Role.MODERATOR, False),
        (Role.OBSERVER, False),
        (Role.COORDINATOR, False),
        (Role.MEMBER, False),
    ],
)
def test_only_those_with_the_capability_read_the_audit(client, role, may):
    record("thing.done", "some.thing:1", DANA)
    reader = person(role=role)
    sign_in(client, reader)
    assert access.may_read_report(reader) is may
    response = client.get(ADDRESS)
    assert (response.status_code == 200, b"some.thing:1" in response.content) == (may, may)
    assert client.get("/cms/reports/audit/results/").status_code == response.status_code


def test_someone_who_is_not_signed_in_is_sent_away(client):
    assert client.get(ADDRESS).status_code == 302


def test_without_a_rule_nobody_reads_the_audit(client, staff, monkeypatch):
    monkeypatch.setattr(access, "_rules", [])
    assert client.get(ADDRESS).status_code != 200


def test_reading_the_audit_is_itself_recorded(client, staff):
    client.get(ADDRESS)
    client.get(ADDRESS)
    row = AuditRow.objects.get(subject=REPORT)
    assert (row.act, row.actor_id, row.actor_label) == ("read", staff.pk, str(staff))


def test_the_report_tells_when_who_what_and_the_facts(client, staff):
    row = record("thing.done", "some.thing:1", DANA, {"outcome": "matched", "count": 3})
    AuditRow.objects.get(pk=row.pk)
    page = client.get(ADDRESS).content.decode()
    assert "count 3, outcome matched" in page
    assert " Pacific" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["some.thing:2", "some.thing:1", "some.thing:1"]),
        ({"actor_label": "oyel"}, ["some.thing:2"]),
        ({"subject": "some.thing:1"}, ["some.thing:1", "some.thing:1"]),
        ({"act": "thing.undone"}, ["some.thing:1"]),
        ({"at_from": "2020-01-01", "at_to": "2020-12-31"}, []),
        ({"at_from": "2020-01-01"}, ["some.thing:2", "some.thing:1", "some.thing:1"]),
    ],
)
def test_the_report_is_filtered_by_person_subject_act_and_day(client, staff, query, found):
    record("thing.done", "some.thing:1", DANA)
    record("thing.undone", "some.thing:1", DANA)
    record("thing.done", "some.thing:2", PAT)
    assert subjects(client.get(ADDRESS, query)) == found


def test_the_report_takes_as_many_queries_with_three_rows_as_with_one(client, staff, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    record("thing.done", "some.thing:1", DANA)
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as one:
        client.get(ADDRESS)
    record("thing.done", "some.thing:2", DANA)
    record("thing.done", "some.thing:3", PAT)
    with django_assert_num_queries(len(one)):
        client.get(ADDRESS)


def test_the_report_is_exported_as_a_table(client, staff):
    record("thing.done", "some.thing:1", DANA, {"count": 3})
    response = client.get(ADDRESS, {"export": "csv", "subject": "some.thing:1"})
    rows = b"".join(response.streaming_content).decode().splitlines()
    assert len(rows) == 2
    assert "Dana Whitfield,thing.done,some.thing:1,1" in rows[1]
