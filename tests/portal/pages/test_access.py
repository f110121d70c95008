import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from wagtail.models import Page

import portal.pages
from portal.accounts.factories import person
from portal.accounts.roles import AgencyKind, Role
from portal.pages import access
from portal.pages.factories import ContentPageFactory, IndexPageFactory, home
from portal.pages.levels import AccessLevel
from portal.pages.models import BasePage


@pytest.fixture
def tree(db):
    """Pages of every level, with ones below that are more open and more closed than what is above them."""
    guides = IndexPageFactory(access=AccessLevel.MEMBERS, title="guides")
    return [
        ContentPageFactory(title="open"),
        ContentPageFactory(title="draft", live=False),
        guides,
        ContentPageFactory(parent=guides, title="open below guides"),
        ContentPageFactory(parent=guides, title="staff below guides", access=AccessLevel.STAFF),
        ContentPageFactory(title="staff", access=AccessLevel.STAFF),
    ]


EVERYONE = {"open", "PACT portal"}
MEMBERS = EVERYONE | {"guides", "open below guides"}
STAFF = MEMBERS | {"staff below guides", "staff"}
WHO = {
    "nobody": (lambda: AnonymousUser(), EVERYONE),
    "coordinator": (lambda: person(), MEMBERS),
    "law enforcement": (lambda: person(agency_kind=AgencyKind.LAW_ENFORCEMENT, role=Role.MEMBER), MEMBERS),
    "observer": (lambda: person(county=None, role=Role.OBSERVER, agency_kind=AgencyKind.EVALUATOR), MEMBERS),
    "privacy officer": (lambda: person(county=None, role=Role.PRIVACY_OFFICER), MEMBERS),
    "disabled": (lambda: person(is_active=False), EVERYONE),
    "staff": (lambda: person(county=None, role=Role.STAFF), STAFF),
}


@pytest.mark.parametrize("who", WHO)
def test_each_person_sees_the_pages_of_their_levels(tree, who):
    make, titles = WHO[who]

    assert {page.title for page in portal.pages.visible_to(make())} == titles


@pytest.mark.parametrize("who", WHO)
def test_the_list_and_the_check_agree_on_every_page(tree, who):
    user = WHO[who][0]()
    listed = set(access.visible_to(user).values_list("pk", flat=True))

    for page in [home(), *tree]:
        try:
            access.check_may_read(user, access.level_of(page))
            allowed = page.live
        except PermissionDenied:
            allowed = False
        assert allowed == (page.pk in listed), page


def test_seeing_pages_takes_one_query_for_nobody_and_two_for_a_member(tree, django_assert_num_queries):
    member = person()
    with django_assert_num_queries(1):
        list(access.visible_to(AnonymousUser()))
    with django_assert_num_queries(2):
        list(access.visible_to(member))


def test_the_level_of_a_page_is_found_by_one_query(tree, django_assert_num_queries):
    deep = ContentPageFactory(parent=ContentPageFactory(parent=tree[2]))
    with django_assert_num_queries(1):
        assert access.level_of(deep) == AccessLevel.MEMBERS


def test_every_page_type_of_the_portal_has_the_gate():
    types = [model for model in apps.get_models() if issubclass(model, Page) and model is not Page]

    assert [model for model in types if not issubclass(model, BasePage)] == []
    assert [model for model in types if model.private_page_options] == []


def test_a_page_without_a_level_is_visible_to_nobody_but_staff(db):
    bare = home().add_child(instance=Page(title="bare", slug="bare"))

    assert bare.pk not in access.visible_to(person()).values_list("pk", flat=True)
