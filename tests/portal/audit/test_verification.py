import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from portal.audit import record
from portal.audit.verification import Fault, find_faults
from tests.portal.audit.test_actions import DANA, SUBJECT

pytestmark = pytest.mark.django_db
OTHER = "coordination.request:43"
TRIGGERS = {
    "audit_row_update": "audit_auditrow",
    "audit_row_delete": "audit_auditrow",
    "audit_row_change": "audit_auditrow",
    "audit_head_delete": "audit_audithead",
    "audit_head_step": "audit_audithead",
}


@pytest.fixture
def chains():
    for count in range(4):
        record("request.posted", SUBJECT, DANA, {"count": count})
        record("request.posted", OTHER, DANA, {"count": count})


def damage(*statements: str) -> None:
    """What someone does who owns the tables: drops the triggers, then changes rows. The test's rollback undoes it."""
    with connection.cursor() as cursor:
        for trigger, table in TRIGGERS.items():
            on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger}{on_table}")
        for statement in statements:
            cursor.execute(statement, [SUBJECT])


def test_an_untouched_audit_is_whole(chains):
    assert list(find_faults()) == []


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        (
            "UPDATE audit_auditrow SET actor_label = 'someone else' WHERE subject = %s AND number = 2",
            Fault(SUBJECT, 2, "its content was changed after it was written."),
        ),
        (
            "UPDATE audit_auditrow SET facts = '{\"count\": 9}' WHERE subject = %s AND number = 4",
            Fault(SUBJECT, 4, "its content was changed after it was written."),
        ),
        (
            "DELETE FROM audit_auditrow WHERE subject = %s AND number = 2",
            Fault(SUBJECT, 2, "this row is missing."),
        ),
        (
            "DELETE FROM audit_auditrow WHERE subject = %s AND number = 1",
            Fault(SUBJECT, 1, "this row is missing."),
        ),
        (
            "DELETE FROM audit_auditrow WHERE subject = %s AND number >= 3",
            Fault(SUBJECT, 3, "the end was cut off: the chain had 4 rows."),
        ),
        (
            "DELETE FROM audit_auditrow WHERE subject = %s",
            Fault(SUBJECT, 1, "all 4 rows are missing."),
        ),
        (
            "DELETE FROM audit_audithead WHERE subject = %s",
            Fault(SUBJECT, 4, "the head of this chain is missing."),
        ),
        (
            "UPDATE audit_audithead SET digest = 'f' WHERE subject = %s",
            Fault(SUBJECT, 4, "the last row isn't the one that the head of the chain knows."),
        ),
    ],
)
def test_a_damage_is_found_at_its_place(chains, statement, fault):
    damage(statement)
    assert list(find_faults()) == [fault]


def test_two_rows_that_changed_places_are_found(chains):
    damage(
        "UPDATE audit_auditrow SET number = 99 WHERE subject = %s AND number = 2",
        "UPDATE audit_auditrow SET number = 2 WHERE subject = %s AND number = 3",
        "UPDATE audit_auditrow SET number = 3 WHERE subject = %s AND number = 99",
    )
    assert list(find_faults()) == [Fault(SUBJECT, 2, "it doesn't follow from the row before it.")]


def test_a_number_below_the_first_is_found(chains):
    damage("UPDATE audit_auditrow SET number = 0 WHERE subject = %s AND number = 1")
    assert list(find_faults()) == [Fault(SUBJECT, 1, "this row is missing.")]


def test_the_command_says_that_the_audit_is_whole(chains):
    out = io.StringIO()
    call_command("audit_verify", stdout=out)
    assert out.getvalue() == "The audit is whole: 8 rows.\n"


def test_the_command_names_subject_and_number_and_fails(chains):
    damage("UPDATE audit_auditrow SET act = 'request.closed' WHERE subject = %s AND number = 3")
    out = io.StringIO()
    with pytest.raises(CommandError, match=r"broken in 1 place") as refusal:
        call_command("audit_verify", stdout=out)
    assert out.getvalue() == f"{SUBJECT} #3: its content was changed after it was written.\n"
    assert refusal.value.returncode == 1


def test_a_rolled_back_act_leaves_a_whole_audit(chains):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record("request.closed", SUBJECT, DANA)
        raise ZeroDivisionError
    assert list(find_faults()) == []
