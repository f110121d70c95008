import datetime
import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from portal.audit import record, record_read
from portal.audit.models import FIRST_PREVIOUS, AuditHead, AuditRow
from portal.audit.sealing import seal

SUBJECT = "coordination.request:42"


class Person:
    """What the audit asks of an actor: a key and a name."""

    def __init__(self, pk: int, name: str) -> None:
        self.pk, self.name = pk, name

    def __str__(self) -> str:
        return self.name


DANA = Person(7, "Dana Whitfield")
PAT = Person(8, "Pat Oyelaran")


def test_outside_a_transaction_nothing_is_recorded():
    with pytest.raises(RuntimeError, match=r"open transaction\.atomic\(\) first"):
        record("request.closed", SUBJECT, DANA)


@pytest.mark.django_db
def test_a_row_tells_who_did_what_to_what():
    before = timezone.now()
    row = record("request.closed", SUBJECT, DANA, {"outcome": "matched", "replies": 3})
    stored = AuditRow.objects.get()
    assert stored == row
    assert (stored.act, stored.subject, stored.number) == ("request.closed", SUBJECT, 1)
    assert (stored.actor_id, stored.actor_label) == (7, "Dana Whitfield")
    assert stored.facts == {"outcome": "matched", "replies": 3}
    assert before <= stored.at <= timezone.now()
    assert stored.previous == FIRST_PREVIOUS


@pytest.mark.django_db
def test_numbers_count_and_seals_chain_within_each_subject():
    first = record("request.posted", SUBJECT, DANA)
    other = record("request.posted", "coordination.request:43", DANA)
    second = record("request.closed", SUBJECT, PAT)
    assert [first.number, other.number, second.number] == [1, 1, 2]
    assert second.previous == first.digest
    head = AuditHead.objects.get(subject=SUBJECT)
    assert (head.number, head.digest) == (2, second.digest)


@pytest.mark.django_db
def test_the_portal_itself_is_named_system():
    row = record("request.purged", SUBJECT, None)
    assert (row.actor_id, row.actor_label) == (None, "system")


@pytest.mark.django_db
def test_someone_who_is_not_signed_in_is_named_so():
    anonymous = AnonymousUser()
    row = record("signin.refused", "accounts.user:1", anonymous)
    assert (row.actor_id, row.actor_label) == (None, "not signed in")


@pytest.mark.django_db
def test_a_model_instance_is_a_subject():
    head = AuditHead.objects.create(subject="some.head:1")
    assert record("head.read", head, DANA).subject == "audit.audithead:some.head:1"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "subject",
    ["", "request", "request:1", "a.b:", "a.b:with space", "A.b:1", "a.b:" + "1" * 81, "a" * 39 + ".b:" + "1" * 79],
)
def test_a_subject_of_another_form_is_refused(subject):
    with pytest.raises(ValueError, match="subject of an audit row"):
        record("request.closed", subject, DANA)


@pytest.mark.django_db
@pytest.mark.parametrize("act", ["", "Request closed", "request.", "x" * 61])
def test_an_act_of_another_form_is_refused(act):
    with pytest.raises(ValueError, match="dotted name"):
        record(act, SUBJECT, DANA)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["two words", "a\ttab", "a\nline", "no-break\u00a0space", "x" * 81, "nul\x00"])
def test_free_text_is_refused_and_nothing_is_kept(text):
    with pytest.raises(ValueError, match="looks like free text"):
        record("request.closed", SUBJECT, DANA, {"note": text})
    with pytest.raises(ValueError, match="looks like free text"):
        record("request.closed", SUBJECT, DANA, {"notes": ["fine", text]})
    assert AuditRow.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("value", [1.5, {"a": 1}, object(), b"bytes", [[1]]])
def test_a_fact_of_another_type_is_refused(value):
    with pytest.raises(ValueError, match="neither an id"):
        record("request.closed", SUBJECT, DANA, {"thing": value})


