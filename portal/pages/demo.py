"""The demo's share of this room: PACT's own pages, its people and partners, and the links that lead to them."""

from __future__ import annotations

from typing import Any

from portal.pages import demo_texts as texts
from portal.pages.factories import (
    ContentPageFactory,
    IndexPageFactory,
    NavigationItemFactory,
    NavigationMenuFactory,
    PartnerFactory,
    PersonFactory,
    home,
)
from portal.pages.levels import AccessLevel
from portal.pages.models import ContentPage, NavigationMenu

# Named on PACT's public agenda of April 2023.
STAFF = [
    {"name": "Melissa Gomez", "role": "Project director"},
    {"name": "Sarah Johnston", "role": "Regional coordinator"},
]
CFPIC = "Child and Family Policy Institute of California"
PARTNERS = [
    {
        "name": "California Department of Social Services",
        "short_name": "CDSS",
        "part": "Funds the work and guides it; its Child Trafficking Response Team hears what counties need.",
    },
    {"name": CFPIC, "short_name": "CFPIC", "part": "Runs PACT for the department."},
    {
        "name": "Resource Development Associates",
        "short_name": "RDA",
        "part": "Evaluated the project during the federal grant.",
    },
    {
        "name": "CSEC Action Team",
        "part": "Brings state agencies, courts, counties and advocates together on children who are sexually exploited.",
    },
    {
        "name": "CSEC Action Team Advisory Board",
        "part": "Ten adult survivors who advise on policy, tools and training.",
    },
]


def build() -> None:
    """Fills the front door, makes the pages below it, and puts them into the menus. Runs once."""
    _furnish_home()
    about = _about()
    for slug, title, introduction, body in (
        ("get-help", "Get help", texts.HELP_INTRODUCTION, texts.HELP),
        ("contact", "Contact", texts.CONTACT_INTRODUCTION, texts.CONTACT),
        ("accessibility", "Accessibility", texts.ACCESSIBILITY_INTRODUCTION, texts.ACCESSIBILITY),
        ("privacy", "Privacy", texts.PRIVACY_INTRODUCTION, texts.PRIVACY),
        ("terms", "Terms of use", texts.TERMS_INTRODUCTION, texts.TERMS),
    ):
        _page(slug, title, introduction, body)
    _members_guides()
    _link_from_menus(about)


def _page(slug: str, title: str, introduction: str, body: texts.Body, **fields: Any) -> ContentPage:
    page = ContentPageFactory(slug=slug, title=title, introduction=introduction, body=body, **fields)
    page.save_revision().publish()
    return page


def _furnish_home() -> None:
    front = home()
    front.title, front.introduction, front.body = texts.HOME_TITLE, texts.HOME_INTRODUCTION, texts.HOME
    front.save_revision().publish()


def _about() -> ContentPage:
    about = _page("what-we-do", "What we do", texts.ABOUT_INTRODUCTION, texts.ABOUT)
    for slug, title, introduction, body in (
        ("history", "Our history", texts.HISTORY_INTRODUCTION, texts.HISTORY),
        ("approach", "Our approach", texts.APPROACH_INTRODUCTION, texts.APPROACH),
        ("goals", "Our goals", texts.GOALS_INTRODUCTION, texts.GOALS),
        ("lessons", "What we have learned", texts.LESSONS_INTRODUCTION, texts.LESSONS),
        ("people", "Who runs PACT", texts.PEOPLE_INTRODUCTION, _people_and_partners()),
    ):
        _page(slug, title, introduction, body, parent=about)
    return about


def _people_and_partners() -> texts.Body:
    people = [PersonFactory(organisation=CFPIC, **fields) for fields in STAFF]
    partners = [PartnerFactory(**fields) for fields in PARTNERS]
    return [
        ("people", {"heading": "Staff", "people": people}),
        ("partners", {"heading": "Partners", "partners": partners}),
        texts.text("<p>People and tasks change. This page shows what PACT's public agenda said in April 2023.</p>"),
    ]


def _members_guides() -> None:
    guides = IndexPageFactory(
        slug="guides", title="Guides", introduction=texts.MEMBERS_INTRODUCTION, access=AccessLevel.MEMBERS
    )
    members = {"parent": guides, "access": AccessLevel.MEMBERS}
    _page("first-week", "Your first week", texts.FIRST_WEEK_INTRODUCTION, texts.FIRST_WEEK, **members)
    _page("writing-a-request", "Writing a request", texts.REQUESTS_INTRODUCTION, texts.REQUESTS, **members)
    _page(
        "editing", "Publishing here", texts.EDITING_INTRODUCTION, texts.EDITING, parent=guides, access=AccessLevel.STAFF
    )


def _link_from_menus(about: ContentPage) -> None:
    main = NavigationMenuFactory(place=NavigationMenu.Place.MAIN)
    footer = NavigationMenuFactory(place=NavigationMenu.Place.FOOTER)
    NavigationItemFactory(menu=main, label=about.title, page=about, sort_order=main.items.count())
    for order, slug in enumerate(("get-help", "contact", "accessibility", "privacy", "terms")):
        page = ContentPage.objects.child_of(home()).get(slug=slug)
        NavigationItemFactory(menu=footer, label=page.title, page=page, sort_order=order)
