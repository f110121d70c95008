"""What staff may change about counties in the CMS."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from portal.accounts.factories import person
from portal.accounts.roles import Role
from portal.counties.factories import TagFactory
from portal.counties.models import County, Tag
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cms(client):
    staff = person(county=None, role=Role.STAFF)
    wanted = Permission.objects.filter(content_type__app_label="counties")
    staff.user_permissions.set(wanted | Permission.objects.filter(codename="access_admin"))
    sign_in(client, staff)
    return client


def _tag_form(tag, rows):
    form = {"name": tag.name, "kind": tag.kind, "slug": tag.slug, "note": "", "source": "A letter from the state."}
    form |= {"county_tags-TOTAL_FORMS": len(rows), "county_tags-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        form |= {f"county_tags-{number}-{name}": value for name, value in row.items()}
    return form


def test_staff_change_the_after_hours_line_and_no_census_figure(cms):
    form = {
        "seat": "Bakersfield", "region": "Central", "after_hours_line": "555-0142", "name": "Kurn", "population": 1,
    }  # fmt: skip
    assert cms.post(reverse("county:edit", args=["06029"]), form).status_code == 302
    kern = County.objects.get(pk="06029")
    assert (kern.after_hours_line, kern.name, kern.population) == ("555-0142", "Kern", 909_235)


def test_no_county_is_added_or_removed(cms):
    assert cms.get(reverse("county:add")).status_code != 200
    cms.post(reverse("county:delete", args=["06029"]))
    assert County.objects.count() == 58


def test_staff_date_a_countys_place_in_a_set(cms):
    tag = TagFactory()
    row = {"county": "06029", "valid_from": "2026-07-01", "valid_to": ""}
    answer = cms.post(reverse("county_tag:edit", args=[tag.pk]), _tag_form(tag, [row]))
    assert answer.status_code == 302, answer.context["form"].errors
    (entry,) = tag.county_tags.all()
    assert (entry.county_id, entry.valid_from, entry.valid_to) == ("06029", datetime.date(2026, 7, 1), None)


def test_a_second_cohort_is_refused_in_the_form(cms):
    tag = Tag.objects.get(slug="southern")
    tag.county_tags.all().delete()
    row = {"county": "06029", "valid_from": "2026-07-01", "valid_to": ""}
    answer = cms.post(reverse("county_tag:edit", args=[tag.pk]), _tag_form(tag, [row]))
    assert "Kern County is already in “Central cohort” with no last day." in answer.content.decode()
    assert not tag.county_tags.exists()


def test_a_new_cohort_is_checked_too(cms):
    tag = Tag(name="Desert cohort", kind="cohort", slug="desert")
    row = {"county": "06029", "valid_from": "", "valid_to": ""}
    answer = cms.post(reverse("county_tag:add"), _tag_form(tag, [row]))
    assert "Kern County is already in “Central cohort”" in answer.content.decode()
    assert not Tag.objects.filter(slug="desert").exists()


def test_no_set_is_removed(cms):
    cms.post(reverse("county_tag:delete", args=[Tag.objects.get(slug="pilot-ten").pk]))
    assert Tag.objects.filter(slug="pilot-ten").exists()


@pytest.mark.parametrize("name", ["county:index", "county_tag:index", "county_tag:add"])
def test_every_list_opens(cms, name):
    assert cms.get(reverse(name)).status_code == 200


def test_members_are_kept_out(client):
    sign_in(client, person(role=Role.COORDINATOR))
    client.post(reverse("county:edit", args=["06029"]), {"seat": "x", "region": "x", "after_hours_line": "555-0199"})
    assert County.objects.get(pk="06029").after_hours_line == ""
