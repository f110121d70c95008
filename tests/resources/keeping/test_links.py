"""Behind a signed link: no sign-in, nothing changed by opening, nothing restricted shown, and every way it ends.

It is over 300 lines: each way a link can end or be abused is a promise of its own.
"""

import datetime
import re

import pytest
from django.core import mail, signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.factories import person
from resources.actions import count_beds, save_listing
from resources.factories import county, listing, terms
from resources.keeping import links
from resources.keeping.actions import ask_for_link, end_delegation
from resources.keeping.views.links import ASKS_AN_HOUR, PRESSES_AN_HOUR
from resources.models import Availability, Confirmation, Delegate, Listing, Proposal
from tests.resources.keeping.conftest import HOUR, delegate_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def strict():
    """A browser without cookies, under the full check against forged forms."""
    return Client(enforce_csrf_checks=True)


def address(delegate):
    return reverse("resources:keeping:link", args=[links.token_for(delegate)])


def hidden(page, name):
    """What a page's form sends along under a name; the first of them."""
    return re.search(rf'name="{name}"\s+value="([^"]*)"', page.content.decode())[1]


def seen_of(page):
    return re.search(r'name="seen"\s+value="([^"]*\.[^"]*)"', page.content.decode())[1]


def press(client, act, delegate, /, **data):
    return client.post(reverse(f"resources:keeping:link_{act}"), {"token": links.token_for(delegate), **data})


def test_opening_changes_nothing_however_often(client, made, delegate):
    made.refresh_from_db()
    before = made.version
    for _ in range(3):
        assert client.get(address(delegate)).status_code == 200
    made.refresh_from_db()
    assert (made.version, Availability.objects.count(), Confirmation.objects.count()) == (before, 1, 0)
    assert client.head(address(delegate)).status_code == 200


def test_no_page_of_it_is_cached_found_or_told_to_others(client, delegate):
    pages = [
        client.get(address(delegate)),
        client.get("/directory/keeping/link/wrong/"),
        press(client, "right", delegate),
    ]
    pages.append(client.get(reverse("resources:keeping:new_link")))
    for page in pages:
        assert "no-store" in page["Cache-Control"]
        assert (page["Referrer-Policy"], page["X-Robots-Tag"]) == ("no-referrer", "noindex, nofollow")


def test_still_right_takes_one_press_without_cookies(strict, made, delegate):
    page = strict.get(address(delegate))
    done = press(strict, "right", delegate, seen=seen_of(page))
    assert done.status_code == 302
    assert Confirmation.objects.get().delegate == delegate
    assert Availability.objects.first().counted_by_name == "Sam Rivera"
    assert (
        "Sam Rivera said 1 minute ago that text and contacts are right."
        in strict.get(address(delegate)).content.decode()
    )


def test_still_right_sent_twice_is_one(client, made, delegate):
    seen = seen_of(client.get(address(delegate)))
    for _ in range(2):
        press(client, "right", delegate, seen=seen)
    assert (Confirmation.objects.count(), Availability.objects.count()) == (1, 2)


def test_a_count_is_saved_shown_and_can_be_corrected_while_the_link_lives(client, made, delegate):
    first = str(made.counts.get().pk)
    assert press(client, "count", delegate, open="1", total="6", seen=first).status_code == 302
    page = client.get(address(delegate)).content.decode()
    assert "1 of 6 beds open, counted 1 minute ago by its provider (Sam Rivera)." in " ".join(page.split())
    press(client, "count", delegate, open="3", total="6", seen=str(made.counts.first().pk))
    assert [count.available for count in made.counts.all()] == [3, 1, 2]


def test_without_a_script_the_buttons_change_the_number_and_save_nothing(client, made, delegate):
    page = press(client, "count", delegate, open="2", total="6", step="1", seen="1")
    assert (page.status_code, made.counts.count()) == (200, 1)
    text = " ".join(page.content.decode().split())
    assert "The number below is not saved yet. Press Save." in text
    assert re.search(r'name="open" id="[^"]+" value="3"', text)


@pytest.mark.parametrize(
    ("number", "step", "shown"), [("6", "1", "6"), ("0", "-1", "0"), ("", "1", "1"), ("x", "1", "1")]
)
def test_the_buttons_stay_within_what_there_is(client, made, delegate, number, step, shown):
    page = press(client, "count", delegate, open=number, total="6", step=step)
    assert re.search(rf'name="open"\s+id="[^"]+"\s+value="{shown}"', page.content.decode())


