"""Adding and changing listings, by whatever way: who may, what is refused, what is kept of what was typed."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from portal.accounts.factories import person
from portal.accounts.roles import Role
from portal.audit.models import AuditRow
from portal.guard import GuardRefused
from resources import actions, terms
from resources.factories import county, listing
from resources.factories import terms as some
from resources.models import AddressVisibility, Listing, Status
from search import Tier
from search.engines.database import database_engine
from tests.resources.searching import names, page_of

pytestmark = pytest.mark.django_db
YESTERDAY = datetime.timedelta(days=1)


def new(**changes):
    kern = county("kern")
    filled = {
        "kind": "placement",
        "name": "Lupine House",
        "operator": "Made-up Services",
        "status": Status.LIVE,
        "county": kern,
        "owner_county": kern,
        "types": some("placement", "strtp"),
    }
    return {**filled, **changes}


def errors(changes, *, of=None, by=None, **options):
    with pytest.raises(ValidationError) as refused:
        actions.save_listing(of or Listing(), changes, by=by or person(), **options)
    return refused.value.message_dict


def facts(act):
    return [row.facts for row in AuditRow.objects.filter(act=act)]


def tiers_found(made):
    return {tier for kind, pk, tier, *_ in database_engine().stand() if pk == str(made.pk)}


def test_a_new_listing_is_found_at_once_and_on_record():
    keeper = person()
    made = actions.save_listing(Listing(), new(counties_served=[county("inyo")]), by=keeper)
    assert names(keeper, "q=lupine&county=inyo") == ["Lupine House"]
    assert list(made.types.all()) == some("placement", "strtp")
    assert AuditRow.objects.filter(act="listing.added").count() == 1


def test_only_what_changes_is_written_and_named_on_record():
    made, keeper = listing(hours="Days", related={"types": some("placement", "strtp")}), person()
    actions.save_listing(made, {"name": "Renamed", "hours": "Days", "languages": some("language", "asl")}, by=keeper)
    assert names(keeper, "q=renamed") == ["Renamed"]
    assert facts("listing.edited") == [{"status": "live", "fields": ["languages", "name"]}]


def test_nothing_changed_is_nothing_written():
    made = listing(related={"types": some("placement", "strtp")})
    version = Listing.objects.get(pk=made.pk).version
    actions.save_listing(made, {"name": made.name, "types": some("placement", "strtp")}, by=person())
    assert (Listing.objects.get(pk=made.pk).version, facts("listing.edited")) == (version, [])


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ({"role": Role.COORDINATOR}, True),
        ({"role": Role.BACKUP}, True),
        ({"county": None, "role": Role.STAFF}, True),
        ({"role": Role.PLACING_WORKER}, False),
        ({"role": Role.MEMBER}, False),
        ({"county": "inyo", "role": Role.COORDINATOR}, False),
    ],
)
def test_the_keeping_county_and_staff_may_and_nobody_else(who, may):
    made = listing(related={"types": some("placement", "strtp")})
    if may:
        assert actions.save_listing(made, {"hours": "Always"}, by=person(**who)).hours == "Always"
    else:
        with pytest.raises(PermissionDenied, match="Kern County keeps this listing"):
            actions.save_listing(made, {"hours": "Always"}, by=person(**who))


def test_a_county_can_neither_take_nor_give_away_a_listing():
    made = listing(related={"types": some("placement", "strtp")})
    for keeper in (person(), person(county="inyo")):
        with pytest.raises(PermissionDenied):
            actions.save_listing(made, {"owner_county": county("inyo")}, by=keeper)
    staff = person(county=None, role=Role.STAFF)
    assert actions.save_listing(made, {"owner_county": county("inyo")}, by=staff).owner_county == county("inyo")


@pytest.mark.parametrize(
    ("changes", "field", "refusal"),
    [
        ({"types": ["silp"]}, "types", "A family's home is never listed."),
        ({"types": []}, "types", "at least one type"),
        ({"minimum_age": 17, "maximum_age": 12}, "__all__", "The highest age is below the lowest one."),
        ({"city": "12 Elm Street"}, "city", "Give the city alone"),
        ({"website": "javascript:alert(1)"}, "website", "Enter a valid URL."),
        ({"name": ""}, "name", "This field cannot be blank."),
        ({"kind": "service"}, "types", "doesn't belong here"),
        ({"license_capacity": 0}, "license_capacity", "leave it empty"),
        ({"address_authorised_by": "A director"}, "__all__", "Give both, or neither."),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(changes, field, refusal):
    changes = new(**changes)
    changes["types"] = [
        each for code in changes["types"] for each in (some("placement", code) if isinstance(code, str) else [code])
    ]
    assert refusal in " ".join(errors(changes)[field])
    assert Listing.objects.count() == 0


def test_a_term_that_has_ended_stays_where_it_was_and_is_offered_nowhere_else():
    girls, boys = some("population", "girls", "boys")
    made = listing(related={"types": some("placement", "strtp"), "populations": [girls]})
    girls.valid_to = timezone.localdate() - YESTERDAY
    girls.save()
    assert girls in terms.offered("populations", made)
    assert girls not in terms.offered("populations")
    actions.save_listing(made, {"populations": [girls, boys]}, by=person())
    assert "is not in use today" in errors(new(populations=[girls]))["populations"][0]


@pytest.mark.parametrize("field", ["description", "referral_steps", "internal_note", "hours", "presumptive_transfer"])
def test_a_text_that_could_point_to_a_child_is_not_stored(field):
    with pytest.raises(GuardRefused) as refused:
        actions.save_listing(Listing(), new(**{field: "Born 3/14/2010"}), by=person())
    assert refused.value.field == f"resources.listing.{field}"
    assert Listing.objects.count() == 0


def test_a_text_that_was_there_before_is_not_asked_about_again():
    made = listing(description="Born 3/14/2010", related={"types": some("placement", "strtp")})
    assert actions.save_listing(made, {"hours": "Always"}, by=person()).hours == "Always"


def test_who_saves_an_older_version_learns_of_the_newer_one():
    made, keeper = listing(related={"types": some("placement", "strtp")}), person()
    seen = Listing.objects.get(pk=made.pk).version
    actions.save_listing(made, {"hours": "Always"}, by=keeper, seen_version=seen)
    with pytest.raises(actions.EditedMeanwhile) as refused:
        actions.save_listing(made, {"hours": "Never"}, by=keeper, seen_version=seen)
    assert refused.value.current.hours == "Always"


def test_a_count_in_between_does_not_stand_in_the_way_of_an_edit():
    made, keeper = listing(related={"types": some("placement", "strtp")}), person()
    prepared = actions.prepare_listing(made, {"hours": "Always"}, by=keeper, seen_version=made.version)
    actions.count_beds(made, by=keeper, total=6, occupied=3)
    assert actions.write_listing(prepared).hours == "Always"
    card = page_of(keeper, "availability=capacity").cards[0]
    assert (card.name, card.counts[0].available) == (made.name, 3)


def test_two_prepared_changes_of_one_version_are_not_both_written():
    made, keeper = listing(related={"types": some("placement", "strtp")}), person()
    first, second = (actions.prepare_listing(made, {"hours": hours}, by=keeper) for hours in ("Days", "Nights"))
    actions.write_listing(first)
    with pytest.raises(actions.EditedMeanwhile):
        actions.write_listing(second)
    assert Listing.objects.get(pk=made.pk).hours == "Days"


@pytest.mark.parametrize(
    ("before", "changes"),
    [
        ({"is_confidential": True}, {"is_confidential": False}),
        ({"status": Status.SUSPENDED}, {"status": Status.LIVE}),
        ({"status": Status.DRAFT}, {"status": Status.LIVE}),
        ({"address_visibility": AddressVisibility.NEVER}, {"address_visibility": AddressVisibility.PLACING}),
        ({"address_visibility": AddressVisibility.PLACING}, {"address_visibility": AddressVisibility.PUBLIC}),
    ],
)
def test_an_import_never_shows_anybody_more_than_before(before, changes):
    made = listing(related={"types": some("placement", "strtp")}, **before)
    assert "Nobody may see more" in errors(changes, of=made, may_widen=False)["is_confidential"][0]
    back = {name: before[name] for name in changes}
    actions.save_listing(made, changes, by=person())
    actions.save_listing(made, back, by=person(), may_widen=False)


@pytest.mark.parametrize(
    ("changes", "left"),
    [
        ({"is_confidential": True}, {Tier.MEMBER, Tier.PLACING}),
        ({"status": Status.SUSPENDED}, set()),
    ],
)
def test_what_becomes_less_visible_is_gone_from_the_index_at_once(changes, left):
    made = listing(related={"types": some("placement", "strtp")})
    assert tiers_found(made) == set(Tier)
    actions.save_listing(made, changes, by=person())
    assert tiers_found(made) == left
