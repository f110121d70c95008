"""The pages, with JavaScript off: what they show, take and give back."""

import re
import uuid

import pytest

from cohorts.coordination.models import Request
from portal.accounts.factories import person
from portal.accounts.models import User
from portal.accounts.roles import AgencyKind, Role
from portal.counties.models import County
from portal.vocabulary.models import Scheme, Term
from tests.signing_in import sign_in


@pytest.fixture
def as_kern(client, kern):
    sign_in(client, kern)
    return client


def pk(scheme, code):
    return Term.objects.get(scheme=scheme, code=code).pk


def filled_in(**changes):
    form = {
        "key": str(uuid.UUID(int=7)),
        "county": County.objects.get(slug="kern").pk,
        "urgency": "2",
        "age_band": pk(Scheme.AGE_BAND, "13-15"),
        "placement_types": [pk(Scheme.PLACEMENT, "isfc")],
        "reach": "chosen",
        "target_counties": [County.objects.get(slug="fresno").pk],
        "summary": "A calm home & a garden.",
    }
    return {**form, **changes}


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_a_request_is_posted_and_leads_to_its_page(as_kern):
    response = as_kern.post("/requests/new/", filled_in(), follow=True)
    request = Request.objects.get()
    assert response.redirect_chain == [(f"/requests/{request.reference}/", 302)]
    page = text(response)
    assert f"<h1>Placement search {request.reference}</h1>" in page
    assert "A calm home &amp; a garden." in page
    assert "Posted by Ana Ortiz, County coordinator, Kern County (Child welfare)" in page
    assert "People who place or coordinate in Fresno County." in page


def test_a_double_submit_makes_one_request(as_kern):
    first, second = (as_kern.post("/requests/new/", filled_in()) for _ in range(2))
    assert (first.status_code, second.url) == (302, first.url)
    assert Request.objects.count() == 1


def test_the_same_form_with_other_content_is_refused_and_can_then_be_posted_as_another(as_kern):
    as_kern.post("/requests/new/", filled_in())
    refused = as_kern.post("/requests/new/", filled_in(urgency="5"))
    assert refused.status_code == 422
    assert f"has already posted request {Request.objects.get().reference}" in text(refused)
    key = refused.context["form"]["key"].value()
    assert as_kern.post("/requests/new/", filled_in(urgency="5", key=key)).status_code == 302
    assert Request.objects.count() == 2


def test_what_the_guard_stops_comes_back_whole_with_the_place_marked_and_is_kept_nowhere(as_kern):
    summary = "Her SSN is 123-45-6789, and she likes art."
    response = as_kern.post("/requests/new/", filled_in(summary=summary))
    assert (response.status_code, Request.objects.count()) == (422, 0)
    assert "no-store" in response["Cache-Control"]
    assert "<mark>" in text(response)
    form = response.context["form"]
    assert form["summary"].value() == summary
    assert form["target_counties"].value() == [County.objects.get(slug="fresno").pk]
    assert form["urgency"].value() == "2"


def test_a_form_that_asks_nobody_or_says_too_little_comes_back_with_sentences(as_kern):
    response = as_kern.post("/requests/new/", filled_in(target_counties=[], placement_types=[], urgency=""))
    assert response.context["form"].errors == {
        "urgency": ["Choose when a place is needed."],
        "placement_types": ["Choose at least one placement type that would fit."],
        "target_counties": ["Choose at least one cohort or county to ask."],
    }
    assert response.context["form"]["summary"].value() == "A calm home & a garden."


def test_a_statewide_request_forgets_counties_that_were_ticked_before(as_kern):
    as_kern.post("/requests/new/", filled_in(reach="statewide"))
    request = Request.objects.get()
    assert (request.statewide, request.target_counties.count()) == (True, 0)


def test_a_term_that_is_no_longer_in_force_is_not_offered(as_kern):
    Term.objects.filter(scheme=Scheme.PLACEMENT, code="group-home").update(valid_to="2020-01-01")
    assert "Group home" not in text(as_kern.get("/requests/new/"))
    response = as_kern.post("/requests/new/", filled_in(placement_types=[pk(Scheme.PLACEMENT, "group-home")]))
    assert response.status_code == 422


def test_nobody_posts_for_a_county_that_is_not_theirs(as_kern):
    response = as_kern.post("/requests/new/", filled_in(county=County.objects.get(slug="fresno").pk))
    assert (response.status_code, Request.objects.count()) == (422, 0)


