"""The first terms, and what the database refuses."""

import datetime
import importlib
import subprocess
import sys

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from portal import vocabulary
from portal.vocabulary.factories import TermFactory
from portal.vocabulary.models import Scheme, Term

pytestmark = pytest.mark.django_db


def test_every_scheme_has_terms():
    filled = set(Term.objects.values_list("scheme", flat=True))
    assert filled == set(Scheme.values)


def test_age_bands_are_the_seven_of_the_design_in_order():
    codes = list(Term.objects.filter(scheme=Scheme.AGE_BAND).values_list("code", flat=True))
    assert codes == ["0-2", "3-5", "6-9", "10-12", "13-15", "16-17", "18-20"]


def test_a_narrower_term_is_of_the_same_scheme_as_the_broader_one():
    narrower = Term.objects.exclude(broader=None).select_related("broader")
    assert {(term.scheme, term.broader.scheme) for term in narrower} == {
        ("placement", "placement"),
        ("service", "service"),
    }


def test_every_acronym_in_brackets_is_explained():
    unexplained = [term.label for term in Term.objects.filter(explanation="") if term.label.endswith(")")]
    assert unexplained == ["Persian (Farsi)"]


def test_a_term_is_in_force_on_its_first_and_last_day():
    first, last = datetime.date(2027, 7, 1), datetime.date(2028, 6, 30)
    term = TermFactory(valid_from=first, valid_to=last)
    day = datetime.timedelta(days=1)
    assert [term in Term.objects.current(on) for on in (first - day, first, last, last + day)] == [
        False, True, True, False,
    ]  # fmt: skip


def test_a_code_stands_once_in_a_scheme():
    TermFactory(code="twice")
    with pytest.raises(IntegrityError), transaction.atomic():
        TermFactory(code="twice")
    TermFactory(code="twice", scheme=Scheme.TOPIC)


def test_a_term_with_narrower_ones_is_not_deleted():
    with pytest.raises(ProtectedError):
        Term.objects.get(scheme=Scheme.SERVICE, code="mental-health").delete()


def test_the_package_hands_out_the_model():
    assert vocabulary.Term is Term
    assert vocabulary.Scheme is Scheme
    with pytest.raises(AttributeError, match="Tirm"):
        vocabulary.Tirm  # noqa: B018


def test_the_package_can_be_imported_before_django_is_ready():
    subprocess.run([sys.executable, "-c", "import portal.vocabulary, portal.counties"], check=True)


def test_the_terms_can_be_unloaded_and_loaded_again():
    terms = importlib.import_module("portal.vocabulary.migrations.0002_terms")
    before = Term.objects.count()
    terms.unload_terms(apps, None)
    assert Term.objects.count() == 0
    terms.load_terms(apps, None)
    assert Term.objects.count() == before
