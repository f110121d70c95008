"""Call lists: one tap keeps one word, for a day, for one person.

It is over 300 lines: every verb is told with who may, who may not, and twice at once.
"""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils import timezone

from portal.accounts.factories import person
from portal.accounts.roles import Role
from portal.audit.models import AuditRow
from portal.notify.models import Notification
from portal.notify.queries import inbox
from resources.factories import listing
from resources.models import Availability, Call, CallList, Heard, Listing, Result, Source, Status
from resources.worklists import actions, queries
from resources.worklists.actions.calls import MOST_LISTS
from resources.worklists.forms import ResultForm
from tests.resources.worklists.conftest import BY_SCRIPT, HOUR
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
PACIFIC = ZoneInfo("America/Los_Angeles")


def start(user, listings, source=Source.SHORTLIST):
    return actions.start_calls(user, [each.pk for each in listings], source)


@pytest.fixture
def calls(worker, three):
    return start(worker, three)


@pytest.fixture
def first(calls):
    return calls.calls.first()


# --- Starting


def test_a_list_has_the_listings_in_their_order(worker, three):
    page = queries.call_page(worker, start(worker, [three[1], three[0]]).pk)
    assert [row.entry.card.name for row in page.rows] == ["Birch House", "Aspen House"]
    assert page.called == 0


def test_starting_twice_leads_to_the_same_list_with_what_was_noted(worker, three, calls, first):
    actions.note_result(worker, first.pk, Result.FULL)
    assert start(worker, three) == calls
    assert start(worker, three[:2]) != calls


def test_nothing_to_call_is_refused(worker):
    hidden = listing(status=Status.SUSPENDED)
    with pytest.raises(actions.ListFull, match="There is nothing to call here"):
        start(worker, [hidden])
    assert CallList.objects.count() == 0


def test_more_lists_than_a_night_has_hours_are_refused(worker):
    for _ in range(MOST_LISTS):
        start(worker, [listing()])
    with pytest.raises(actions.ListFull, match="You have 10 call lists"):
        start(worker, [listing()])


def test_a_search_gives_its_first_hits(at_work, worker, three):
    answer = at_work.post(reverse("resources:start_calls"), {"source": "search", "address": "q=cedar&page=3"})
    page = queries.call_page(worker, CallList.objects.get().pk)
    assert answer.url == reverse("resources:call_list", args=[page.calls.pk])
    assert [row.entry.card.name for row in page.rows] == ["Cedar House"]


def test_a_search_gives_twenty_at_most(at_work):
    for _ in range(21):
        listing(name="Same House")
    at_work.post(reverse("resources:start_calls"), {"source": "search", "address": "q=house"})
    assert Call.objects.count() == 20


def test_the_shortlist_gives_all_of_it(at_work, worker, three):
    for each in reversed(three):
        actions.keep(worker, each.pk)
    at_work.post(reverse("resources:start_calls"), {"source": "shortlist"})
    page = queries.call_page(worker, CallList.objects.get().pk)
    assert [row.entry.card.name for row in page.rows] == ["Cedar House", "Birch House", "Aspen House"]


@pytest.mark.parametrize("posted", [{}, {"source": "elsewhere"}, {"source": "search", "address": "q=" + "x" * 4000}])
def test_a_search_that_can_not_be_read_is_refused_in_a_sentence(at_work, posted):
    page = at_work.post(reverse("resources:start_calls"), posted, follow=True).content.decode()
    assert "That search could not be read." in page


def test_no_words_of_the_search_are_kept(at_work, three):
    at_work.post(reverse("resources:start_calls"), {"source": "search", "address": "q=house"})
    assert [field.name for field in CallList._meta.fields] == ["id", "owner", "source", "made_at", "touched_at"]


def test_there_is_no_field_for_text():
    texts = [
        field.name
        for model in (CallList, Call, Heard)
        for field in model._meta.fields
        if isinstance(field, models.TextField) or (isinstance(field, models.CharField) and not field.choices)
    ]
    assert texts == []


# --- Tapping


@pytest.mark.parametrize("result", list(Result))
def test_a_tap_keeps_the_result_and_the_time(worker, first, result):
    before = timezone.now()
    call = actions.note_result(worker, first.pk, result)
    assert call.result == result
    assert before <= call.called_at <= timezone.now()