def test_the_form_says_who_can_see_a_request_before_it_is_posted(as_kern):
    page = text(as_kern.get("/requests/new/"))
    assert "Who can see this" in page
    assert "Law enforcement, consultants, evaluators and the public see nothing of it." in page


def test_the_board_links_only_to_what_the_reader_may_open(client, asked, fresno, staff):
    for reader, links in ((fresno, 1), (staff, 0)):
        sign_in(client, reader)
        page = text(client.get("/requests/"))
        assert page.count(asked.reference) >= 1
        assert page.count(f'href="/requests/{asked.reference}/"') == links


def test_the_board_is_narrowed_by_a_plain_form(as_kern, asked):
    page = text(as_kern.get("/requests/?county=marin&urgency="))
    assert "0 open requests" in page
    assert asked.reference in text(as_kern.get("/requests/?county=kern&urgency=3"))
    assert asked.reference in text(as_kern.get("/requests/?county=atlantis&urgency=99"))


@pytest.mark.parametrize(
    ("who", "board", "new", "page"),
    [
        ({"county": "kern"}, 200, 200, 200),
        ({"county": "fresno"}, 200, 200, 200),
        ({"county": "tulare"}, 200, 200, 404),
        ({"county": "fresno", "role": Role.MEMBER}, 200, 403, 404),
        ({"county": "fresno", "agency_kind": AgencyKind.LAW_ENFORCEMENT}, 403, 403, 404),
        ({"county": None, "role": Role.STAFF}, 200, 403, 404),
        ({"county": None, "role": Role.MODERATOR}, 200, 403, 200),
        ({"county": None, "role": Role.MEMBER, "agency_kind": AgencyKind.CONSULTANT}, 403, 403, 404),
        ({"county": None, "role": Role.OBSERVER, "agency_kind": AgencyKind.EVALUATOR}, 403, 403, 404),
    ],
)
def test_each_role_gets_the_pages_that_are_theirs(who, board, new, page, client, asked):
    sign_in(client, person(**who))
    paths = ("/requests/", "/requests/new/", f"/requests/{asked.reference}/")
    assert [client.get(path).status_code for path in paths] == [board, new, page]


def test_nobody_is_led_to_sign_in(client, asked):
    for path in ("/requests/", "/requests/new/", f"/requests/{asked.reference}/"):
        assert client.get(path).url.startswith("/accounts/login/")


def test_a_reference_typed_in_small_letters_is_found(as_kern, asked):
    assert as_kern.get(f"/requests/{asked.reference.lower()}/").status_code == 200


def test_a_county_closes_its_request_and_the_page_says_how(as_kern, asked):
    path = f"/requests/{asked.reference}/"
    assert "it is still open" in text(as_kern.post(f"{path}close/", {}, follow=True))
    page = text(as_kern.post(f"{path}close/", {"outcome": "placed_here"}, follow=True))
    assert "The request was closed: matched." in page
    again = as_kern.post(f"{path}close/", {"outcome": "no_answer"}, follow=True)
    assert "This request is already closed (matched)." in text(again)


def test_another_county_can_not_close_it(client, asked, fresno):
    sign_in(client, fresno)
    assert client.post(f"/requests/{asked.reference}/close/", {"outcome": "placed_here"}).status_code == 403


def test_a_reply_written_without_javascript_is_on_the_page(client, asked, fresno):
    sign_in(client, fresno)
    body = "We may have a bed."
    reply = {"body": body, "key": str(uuid.uuid4())}
    response = client.post(f"/threads/{asked.thread_id}/reply/", reply, follow=True)
    assert body in text(response)


def test_a_small_county_shows_itself_to_one_that_answered(client, small, fresno):
    home = User.objects.get(email="dee@alpine.example")
    path = f"/requests/{small.reference}/"
    sign_in(client, fresno)
    client.post(f"/threads/{small.thread_id}/reply/", {"body": "We may have a bed.", "key": str(uuid.uuid4())})
    assert "Alpine" not in text(client.get(path))
    sign_in(client, home)
    assert "Show our county to Fresno County" in text(client.get(path))
    client.post(f"{path}show-county/", {"county": "fresno"})
    sign_in(client, fresno)
    assert "Posted by Dee Snow, County coordinator, Alpine County" in text(client.get(path))
