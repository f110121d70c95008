import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal import guard
from portal.guard import LIMIT, Finding, GuardUnavailable, UnknownField, registry
from tests.portal.guard.cases import CONFIRM, FOUND, PASSES

FIELD = "guard.test.text"
guard.register_field(FIELD)


def inspect(text, before=()):
    return guard.inspect(text, field=FIELD, before=before)


def seen(text, findings):
    return [(finding.kind, text[slice(*finding.span)], finding.severity) for finding in findings]


@pytest.mark.parametrize(("text", "kind", "marked"), FOUND)
def test_an_identifier_is_found_and_blocked_where_it_stands(text, kind, marked):
    assert seen(text, inspect(text)) == [(kind, marked, "block")]


@pytest.mark.parametrize(("text", "kind", "marked"), CONFIRM)
def test_what_may_be_an_agencys_own_has_to_be_confirmed(text, kind, marked):
    assert seen(text, inspect(text)) == [(kind, marked, "confirm")]


@pytest.mark.parametrize("text", PASSES)
def test_the_language_of_the_work_passes(text):
    assert inspect(text) == []


def test_each_of_several_is_found_in_the_order_of_the_text():
    text = "DOB 06/02/2010, SSN 900-12-3456, her cell 916-555-0143"
    assert [finding.kind for finding in inspect(text)] == ["dob", "ssn", "phone"]


def test_a_number_split_over_two_texts_is_found_in_the_second():
    assert seen("900 12 3456", inspect("900 12 3456", before=["the SSN is"])) == [("ssn", "900 12 3456", "block")]
    second = "3456 is the rest"
    assert seen(second, inspect(second, before=["SSN 900-12-"])) == [("ssn", "3456", "block")]


def test_what_stood_before_is_not_found_again():
    assert inspect("needs a bed by Friday", before=["SSN 900-12-3456"]) == []


def test_only_the_end_of_what_stood_before_counts():
    assert inspect("916-555-0143", before=["her " + "x" * 400]) == []


def test_a_text_over_the_limit_is_refused_unread():
    text = "x" * (LIMIT + 1)
    assert inspect(text) == [Finding((LIMIT, LIMIT + 1), "too_long", "block")]
    assert inspect("x" * LIMIT) == []


def test_a_field_that_no_room_registered_is_a_mistake():
    with pytest.raises(UnknownField, match=r"guard\.test\.typo is not registered"):
        guard.inspect("anything", field="guard.test.typo")


@pytest.mark.parametrize("name", ["", "Body", "a b", "x" * 81, ".a"])
def test_a_field_has_a_dotted_name(name):
    with pytest.raises(ValueError, match="dotted name"):
        guard.register_field(name)


@pytest.fixture
def name_source(monkeypatch):
    """Registers a source of names for one test."""
    monkeypatch.setattr(registry, "_name_sources", [])
    return guard.register_names


def test_a_listed_name_lets_its_own_page_and_address_pass(name_source):
    page = "Quiet Harbor: facebook.com/QuietHarborProgram"
    address = "placed with Quiet Harbor, 1404 Thistledown Ct"
    assert [len(inspect(page)), len(inspect(address))] == [1, 1]
    name_source(lambda: ["Quiet Harbor", "Redwood House"])
    assert [inspect(page), inspect(address)] == [[], []]


def test_a_listed_name_never_helps_beside_a_word_for_a_youth(name_source):
    name_source(lambda: ["Quiet Harbor"])
    text = "the youth placed with Quiet Harbor, 1404 Thistledown Ct"
    assert [finding.kind for finding in inspect(text)] == ["address"]


def test_a_part_of_a_word_is_not_a_listed_name(name_source):
    name_source(lambda: ["Harbor"])
    assert len(inspect("Coldharbor: facebook.com/coldharbor")) == 1


def test_when_a_source_of_names_fails_nothing_may_be_written(name_source, caplog):
    def broken():
        raise ZeroDivisionError("secret of the text")

    name_source(broken)
    with pytest.raises(GuardUnavailable, match="Nothing was sent") as refusal:
        inspect("page: facebook.com/QuietHarborProgram")
    assert refusal.value.__cause__ is None
    assert [record.getMessage() for record in caplog.records] == [
        f"The guard could not inspect {FIELD}: ZeroDivisionError"
    ]
    assert "secret" not in caplog.text


@given(st.text(max_size=300), st.lists(st.text(max_size=50), max_size=3))
@settings(deadline=None, max_examples=150)
def test_any_text_is_inspected_the_same_way_twice_with_spans_inside_it(text, before):
    findings = inspect(text, before)
    assert findings == inspect(text, before)
    assert all(0 <= finding.span[0] < finding.span[1] <= len(text) for finding in findings)


@given(st.sampled_from([text for text, _, _ in FOUND]), st.text(alphabet="\u200b\u200d\u00ad\u2060", max_size=3))
@settings(deadline=None, max_examples=60)
def test_invisible_characters_hide_nothing(text, invisible):
    disguised = invisible.join(text) if invisible else text
    assert [finding.kind for finding in inspect(disguised)] == [finding.kind for finding in inspect(text)]


@given(st.sampled_from(FOUND))
@settings(deadline=None, max_examples=40)
def test_full_width_digits_hide_nothing(case):
    text, kind, _ = case
    wide = text.translate({ord(str(digit)): 0xFF10 + digit for digit in range(10)})
    assert [finding.kind for finding in inspect(wide)] == [kind]


@pytest.mark.parametrize(
    "hostile",
    ["1", "1 ", "1-", "a", "a.", "A1", "a@", "a@a.", "J", "ssn ", "dob ", "home ", "her ", "ig: ", "1 a ", "\ufdfa", "\u200b", "(at)",
     "docket ", "1 ave ", "9 9", "20", "june ", "@a", "calle a ", "1.111,"],
)  # fmt: skip
def test_hostile_texts_take_no_longer_than_long_ones(hostile):
    text = (hostile * LIMIT)[:LIMIT]
    start = time.process_time()
    inspect(text)
    assert time.process_time() - start < 1.5
