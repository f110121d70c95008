"""What the roof reads, by whom, and at what cost."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from cohorts.coordination.factories import RequestFactory
from cohorts.coordination.notifications import REACHES_YOU
from cohorts.network import queries
from events.factories import ConveningFactory
from portal.accounts.factories import MembershipFactory, person
from portal.accounts.roles import AgencyKind, Role
from portal.counties.factories import TagFactory
from portal.counties.models import County, CountyTag, Tag
from portal.notify import notify
from resources.factories import listing

NOBODY = AnonymousUser()


def references(rows):
    return None if rows is None else [row.reference for row in rows]


class TestDesk:
    def test_a_coordinator_finds_what_reaches_the_county_and_what_it_asked(self, coordinator):
        asked = RequestFactory(slug="fresno", to=["kern"])
        own = RequestFactory(posted_by=coordinator, to=["fresno"])
        RequestFactory(slug="tulare", to=["fresno"])
        desk = queries.desk(coordinator)
        assert references(desk.reaching) == [asked.reference]
        assert references(desk.own) == [own.reference]
        assert desk.sees_board

    @pytest.mark.parametrize(
        ("described", "sees_board"),
        [
            ({"county": "kern", "role": Role.MEMBER}, True),
            ({"county": None, "role": Role.STAFF}, True),
            ({"county": "kern", "role": Role.MEMBER, "agency_kind": AgencyKind.LAW_ENFORCEMENT}, False),
            ({"county": "kern", "role": Role.COORDINATOR, "agency_kind": AgencyKind.LAW_ENFORCEMENT}, False),
            ({"county": None, "role": Role.OBSERVER, "agency_kind": AgencyKind.EVALUATOR}, False),
        ],
    )
    def test_who_answers_for_no_county_finds_no_request(self, coordinator, described, sees_board):
        RequestFactory(slug="fresno", to=["kern"])
        RequestFactory(posted_by=coordinator, to=["fresno"])
        desk = queries.desk(person(**described))
        assert (desk.reaching, desk.own, desk.sees_board) == (None, None, sees_board)

    def test_each_county_stands_with_the_role_and_todays_cohort(self, coordinator):
        MembershipFactory(user=coordinator, county=County.objects.get(slug="inyo"), role=Role.BACKUP)
        CountyTag.objects.filter(county__slug="inyo", tag__kind=Tag.Kind.COHORT).delete()
        found = {str(each.county): (each.role, str(each.cohort)) for each in queries.desk(coordinator).counties}
        assert found == {
            "Kern County": ("County coordinator", "Central cohort"),
            "Inyo County": ("Backup coordinator", "None"),
        }

    def test_a_statewide_role_names_its_organisation(self, db):
        desk = queries.desk(person(county=None, role=Role.STAFF, organisation="CFPIC"))
        assert (desk.counties, desk.statewide) == ((), ("PACT staff, CFPIC",))

    def test_the_next_convening_comes_before_the_latest(self, coordinator):
        today = timezone.localdate()
        past = ConveningFactory(first_day=today - datetime.timedelta(days=30))
        desk = queries.desk(coordinator)
        assert (desk.next_convening, desk.latest_convening) == (None, past)
        ahead = ConveningFactory(first_day=today + datetime.timedelta(days=30))
        desk = queries.desk(coordinator)
        assert (desk.next_convening, desk.latest_convening) == (ahead, None)

    def test_the_newest_unread_notices_are_named_and_all_are_counted(self, coordinator):
        told = [RequestFactory(slug="fresno", to=["kern"]) for _ in range(queries.NOTICES_ON_DESK + 1)]
        for request in told:
            notify(REACHES_YOU, [coordinator], request.reference)
        desk = queries.desk(coordinator)
        assert desk.unread == queries.NOTICES_ON_DESK + 1
        newest = [request.reference for request in told[:0:-1]]
        assert [notice.url for notice in desk.notices] == [f"/requests/{reference}/" for reference in newest]

    def test_notices_of_what_is_out_of_sight_by_now_are_not_named(self, coordinator):
        notify(REACHES_YOU, [coordinator], RequestFactory(slug="fresno", to=["tulare"]).reference)
        assert queries.desk(coordinator).notices == ()

    @pytest.mark.parametrize("rows", [1, 3])
    def test_it_costs_the_same_with_one_row_and_with_three(self, coordinator, django_assert_num_queries, rows):
        for _ in range(rows):
            notify(REACHES_YOU, [coordinator], RequestFactory(slug="fresno", to=["kern"]).reference)
            RequestFactory(posted_by=coordinator, to=["fresno"])
            ConveningFactory()
        with django_assert_num_queries(DESK):
            desk = queries.desk(coordinator)
        assert (len(desk.reaching), len(desk.own), len(desk.notices)) == (rows, rows, rows)


class TestCountyPage:
    def test_the_public_sees_the_countys_facts_and_nobodys_name(self, coordinator, backup):
        listing()
        RequestFactory(posted_by=coordinator, to=["fresno"])
        page = queries.county_page(NOBODY, "kern")
        assert (page.county.seat, str(page.cohort), page.listings) == ("Bakersfield", "Central cohort", 1)
        assert (page.contacts, page.after_hours_line, page.requests) == (None, None, None)

    def test_a_member_sees_whom_to_call_coordinators_first(self, coordinator, backup, others):
        page = queries.county_page(person(county="fresno", role=Role.MEMBER), "kern")
        assert page.contacts == (
            queries.Contact("Kern", "Ana Ortiz", "County coordinator", "555-0111", "ana@kern.example"),
            queries.Contact("Kern", "Bo Abel", "Backup coordinator", "555-0112", "bo@kern.example"),
        )
        assert page.after_hours_line == "555-0199"

    def test_open_requests_are_for_those_with_the_board(self, coordinator):
        request = RequestFactory(posted_by=coordinator, to=["fresno"])
        assert references(queries.county_page(person(county="tulare"), "kern").requests) == [request.reference]
        deputy = person(county="kern", role=Role.MEMBER, agency_kind=AgencyKind.LAW_ENFORCEMENT)
        observer = person(county=None, role=Role.OBSERVER, agency_kind=AgencyKind.EVALUATOR)
        for reader in (deputy, observer):
            assert queries.county_page(reader, "kern").requests is None

    def test_a_small_countys_request_is_listed_for_its_own_people_alone(self, db):
        author = person(county="alpine")
        request = RequestFactory(slug="alpine", posted_by=author, to=["fresno"])
        assert references(queries.county_page(author, "alpine").requests) == [request.reference]
        for reader in (person(county="fresno"), person(county="tulare"), person(county=None, role=Role.STAFF)):
            assert references(queries.county_page(reader, "alpine").requests) == []

    def test_dated_sets_are_listed_and_the_cohort_is_not_among_them(self, kern):
        TagFactory(name="Made-up pilot", kind=Tag.Kind.PILOT, counties=["kern"])
        names = [str(each.tag) for each in queries.county_page(NOBODY, "kern").tags]
        assert "Made-up pilot" in names
        assert "Central cohort" not in names

    def test_neighbors_stand_nearest_first(self, db):
        miles = [each.miles for each in queries.county_page(NOBODY, "kern").neighbors]
        assert miles == sorted(miles)
        assert len(miles) == 8

    def test_an_unknown_county_is_refused(self, db):
        with pytest.raises(County.DoesNotExist):
            queries.county_page(NOBODY, "atlantis")

    @pytest.mark.parametrize("rows", [1, 3])
    def test_it_costs_the_same_with_one_row_and_with_three(self, kern, django_assert_num_queries, rows):
        reader = person(county="fresno")
        for _ in range(rows):
            listing()
            RequestFactory(posted_by=person(county="kern"), to=["fresno"])
            TagFactory(counties=["kern"])
        with django_assert_num_queries(COUNTY_FOR_A_MEMBER):
            page = queries.county_page(reader, "kern")
        assert (page.listings, len(page.contacts), len(page.requests)) == (rows, rows, rows)
        with django_assert_num_queries(COUNTY_FOR_THE_PUBLIC):
            queries.county_page(NOBODY, "kern")


class TestCohortPage:
    def test_people_are_for_members(self, coordinator, backup):
        assert queries.cohort_page(NOBODY, "central").contacts is None
        names = [each.name for each in queries.cohort_page(person(county="modoc"), "central").contacts]
        assert names == ["Ana Ortiz", "Bo Abel"]

    def test_a_county_that_moved_stands_in_its_new_cohort_with_its_people(self, coordinator):
        row = CountyTag.objects.get(county__slug="kern", tag__kind=Tag.Kind.COHORT)
        row.tag = Tag.objects.get(kind=Tag.Kind.COHORT, slug="southern")
        row.save()
        reader = person(county="modoc")
        central, southern = (queries.cohort_page(reader, slug) for slug in ("central", "southern"))
        assert "Kern" not in [each.name for each in central.cohort.counties]
        assert "Kern" in [each.name for each in southern.cohort.counties]
        assert ([each.name for each in central.contacts], [each.name for each in southern.contacts]) == (
            [],
            ["Ana Ortiz"],
        )

    def test_its_people_are_those_of_its_counties(self, db):
        page = queries.cohort_page(NOBODY, "southern")
        assert page.population == sum(county.population for county in page.cohort.counties)
        assert len(page.cohort.counties) == 6

    def test_an_unknown_cohort_is_refused(self, db):
        with pytest.raises(Tag.DoesNotExist):
            queries.cohort_page(NOBODY, "western")

    @pytest.mark.parametrize("people", [1, 3])
    def test_it_costs_the_same_with_one_person_and_with_three(self, kern, django_assert_num_queries, people):
        reader = person(county="modoc")
        for _ in range(people):
            person(county="kern")
        with django_assert_num_queries(COHORT):
            page = queries.cohort_page(reader, "central")
        assert len(page.contacts) == people


def test_the_four_cohorts_hold_all_counties(db, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = queries.cohorts()
    assert len(found) == 4
    assert sum(len(each.counties) for each in found) == 58


# SQL queries, whatever the number of rows.
DESK = 25
COUNTY_FOR_A_MEMBER = 25
COUNTY_FOR_THE_PUBLIC = 13
COHORT = 4