def test_a_second_tap_on_the_same_result_keeps_the_first_time(worker, first):
    once = actions.note_result(worker, first.pk, Result.FULL)
    assert actions.note_result(worker, first.pk, Result.FULL).called_at == once.called_at


def test_another_result_replaces_the_first_and_none_takes_it_back(worker, first):
    actions.note_result(worker, first.pk, Result.NO_ANSWER)
    assert actions.note_result(worker, first.pk, Result.HAS_BED).result == "has-bed"
    call = actions.note_result(worker, first.pk, None)
    assert (call.result, call.called_at, call.call_back_at) == ("", None, None)


def test_two_tabs_both_write_and_the_last_tap_holds(worker, calls):
    one, two, _ = calls.calls.all()
    actions.note_result(worker, one.pk, Result.FULL)
    actions.note_result(worker, two.pk, Result.NO_ANSWER)
    actions.note_result(worker, one.pk, Result.HAS_BED)
    results = [row.call.result for row in queries.call_page(worker, calls.pk).rows]
    assert results == ["has-bed", "no-answer", ""]


def test_a_time_to_call_back_goes_with_that_result_alone(worker, first):
    later = timezone.now() + HOUR
    assert actions.note_result(worker, first.pk, Result.CALL_BACK, call_back_at=later).call_back_at == later
    assert actions.note_result(worker, first.pk, Result.FULL, call_back_at=later).call_back_at is None


@pytest.mark.parametrize(
    ("when", "now", "due"),
    [
        ("30", (2026, 3, 3, 23, 0), (2026, 3, 3, 23, 30)),
        ("120", (2026, 3, 3, 23, 0), (2026, 3, 4, 1, 0)),
        ("morning", (2026, 3, 3, 23, 0), (2026, 3, 4, 8, 0)),
        ("morning", (2026, 3, 4, 7, 59), (2026, 3, 4, 8, 0)),
        ("morning", (2026, 3, 4, 8, 0), (2026, 3, 5, 8, 0)),
        ("morning", (2026, 3, 7, 23, 0), (2026, 3, 8, 8, 0)),  # clocks go forward in that night
    ],
)
def test_when_a_call_is_due_is_pacific_time(when, now, due):
    form = ResultForm({"result": "call-back", "when": when})
    assert form.is_valid()
    moment = datetime.datetime(*now, tzinfo=PACIFIC).astimezone(datetime.UTC)
    assert form.call_back_at(moment).astimezone(PACIFIC) == datetime.datetime(*due, tzinfo=PACIFIC)