@pytest.mark.django_db
def test_ids_codes_counts_days_and_booleans_are_facts():
    key = uuid.uuid4()
    day = datetime.date(2026, 3, 9)
    given = {"code": "x" * 80, "count": 3, "yes": True, "none": None, "key": key, "day": day, "codes": ("a", "b")}
    record("request.closed", SUBJECT, DANA, given)
    assert AuditRow.objects.get().facts == {
        **given,
        "key": str(key),
        "day": "2026-03-09",
        "codes": ["a", "b"],
    }


@pytest.mark.django_db
def test_an_act_and_its_row_are_lost_together():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record("request.closed", SUBJECT, DANA)
        raise ZeroDivisionError
    assert AuditRow.objects.count() == 0
    assert AuditHead.objects.count() == 0


@pytest.mark.django_db
def test_recording_takes_three_statements_once_a_subject_is_known(django_assert_num_queries):
    record("request.posted", SUBJECT, DANA)
    with django_assert_num_queries(3):
        record("request.closed", SUBJECT, DANA)


@pytest.mark.django_db
def test_a_read_is_recorded_once_per_person_subject_and_hour():
    record_read(SUBJECT, DANA)
    record_read(SUBJECT, DANA)
    record_read(SUBJECT, PAT)
    record_read("coordination.request:43", DANA)
    assert list(AuditRow.objects.values_list("subject", "act", "actor_id")) == [
        (SUBJECT, "read", 7),
        (SUBJECT, "read", 8),
        ("coordination.request:43", "read", 7),
    ]


@pytest.mark.django_db
def test_a_read_in_the_next_hour_is_recorded_again():
    hour_ago = timezone.now() - datetime.timedelta(hours=1)
    content = {
        "subject": SUBJECT, "number": 1, "act": "read", "actor_id": 7, "actor_label": "Dana Whitfield",
        "facts": {}, "at": hour_ago, "previous": FIRST_PREVIOUS,
    }  # fmt: skip
    row = AuditRow.objects.create(**content, digest=seal(**content))
    AuditHead.objects.create(subject=SUBJECT, number=1, digest=row.digest)
    record_read(SUBJECT, DANA)
    assert list(AuditRow.objects.values_list("number", flat=True)) == [1, 2]


@pytest.mark.django_db
def test_a_second_read_within_the_hour_costs_one_query(django_assert_num_queries):
    record_read(SUBJECT, DANA)
    with django_assert_num_queries(1):
        record_read(SUBJECT, DANA)


@pytest.mark.django_db
@pytest.mark.parametrize("nobody", [None, AnonymousUser()])
def test_only_people_read(nobody):
    with pytest.raises(ValueError, match="signed-in person"):
        record_read(SUBJECT, nobody)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditrow SET actor_label = 'someone else'",
        "DELETE FROM audit_auditrow",
        "DELETE FROM audit_audithead",
        "UPDATE audit_audithead SET number = 0",
        "UPDATE audit_audithead SET subject = 'other.thing:1', number = number + 1",
    ],
)
def test_the_database_refuses_to_change_the_audit(statement):
    record("request.posted", SUBJECT, DANA)
    record("request.closed", SUBJECT, DANA)
    with pytest.raises(DatabaseError, match="INSERT-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditRow.objects.filter(actor_label="Dana Whitfield").count() == 2


@pytest.mark.django_db
def test_the_orm_cannot_change_a_row_either():
    row = record("request.posted", SUBJECT, DANA)
    row.actor_label = "someone else"
    with pytest.raises(DatabaseError, match="INSERT-only"), transaction.atomic():
        row.save()
    with pytest.raises(DatabaseError, match="INSERT-only"), transaction.atomic():
        row.delete()


@pytest.mark.django_db
def test_replacing_a_row_under_its_own_key_is_refused():
    row = record("request.posted", SUBJECT, DANA)
    columns = "id, subject, number, act, actor_id, actor_label, facts, at, previous, digest"
    values = f"{row.pk}, subject, number, 'request.closed', actor_id, actor_label, facts, at, previous, digest"
    replace = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{replace} INTO audit_auditrow ({columns}) SELECT {values} FROM audit_auditrow")
    assert AuditRow.objects.get().act == "request.posted"
