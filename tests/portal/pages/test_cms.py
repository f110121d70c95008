"""The CMS: who enters, and which of Wagtail's own doors are closed."""

import re

import pytest

from portal.pages.factories import ContentPageFactory, ImageFactory, PersonFactory, home
from portal.pages.models import PortalDocument, PortalImage
from tests.portal.pages.conftest import halfway, member, nobody, staff


def test_nobody_is_sent_to_the_portals_sign_in(db):
    answer = nobody().get("/cms/")

    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")


def test_who_has_shown_no_second_factor_does_not_enter(db):
    answer = halfway().get("/cms/")

    assert answer.status_code == 302
    assert not answer.url.startswith("/cms/")


@pytest.mark.parametrize("path", ["/cms/", "/cms/pages/", "/cms/snippets/pages/person/", "/cms/login/"])
def test_a_member_without_the_right_is_refused_and_not_sent_in_circles(db, path):
    assert member().get(path).status_code == 403


def test_wagtails_own_sign_in_leads_to_the_one_sign_in(db):
    assert staff().get("/cms/login/").url == "/cms/"
    assert nobody().get("/cms/login/").url.startswith("/accounts/login/")
    assert staff().get("/_util/login/").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/cms/",
        "/cms/images/",
        "/cms/images/add/",
        "/cms/documents/",
        "/cms/documents/multiple/add/",
        "/cms/snippets/pages/person/",
        "/cms/snippets/pages/person/add/",
        "/cms/snippets/pages/partner/",
        "/cms/snippets/pages/navigationmenu/",
        "/cms/reports/site-history/",
    ],
)
def test_staff_open_the_pages_of_the_cms(db, path):
    PersonFactory()

    assert staff().get(path).status_code == 200


def test_staff_open_the_editor_of_a_page(db):
    page = ContentPageFactory()

    text = staff().get(f"/cms/pages/{page.pk}/edit/").content.decode()

    assert "who may read it" in text.lower()
    assert "set-privacy" not in text


def test_wagtails_second_way_to_restrict_a_page_is_switched_off(db):
    page = ContentPageFactory()
    editor = staff()

    answer = editor.post(f"/cms/pages/{page.pk}/privacy/", {"restriction_type": "login"})

    assert answer.status_code == 200
    assert list(page.get_view_restrictions()) == []


def test_wagtails_second_way_to_restrict_files_is_closed(db):
    collection = ImageFactory().collection

    assert staff().get(f"/cms/collections/{collection.pk}/privacy/").status_code == 404


def test_an_editor_previews_a_draft_that_is_closed_to_others(db):
    draft = ContentPageFactory(live=False, title="Not yet", access="staff")
    draft.save_revision()

    answer = staff().get(f"/cms/pages/{draft.pk}/view_draft/")

    assert answer.status_code == 200
    assert "Not yet" in answer.content.decode()
    assert member().get(f"/cms/pages/{draft.pk}/view_draft/").status_code == 403


def test_the_cms_carries_our_name_and_loads_nothing_from_elsewhere(db):
    text = staff().get("/cms/").content.decode()

    assert " - PACT portal</title>" in text
    assert 'src="/static/pact-mark.svg"' in text
    assert re.findall(r'(?:src|<link[^>]*href)="(?:https?:)?//[^"]*', text) == []


def test_editors_choose_the_level_of_files(db):
    assert "access" in PortalDocument.admin_form_fields
    assert "access" in PortalImage.admin_form_fields


def test_there_is_one_front_door(db):
    assert not home().__class__.can_create_at(home().get_parent())