def test_each_group_has_a_form_of_its_own(client, made, delegate):
    girls, boys = terms("population", "girls", "boys")
    made.populations.add(girls, boys)
    page = press(client, "count", delegate, population=str(girls.pk), open="1", total="2")
    assert page.status_code == 302
    assert made.counts.first().population == girls
    text = client.get(address(delegate)).content.decode()
    assert text.count("data-count") == 3  # everyone, girls, and boys that nobody counted yet


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"open": "7", "total": "6"}, "7 open are more than 6 in all"),
        ({"open": "2"}, "Write both"),
        ({}, "Write how many are open"),
        ({"open": "-1", "total": "6"}, "below 0"),
        ({"open": "x", "total": "6"}, "Write a whole number."),
        ({"open": "1", "total": "9999999"}, "At most 999"),
        ({"open": "1", "total": "2", "population": "999999"}, ""),
        ({"open": "1", "total": "2", "seen": "x" * 50}, ""),
        ({"status": "nonsense"}, ""),
    ],
)
def test_a_count_that_cannot_be_is_refused_and_what_was_typed_stays(client, made, delegate, data, says):
    page = press(client, "count", delegate, **({"seen": str(made.counts.get().pk)} | data))
    assert (page.status_code, made.counts.count()) == (422, 1)
    assert says in page.content.decode()


def test_a_count_that_the_county_overtook_is_shown_first(client, made, keeper, delegate):
    seen = str(made.counts.get().pk)
    count_beds(made, by=keeper, total=6, occupied=6)
    page = press(client, "count", delegate, open="1", total="6", seen=seen)
    assert "Ana Ortiz said “0 of 6” while this page was open" in page.content.decode()
    press(client, "count", delegate, open="1", total="6", seen=hidden(page, "seen"))
    assert made.counts.first().available == 1


CANARIES = {
    "referral_steps": "canaryreferral",
    "hours": "canaryhours",
    "email": "canary@mail.example",
    "address": "canaryaddress",
    "license_number": "canarylicense",
    "internal_note": "canarynote",
    "training_evidence": "canarytraining",
}
PUBLIC = {"description": "plaindescription", "phone": "(661) 555-0177"}


@pytest.mark.parametrize("confidential", [False, True])
def test_neither_page_nor_mail_shows_a_restricted_field(client, confidential):
    hidden_one = listing(
        name="Quiet House", county=county("kern"), is_confidential=confidential, counted=HOUR, **CANARIES, **PUBLIC
    )
    delegate = delegate_of(hidden_one)
    ask_for_link(delegate.email)
    delegate.refresh_from_db()
    pages = [
        client.get(address(delegate)).content.decode(),
        press(client, "suggest", delegate, open="1").content.decode(),
        mail.outbox[0].body + mail.outbox[0].subject,
    ]
    assert [name for name, text in CANARIES.items() if any(text in page for page in pages)] == []
    assert ["plaindescription" in page for page in pages] == ([False] * 3 if confidential else [True, True, False])
    assert all("Quiet House" in page for page in pages)


def test_a_listing_that_the_public_has_lost_shows_a_delegate_no_text(client, made, delegate):
    long_ago = timezone.now() - datetime.timedelta(days=400)
    Listing.objects.filter(pk=made.pk).update(verified_at=long_ago, created_at=long_ago)
    assert "555-0134" not in client.get(address(delegate)).content.decode()


def test_a_link_changed_by_one_letter_opens_nothing(client, delegate):
    token = links.token_for(delegate)
    for wrong in (token[:-1], token + "x", token.replace(".", ".9", 1), "x", "1.1", "%00", "a" * 3_000):
        page = client.get(f"/directory/keeping/link/{wrong}/")
        assert page.status_code == 410, wrong
        assert "Mail me a new link" in page.content.decode()


def test_a_link_signed_for_another_purpose_opens_nothing(delegate):
    for forged in (
        signing.TimestampSigner(salt="portal.other").sign(f"{delegate.pk}.1"),
        signing.TimestampSigner().sign(f"{delegate.pk}.1"),
    ):
        with pytest.raises(links.LinkRefused):
            links.delegate_of(forged)


ENDS = {
    "another county": lambda made, delegate: Listing.objects.filter(pk=made.pk).update(owner_county=county("inyo")),
    "ended": lambda made, delegate: end_delegation(person(county="kern"), delegate),
    "newer link": lambda made, delegate: Delegate.objects.update(link_number=2),
}


@pytest.mark.parametrize("how", ENDS)
def test_every_way_in_which_a_link_ends_is_immediate_for_open_pages_too(client, made, delegate, how):
    token = links.token_for(delegate)
    seen = seen_of(client.get(address(delegate)))
    ENDS[how](made, delegate)
    answers = [
        client.get(reverse("resources:keeping:link", args=[token])),
        client.post(reverse("resources:keeping:link_right"), {"token": token, "seen": seen}),
        client.post(reverse("resources:keeping:link_count"), {"token": token, "open": "1", "total": "6"}),
        client.post(reverse("resources:keeping:link_suggest"), {"token": token, "note": "Closed"}),
        client.post(reverse("resources:keeping:link_withdraw"), {"token": token, "proposal": "1"}),
    ]
    assert [answer.status_code for answer in answers] == [410] * 5
    assert (Confirmation.objects.count(), made.counts.count(), Proposal.objects.count()) == (0, 1, 0)