def test_the_database_keeps_results_and_times_together(first):
    for broken in ({"result": "full"}, {"called_at": timezone.now()}, {"call_back_at": timezone.now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Call.objects.filter(pk=first.pk).update(**broken)


def test_a_tap_by_a_form_leads_back_to_the_listing(at_work, calls, first):
    answer = at_work.post(reverse("resources:note_result", args=[first.pk]), {"result": "full"})
    assert answer.url == f"/directory/calls/{calls.pk}/#call-{first.pk}"


def test_a_tap_by_a_script_gets_the_listing_drawn_anew(at_work, first):
    address = reverse("resources:note_result", args=[first.pk])
    answer = at_work.post(address, {"result": "call-back", "when": "60"}, **BY_SCRIPT).json()
    assert answer["said"] == "Saved."
    assert "<strong>Maybe: call back</strong>" in answer["html"]
    assert "due <time" in answer["html"]


@pytest.mark.parametrize("posted", [{"result": "perhaps"}, {"result": "call-back", "when": "tomorrow"}])
def test_what_is_no_result_is_refused_in_a_sentence(at_work, first, posted):
    answer = at_work.post(reverse("resources:note_result", args=[first.pk]), posted, **BY_SCRIPT)
    assert answer.status_code == 409
    assert answer.json()["said"].startswith("That is not a result that can be kept.")
    first.refresh_from_db()
    assert first.result == ""


def test_after_the_session_nothing_is_lost_and_the_way_back_is_told(client, at_work, calls, first):
    at_work.post(reverse("resources:note_result", args=[first.pk]), {"result": "full"})
    client.logout()
    address = reverse("resources:note_result", args=[calls.calls.last().pk])
    answer = client.post(address, {"result": "full"}, headers={"accept": "application/json"})
    assert (answer.status_code, sorted(answer.json())) == (401, ["detail", "url"])
    assert Call.objects.exclude(result="").count() == 1


# --- Whose it is, and how long


def test_nobody_else_sees_or_touches_a_list(client, calls, first, member):
    for stranger in (member, person(county=None, role=Role.STAFF), person(role=Role.COORDINATOR)):
        sign_in(client, stranger)
        assert queries.call_lists(stranger) == []
        assert client.get(reverse("resources:call_list", args=[calls.pk])).status_code == 404
        assert client.post(reverse("resources:note_result", args=[first.pk]), {"result": "full"}).status_code == 404
        assert client.post(reverse("resources:tell_keepers", args=[first.pk])).status_code == 404
        client.post(reverse("resources:throw_away_calls", args=[calls.pk]))
    assert CallList.objects.filter(pk=calls.pk).exists()
    first.refresh_from_db()
    assert first.result == ""


def test_a_list_is_over_a_day_after_its_last_touch_even_before_it_is_deleted(worker, calls, first):
    CallList.objects.update(touched_at=timezone.now() - DAY)
    assert queries.call_lists(worker) == []
    with pytest.raises(CallList.DoesNotExist):
        queries.call_page(worker, calls.pk)
    with pytest.raises(Call.DoesNotExist):
        actions.note_result(worker, first.pk, Result.FULL)


def test_a_tap_keeps_the_list_for_another_day_and_opening_it_does_not(at_work, worker, calls, first):
    long_ago = timezone.now() - DAY + HOUR
    CallList.objects.update(touched_at=long_ago)
    at_work.get(reverse("resources:call_list", args=[calls.pk]))
    assert CallList.objects.get().touched_at == long_ago
    actions.note_result(worker, first.pk, Result.FULL)
    assert CallList.objects.get().touched_at > long_ago


def test_what_is_over_is_really_deleted(worker, calls, three):
    other = start(worker, three[:1])
    CallList.objects.filter(pk=calls.pk).update(touched_at=timezone.now() - DAY)
    actions.forget_calls()
    actions.forget_calls()
    assert list(CallList.objects.values_list("pk", flat=True)) == [other.pk]
    assert Call.objects.count() == 1


def test_a_list_can_be_thrown_away_at_once(at_work, calls):
    page = at_work.post(reverse("resources:throw_away_calls", args=[calls.pk]), follow=True).content.decode()
    assert "The call list is deleted." in page
    assert Call.objects.count() == 0


def test_a_listing_that_is_hidden_is_gone_from_the_list(at_work, worker, calls, first, three):
    Listing.objects.filter(pk=three[0].pk).update(status=Status.SUSPENDED)
    page = queries.call_page(worker, calls.pk)
    assert [row.entry.card.name for row in page.rows] == ["Birch House", "Cedar House"]
    assert at_work.post(reverse("resources:note_result", args=[first.pk]), {"result": "full"}).status_code == 404


def test_a_member_is_not_told_how_to_reach_a_confidential_listing(client, member):
    secret = listing(is_confidential=True, phone="555-0177", referral_steps="Ask the duty line", counted=HOUR)
    made = start(member, [secret])
    sign_in(client, member)
    page = client.get(reverse("resources:call_list", args=[made.pk])).content.decode()
    assert "555-0177" not in page
    assert "duty line" not in page
    assert "Placing roles see how to reach it" in page


def test_the_page_has_the_number_to_press_the_steps_and_what_to_ask(at_work, worker):
    made = listing(phone="(661) 555-0101", referral_steps="Ask for intake", counted=datetime.timedelta(days=90))
    page = at_work.get(reverse("resources:call_list", args=[start(worker, [made]).pk])).content.decode()
    assert 'href="tel:6615550101"' in page
    assert "Ask for intake" in page
    assert "The last count is too old, or there is none." in page


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_takes_the_same_queries_for_one_listing_and_for_three(rows, worker, three, django_assert_num_queries):
    made = start(worker, three[:rows])
    with django_assert_num_queries(15):
        assert len(queries.call_page(worker, made.pk).rows) == rows
    with django_assert_num_queries(1):
        queries.call_lists(worker)


# --- Telling the keepers


@pytest.fixture
def keeper(db):
    return person(role=Role.COORDINATOR)


def told(user):
    return [(row.kind, row.ref) for row in Notification.objects.filter(user=user)]


def title(user):
    return [item.title for item in inbox(user).items]


def test_those_who_keep_a_listing_are_told_and_its_count_stays(worker, keeper, first, three):
    counts = list(Availability.objects.filter(listing=three[0]).values_list("pk", flat=True))
    call = actions.note_result(worker, first.pk, Result.FULL)
    actions.tell_keepers(worker, first.pk)
    heard = Heard.objects.get()
    assert (heard.listing, heard.result, heard.heard_at) == (three[0], "full", call.called_at)
    assert told(keeper) == [("listing.heard", f"heard:{heard.pk}")]
    at = timezone.localtime(call.called_at)
    hour = f"{at:%b} {at.day}, {at:%I:%M}".replace(" 0", " ") + (" a.m." if at.hour < 12 else " p.m.")
    assert title(keeper) == [f"Aspen House: a colleague heard on {hour} Pacific that it is full"]
    assert list(Availability.objects.filter(listing=three[0]).values_list("pk", flat=True)) == counts


def test_a_second_press_tells_nobody_again(worker, keeper, first):
    actions.note_result(worker, first.pk, Result.HAS_BED)
    for _ in range(2):
        actions.tell_keepers(worker, first.pk)
    assert Heard.objects.count() == 1
    assert len(told(keeper)) == 1


@pytest.mark.parametrize("result", [None, Result.NO_ANSWER, Result.LEFT_MESSAGE, Result.NOT_A_FIT, Result.CALL_BACK])
def test_only_news_of_room_can_be_told(worker, keeper, first, result):
    actions.note_result(worker, first.pk, result)
    with pytest.raises(Call.DoesNotExist):
        actions.tell_keepers(worker, first.pk)
    assert told(keeper) == []


def test_who_told_is_on_record_and_not_in_what_is_told(worker, keeper, first, three):
    actions.note_result(worker, first.pk, Result.FULL)
    actions.tell_keepers(worker, first.pk)
    row = AuditRow.objects.get(act="listing.heard")
    assert (row.subject, row.actor_id, row.facts) == (
        f"resources.listing:{three[0].pk}",
        worker.pk,
        {"result": "full"},
    )
    assert str(worker) not in " ".join(title(keeper))


def test_of_a_confidential_listing_a_mail_has_no_name(worker, keeper):
    secret = listing(name="Quiet Place", is_confidential=True)
    call = start(worker, [secret]).calls.get()
    actions.note_result(worker, call.pk, Result.FULL)
    actions.tell_keepers(worker, call.pk)
    assert "Quiet Place" not in title(keeper)[0]
    assert title(keeper)[0].startswith("A confidential listing: a colleague heard")


def test_a_keeper_is_led_to_the_listing_and_it_counts_as_read(client, worker, keeper, first, three):
    actions.note_result(worker, first.pk, Result.FULL)
    actions.tell_keepers(worker, first.pk)
    address = reverse("resources:heard", args=[Heard.objects.get().pk])
    sign_in(client, worker)
    assert client.get(address).status_code == 404
    sign_in(client, keeper)
    assert client.get(address).url == reverse("resources:listing", args=[three[0].pk])
    assert Notification.objects.get(user=keeper).read_at is not None


def test_who_no_longer_keeps_the_listing_reads_nothing_of_it(worker, keeper, first):
    actions.note_result(worker, first.pk, Result.FULL)
    actions.tell_keepers(worker, first.pk)
    keeper.memberships.update(role=Role.MEMBER)
    assert title(keeper) == []


def test_telling_by_the_page(at_work, keeper, first):
    at_work.post(reverse("resources:note_result", args=[first.pk]), {"result": "has-bed"})
    answer = at_work.post(reverse("resources:tell_keepers", args=[first.pk]), **BY_SCRIPT).json()
    assert "Kern County was told." in answer["html"]
    assert len(told(keeper)) == 1
