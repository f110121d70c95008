"""Dated tags: what they refuse."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.counties.factories import CountyTagFactory, TagFactory
from portal.counties.models import County, CountyTag, Tag

pytestmark = pytest.mark.django_db
MAY, JUNE, JULY = (datetime.date(2025, month, 1) for month in (5, 6, 7))


@pytest.fixture
def kern():
    return County.objects.get(slug="kern")


def test_a_second_cohort_on_the_same_day_is_refused_with_the_first_ones_name(kern):
    second = CountyTag(county=kern, tag=Tag.objects.get(slug="southern"), valid_from=JUNE)
    with pytest.raises(ValidationError) as refused:
        second.full_clean()
    assert refused.value.messages == [
        "Kern County is already in “Central cohort” with no last day. "
        "Give that entry a last day, or start this one after it."
    ]


def test_a_second_cohort_after_the_first_one_ended_is_accepted(kern):
    CountyTag.objects.filter(county=kern, tag__slug="central").update(valid_to=JUNE)
    CountyTag(county=kern, tag=Tag.objects.get(slug="southern"), valid_from=JULY).full_clean()


def test_the_day_on_which_the_first_ends_is_still_taken(kern):
    CountyTag.objects.filter(county=kern, tag__slug="central").update(valid_to=JUNE)
    with pytest.raises(ValidationError, match="until June 1, 2025"):
        CountyTag(county=kern, tag=Tag.objects.get(slug="southern"), valid_from=JUNE).full_clean()


def test_the_same_tag_twice_on_one_day_is_refused_and_two_tags_are_not(kern):
    tag = TagFactory(counties=["kern"])
    with pytest.raises(ValidationError, match="already in"):
        CountyTag(county=kern, tag=tag, valid_from=MAY, valid_to=JUNE).full_clean()
    CountyTag(county=kern, tag=TagFactory(), valid_from=MAY).full_clean()


def test_saving_a_tag_again_is_no_clash_with_itself(kern):
    CountyTag.objects.get(county=kern, tag__slug="central").full_clean()


def test_the_database_refuses_a_tag_that_ends_before_it_starts(kern):
    with pytest.raises(IntegrityError), transaction.atomic():
        CountyTagFactory(county=kern, valid_from=JUNE, valid_to=MAY)


def test_current_includes_both_ends(kern):
    row = CountyTagFactory(county=kern, valid_from=MAY, valid_to=JUNE)
    days = [MAY - datetime.timedelta(days=1), MAY, JUNE, JUNE + datetime.timedelta(days=1)]
    assert [row in CountyTag.objects.current(day) for day in days] == [False, True, True, False]
