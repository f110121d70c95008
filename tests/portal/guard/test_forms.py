import pytest
from django import forms
from django.template.loader import render_to_string
from django.test import RequestFactory

from portal import guard
from portal.audit.models import AuditRow
from portal.guard import registry, wording
from portal.guard.forms import GuardedFormMixin, render_guarded
from portal.guard.inspection import TOO_LONG
from portal.guard.patterns import ALL
from tests.portal.audit.test_actions import DANA

pytestmark = pytest.mark.django_db


class AskForm(GuardedFormMixin, forms.Form):
    title = forms.CharField()
    details = forms.CharField(required=False)
    beds = forms.IntegerField(required=False)
    guarded_fields = ("title", "details")


def form(prefix=None, **data):
    return AskForm(data, person=DANA, prefix=prefix)


def test_a_form_registers_its_fields_by_itself():
    assert {"guard.askform.title", "guard.askform.details"} <= registry.fields()


def test_a_form_that_names_nobody_is_valid():
    asked = form(title="Bed needed", details="13-15, ISFC")
    assert asked.is_valid()
    assert asked.guard_stopped == []
    assert render_to_string("guard/_findings.html", {"form": asked}).strip() == ""


def test_a_stopped_field_gets_one_sentence_for_each_kind():
    asked = form(title="Bed needed", details="  SSN 900-12-3456 or 900-12-3457, DOB 06/02/2010")
    assert asked.errors == {"details": [wording.sentence("ssn"), wording.sentence("dob")]}


def test_what_was_typed_comes_back_with_the_places_marked():
    asked = form(title="Bed needed", details="  SSN 900-12-3456, DOB 06/02/2010.")
    asked.is_valid()
    (stopped,) = asked.guard_stopped
    assert stopped.label == "Details"
    assert stopped.pieces == [
        ("SSN ", False),
        ("900-12-3456", True),
        (", DOB ", False),
        ("06/02/2010", True),
        (".", False),
    ]
    page = render_to_string("guard/_findings.html", {"form": asked})
    assert "SSN <mark>900-12-3456</mark>, DOB <mark>06/02/2010</mark>." in page
    assert "<button" not in page


def test_markup_in_a_text_stays_text():
    asked = form(title="Bed needed", details="<script>alert(1)</script> SSN 900-12-3456")
    asked.is_valid()
    page = render_to_string("guard/_findings.html", {"form": asked})
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; SSN <mark>900-12-3456</mark>" in page


def test_one_tap_confirms_every_field_that_may_be_fine():
    texts = {"title": "facebook.com/QuietHarbor", "details": "instagram.com/quietharbor"}
    asked = form(**texts)
    assert not asked.is_valid()
    name, value = asked.guard_confirmation_name, asked.guard_confirmation
    page = render_to_string("guard/_findings.html", {"form": asked})
    assert f'<button class="usa-button usa-button--outline" type="submit" name="{name}" value="{value}">' in page
    assert form(**texts, **{name: value}).is_valid()
    assert sorted(AuditRow.objects.values_list("act", "subject")) == [
        ("guard.confirmed", "guard.field:guard.askform.details"),
        ("guard.confirmed", "guard.field:guard.askform.title"),
    ]


def test_one_tap_confirms_in_a_form_with_a_prefix():
    texts = {"ask-title": "facebook.com/QuietHarbor"}
    asked = form(prefix="ask", **texts)
    assert not asked.is_valid()
    assert asked.guard_confirmation_name == "ask-guard_confirmation"
    assert form(prefix="ask", **texts, **{asked.guard_confirmation_name: asked.guard_confirmation}).is_valid()


def test_where_one_field_is_blocked_nothing_can_be_confirmed():
    asked = form(title="facebook.com/QuietHarbor", details="SSN 900-12-3456")
    asked.is_valid()
    assert asked.guard_confirmation == ""


def test_a_number_split_over_two_fields_is_found():
    assert form(title="Her SSN is", details="900 123 456").errors == {"details": [wording.sentence("ssn")]}


def test_a_refusal_of_the_action_is_shown_at_its_field():
    asked = form(title="Bed needed", details="900 123 456")
    assert asked.is_valid()
    with pytest.raises(guard.GuardRefused) as refusal:
        guard.check("900 123 456", field="guard.askform.details", before=["the SSN"], person=DANA)
    asked.add_refusal("details", refusal.value)
    assert asked.errors == {"details": [wording.sentence("ssn")]}
    assert asked.guard_stopped[0].pieces == [("900 123 456", True)]


def test_when_the_guard_cannot_run_the_write_is_refused_and_the_text_stays(monkeypatch):
    def broken():
        raise ZeroDivisionError

    monkeypatch.setattr(registry, "_name_sources", [broken])
    asked = form(title="facebook.com/QuietHarbor", details="fine")
    assert asked.errors == {"title": [str(guard.GuardUnavailable())]}
    assert asked["title"].value() == "facebook.com/QuietHarbor"


def test_overlapping_places_are_marked_once():
    from portal.guard.forms import _pieces

    findings = [guard.Finding((0, 4), "ssn", "block"), guard.Finding((2, 6), "phone", "block")]
    assert list(_pieces("abcdefgh", findings)) == [("abcd", True), ("ef", True), ("gh", False)]


def test_no_cache_keeps_a_page_with_what_was_typed():
    asked = form(title="SSN 900-12-3456")
    response = render_guarded(RequestFactory().get("/"), "guard/_findings.html", {"form": asked})
    assert response["Cache-Control"] == "no-store"


def test_every_kind_has_its_sentence_and_no_sentence_is_left_over():
    assert {pattern.kind for pattern in ALL} | {TOO_LONG} == set(wording.SENTENCES)
    assert all(each.endswith(".") and each.count(".") <= 1 + each.count("U.S.") for each in wording.SENTENCES.values())
