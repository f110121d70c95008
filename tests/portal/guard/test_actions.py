import pytest

from portal import guard
from portal.audit.models import AuditRow
from portal.guard import GuardRefused, check, confirmation
from tests.portal.audit.test_actions import DANA, PAT

FIELD, OTHER = "guard.test.checked", "guard.test.other"
guard.register_field(FIELD)
guard.register_field(OTHER)
BLOCKED = "SSN 900-12-3456 and again 900-12-3457, DOB 06/02/2010"
CONFIRMABLE = "our page: facebook.com/QuietHarborProgram"
pytestmark = pytest.mark.django_db


def rows():
    return list(AuditRow.objects.values_list("act", "subject", "actor_id", "facts"))


def refuse(text, **kwargs):
    with pytest.raises(GuardRefused) as refusal:
        check(text, **{"field": FIELD, "person": DANA, **kwargs})
    return refusal.value


def test_a_text_that_names_nobody_passes_and_leaves_no_row():
    check("needs a bed by Friday", field=FIELD, person=DANA)
    assert rows() == []


def test_a_blocked_text_is_refused_and_counted_by_kind():
    refused = refuse(BLOCKED)
    assert [finding.kind for finding in refused.findings] == ["ssn", "ssn", "dob"]
    assert refused.confirmation == ""
    assert rows() == [("guard.blocked", f"guard.field:{FIELD}", 7, {"ssn": 2, "dob": 1})]


def test_a_refusal_names_kinds_and_never_the_text():
    assert str(refuse(BLOCKED)) == f"{FIELD}: dob, ssn"


def test_no_confirmation_lets_a_blocked_text_pass():
    refuse(BLOCKED, confirmation=confirmation.token(DANA, FIELD, BLOCKED))


def test_a_text_that_may_be_fine_passes_once_its_author_confirms():
    refused = refuse(CONFIRMABLE)
    assert rows() == []
    check(CONFIRMABLE, field=FIELD, person=DANA, confirmation=refused.confirmation)
    assert rows() == [("guard.confirmed", f"guard.field:{FIELD}", 7, {"handle": 1})]


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        (CONFIRMABLE + "!", {}),
        (CONFIRMABLE, {"person": PAT}),
        (CONFIRMABLE, {"field": OTHER}),
    ],
    ids=["another text", "another person", "another field"],
)
def test_a_confirmation_holds_for_its_person_field_and_text_alone(text, changes):
    refused = refuse(CONFIRMABLE)
    refuse(text, confirmation=refused.confirmation, **changes)


@pytest.mark.parametrize("forged", ["", "yes", "0" * 64, "é"])
def test_a_forged_confirmation_is_refused(forged):
    refuse(CONFIRMABLE, confirmation=forged)


def test_line_breaks_as_browsers_send_them_are_the_same_text():
    refused = refuse(f"{CONFIRMABLE}\nsecond line")
    check(f"{CONFIRMABLE}\r\nsecond line", field=FIELD, person=DANA, confirmation=refused.confirmation)


def test_without_a_person_nothing_can_be_confirmed():
    refused = refuse(CONFIRMABLE, person=None)
    assert refused.confirmation == ""
    assert rows() == [("guard.blocked", f"guard.field:{FIELD}", None, {"handle": 1})]
