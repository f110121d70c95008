import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.template import Context, Template

from portal.accounts.factories import person
from portal.pages import queries
from portal.pages.access import levels_for
from portal.pages.factories import ContentPageFactory, NavigationItemFactory, NavigationMenuFactory
from portal.pages.levels import ALL_LEVELS, AccessLevel
from portal.pages.models import NavigationItem, NavigationMenu
from tests.portal.pages.conftest import halfway, member, nobody, staff


@pytest.fixture
def footer(db):
    """A footer with a link of every kind and level."""
    menu = NavigationMenuFactory(place=NavigationMenu.Place.FOOTER)
    for order, level in enumerate(AccessLevel):
        page = ContentPageFactory(access=level, slug=f"{level}-page")
        NavigationItemFactory(menu=menu, label=f"{level} page", page=page, sort_order=2 * order)
        NavigationItemFactory(
            menu=menu, label=f"{level} path", path=f"/{level}/", access=level, sort_order=2 * order + 1
        )
    return menu


PUBLIC = ["public page", "public path"]
MEMBERS = [*PUBLIC, "members page", "members path"]
STAFF = [*MEMBERS, "staff page", "staff path"]


@pytest.mark.parametrize(
    ("make", "labels"),
    [(nobody, PUBLIC), (halfway, PUBLIC), (member, MEMBERS), (staff, STAFF)],
)
def test_a_reader_sees_the_links_that_they_may_follow_in_order(footer, make, labels):
    page = ContentPageFactory()

    answer = make().get(page.url)

    template = Template(
        '{% load pages_navigation %}{% navigation "footer" as items %}{% for item in items %}{{ item.label }};{% endfor %}'
    )
    assert template.render(Context({"request": answer.wsgi_request})) == "".join(f"{label};" for label in labels)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("make", "number"), [(AnonymousUser, 1), (person, 2)], ids=["nobody", "member"])
def test_the_menus_take_one_query_besides_the_readers_levels(db, rows, make, number, django_assert_num_queries):
    for order in range(rows):
        NavigationItemFactory(page=ContentPageFactory(), sort_order=order)
    user = make()
    queries.menus(ALL_LEVELS)  # the root of the site is read once and kept in the cache

    with django_assert_num_queries(number):
        queries.menus(levels_for(user))


def test_both_menus_of_a_page_are_read_together(rf, db, django_assert_num_queries):
    request = rf.get("/")
    both = Template(
        '{% load pages_navigation %}{% navigation "main" as a %}{% navigation "footer" as b %}{{ a|length }}'
    )
    with django_assert_num_queries(1):
        both.render(Context({"request": request}))


def test_without_a_request_the_public_links_are_given(footer):
    template = Template('{% load pages_navigation %}{% navigation "footer" as items %}{{ items|length }}')

    assert template.render(Context({})) == "2"


def test_the_closest_link_at_or_above_the_path_is_current():
    menus = queries.Menus({"main": [("Home", "/"), ("Convenings", "/convenings/"), ("2023", "/convenings/2023/")]})

    def current(path):
        return [link.label for link in menus.at("main", path) if link.current]

    assert current("/convenings/2023/agenda/") == ["2023"]
    assert current("/convenings/") == ["Convenings"]
    assert current("/") == ["Home"]
    assert current("/directory/") == []


@pytest.mark.parametrize(
    "path", ["convenings/", "//elsewhere.example/", "https://elsewhere.example/", "/with space/", "/\\elsewhere"]
)
def test_a_path_leads_to_this_site_alone(db, path):
    item = NavigationItem(menu=NavigationMenuFactory(), label="Link", path=path)

    with pytest.raises(ValidationError) as refusal:
        item.full_clean()
    assert refusal.value.message_dict == {"path": ["Start the path with one slash, for example /convenings/."]}


@pytest.mark.parametrize("both", [True, False])
def test_a_link_leads_to_one_place(db, both):
    place = {"page": ContentPageFactory(), "path": "/desk/"} if both else {}
    item = NavigationItem(menu=NavigationMenuFactory(), label="Link", **place)

    with pytest.raises(ValidationError, match="a link leads to one place"):
        item.full_clean()


def test_a_page_that_is_gone_takes_its_link_along(db):
    item = NavigationItemFactory(page=ContentPageFactory())

    item.page.delete()

    assert not NavigationItem.objects.filter(pk=item.pk).exists()


def test_the_rooms_are_in_the_main_menu_from_the_start(db):
    assert [label for label, _ in queries.menus(ALL_LEVELS).links["main"]] == [
        "Desk",
        "Directory",
        "Requests",
        "Convenings",
        "Cohorts",
        "Counties",
    ]