def test_a_link_lives_for_fourteen_days_and_using_it_does_not_lengthen_that(client, delegate, monkeypatch):
    clock = [1_800_000_000.0]
    monkeypatch.setattr("django.core.signing.time.time", lambda: clock[0])
    token = links.token_for(delegate)
    clock[0] += 14 * 86_400 - 60
    back = client.post(reverse("resources:keeping:link_right"), {"token": token, "seen": ""})
    assert back.url == reverse("resources:keeping:link", args=[token])
    clock[0] += 120
    assert client.get(back.url).status_code == 410


def test_a_suspended_listing_can_still_be_counted_by_its_provider(client, made, keeper, delegate):
    save_listing(made, {"status": "suspended"}, by=keeper)
    page = client.get(address(delegate))
    assert (page.status_code, "555-0134" in page.content.decode()) == (200, False)


def test_presses_are_limited_by_the_hour(client, made, delegate):
    for _ in range(PRESSES_AN_HOUR):
        assert press(client, "count", delegate, open="x", total="6").status_code == 422
    assert press(client, "count", delegate, open="1", total="6").status_code == 429
    assert made.counts.count() == 1


def test_forms_answer_to_posts_alone(client, delegate):
    for name in ("right", "count", "suggest", "withdraw"):
        assert client.get(reverse(f"resources:keeping:link_{name}")).status_code == 405
    assert client.post(address(delegate)).status_code == 405


def test_asking_for_a_link_answers_the_same_whether_the_address_is_known_or_not(client, delegate):
    new_link = reverse("resources:keeping:new_link")
    answers = [client.post(new_link, {"email": each}) for each in (delegate.email, "nobody@bluebird.example")]
    pages = [" ".join(each.content.decode().replace("nobody@", "night.desk@").split()) for each in answers]
    assert [each.status_code for each in answers] == [200, 200]
    strip = [re.sub(r'nonce="[^"]*"', "", page) for page in pages]
    assert strip[0] == strip[1]
    assert [message.to for message in mail.outbox] == [[delegate.email]]


def test_asking_is_limited_by_address_without_saying_so_and_by_sender(client, delegate):
    new_link = reverse("resources:keeping:new_link")
    codes = [client.post(new_link, {"email": delegate.email}).status_code for _ in range(4 * ASKS_AN_HOUR + 1)]
    assert codes == [200] * 4 * ASKS_AN_HOUR + [429]
    assert len(mail.outbox) == ASKS_AN_HOUR


@pytest.mark.parametrize("email", ["", "nonsense", "a@b", "x" * 400 + "@x.example", "a\0@x.example"])
def test_what_is_no_address_is_refused_with_a_sentence(client, email):
    assert client.post(reverse("resources:keeping:new_link"), {"email": email}).status_code == 422


def test_a_delegate_proposes_and_takes_it_back_by_link(client, made, delegate):
    opened = press(client, "suggest", delegate, open="1")
    key = hidden(opened, "key")
    sent = {"key": key, "name": made.name, "operator": made.operator, "phone": "(661) 555-0188", "note": ""}
    for _ in range(2):
        assert press(client, "suggest", delegate, **sent).status_code == 302
    proposal = Proposal.objects.get()
    assert list(proposal.changes.values_list("field", "old", "new")) == [("phone", "(661) 555-0134", "(661) 555-0188")]
    made.refresh_from_db()
    assert made.phone == "(661) 555-0134"
    press(client, "withdraw", delegate, proposal=str(proposal.pk))
    proposal.refresh_from_db()
    assert proposal.state == "withdrawn"


def test_a_delegates_text_about_a_child_is_refused_without_a_way_to_confirm(client, made, delegate):
    data = {"key": "", "name": made.name, "note": "The mother of the youth answers at (661) 555-2368"}
    page = press(client, "suggest", delegate, **data)
    assert (page.status_code, Proposal.objects.count()) == (422, 0)
    assert "guard_confirmation" not in page.content.decode()


@pytest.mark.parametrize("groups", [0, 2])
def test_the_page_takes_the_same_queries_whatever_it_shows(client, made, delegate, groups, django_assert_num_queries):
    made.populations.add(*terms("population", "girls", "boys")[:groups])
    link = address(delegate)
    with django_assert_num_queries(18):
        client.get(link)
