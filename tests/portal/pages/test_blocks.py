import datetime

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from portal.pages.blocks import BODY_BLOCKS
from portal.pages.blocks.figures import StatisticBlock
from portal.pages.blocks.help import HelpLinesBlock
from portal.pages.blocks.text import CallToActionBlock
from portal.pages.factories import ContentPageFactory, DocumentFactory, ImageFactory, PartnerFactory, PersonFactory
from portal.pages.levels import AccessLevel
from portal.pages.models import ContentPage

BLOCKS = dict(BODY_BLOCKS)


MEMBER = frozenset({AccessLevel.PUBLIC, AccessLevel.MEMBERS})


def rendered(name, value, levels=None):
    block = BLOCKS[name]
    return block.render(block.normalize(value), context={"levels": levels} if levels else {})


def sentences(refusal, field):
    return refusal.value.block_errors[field].messages


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_says_what_it_is_for_and_has_a_template_of_its_own(name):
    block = BLOCKS[name]

    assert block.meta.template == f"pages/blocks/{name}_block.html"
    assert block.meta.description
    assert block.meta.icon != "placeholder"


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_shows_a_preview(db, name):
    block = BLOCKS[name]

    html = block.render(block.get_preview_value(), context={})

    if name not in ("people", "picture", "downloads"):  # these show rows that a preview doesn't have
        assert html.strip()


def statistic(**changes):
    figure = {
        "value": "98",
        "unit": "percent",
        "label": "of the counties answered",
        "numerator": "46",
        "denominator": "47",
        "source": "Evaluation",
        "as_of": "2023-04-18",
    }
    return StatisticBlock().to_python({**figure, **changes})


@pytest.mark.parametrize(
    ("value", "numerator", "denominator"), [("98", 46, 47), ("97.9", 46, 47), ("13.7", 5457, 39819)]
)
def test_a_percentage_that_computes_is_taken_at_its_own_precision(value, numerator, denominator):
    block = StatisticBlock()

    cleaned = block.clean(
        block.to_python({**statistic(), "value": value, "numerator": numerator, "denominator": denominator})
    )

    assert str(cleaned["value"]) == value


def test_the_two_published_figures_that_do_not_compute_are_refused():
    block = StatisticBlock()
    with pytest.raises(StructBlockValidationError) as first:
        block.clean(block.to_python({**statistic(), "value": "16.4", "numerator": 6626, "denominator": 39819}))
    with pytest.raises(StructBlockValidationError) as second:
        block.clean(block.to_python({**statistic(), "value": "24.5", "numerator": 9366, "denominator": 40389}))

    assert sentences(first, "value") == [
        "6,626 of 39,819 is 16.6 percent, not 16.4. Ask the source which of the numbers is right before publishing it."
    ]
    assert sentences(second, "value") == [
        "9,366 of 40,389 is 23.2 percent, not 24.5. Ask the source which of the numbers is right before publishing it."
    ]


def test_half_of_a_fraction_is_refused():
    block = StatisticBlock()
    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(block.to_python({**statistic(), "denominator": None}))

    assert sentences(refusal, "denominator") == ["Give both numbers of the fraction, or neither."]


def test_a_score_is_not_shown_as_a_percentage():
    html = rendered("statistic", statistic(unit="score", value="54", numerator=None, denominator=None))

    assert "54" in html
    assert "out of 100 (mean score)" in html
    assert "%" not in html


@pytest.mark.parametrize("both", [True, False])
def test_a_button_leads_to_one_place(db, both):
    block = CallToActionBlock()
    target = {"page": ContentPageFactory().pk, "address": "/desk/"} if both else {}
    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(block.to_python({"heading": "Go", "label": "Go", **target}))

    assert sentences(refusal, "address") == ["Choose a page or give an address, not both: a button leads to one place."]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//elsewhere.example", "http://plain.example", "desk"])
def test_a_button_leads_only_where_a_reader_may_go_safely(address):
    with pytest.raises(ValidationError):
        CallToActionBlock().child_blocks["address"].clean(address)


def test_a_help_line_can_be_called_and_texted_from_the_page():
    html = rendered("help_lines", HelpLinesBlock().get_preview_value())

    assert 'href="tel:988"' in html
    assert 'href="sms:988"' in html
    assert "988lifeline.org" in html


@pytest.mark.parametrize("phone", ["call us", "833 939 3877", "+1 833", ""])
def test_a_phone_number_that_a_phone_could_not_dial_is_refused(phone):
    with pytest.raises(ValidationError):
        HelpLinesBlock().child_blocks["lines"].child_block.child_blocks["phone"].clean(phone)


def test_a_person_is_shown_through_the_last_day_of_consent(db):
    today = datetime.date(2026, 3, 5)
    staying, until_today, ended = (
        PersonFactory(name="Staying"),
        PersonFactory(name="Until today", consent_until=today),
        PersonFactory(name="Ended", consent_until=today - datetime.timedelta(days=1)),
    )

    shown = type(staying).objects.shown(today)

    assert list(shown) == [staying, until_today]
    assert ended not in shown


def test_a_person_whose_consent_has_ended_is_not_on_the_page(db):
    here, gone = PersonFactory(name="Here"), PersonFactory(name="Gone", consent_until="2020-01-01")

    html = rendered("people", {"heading": "Staff", "people": [gone, here]})

    assert "Here" in html
    assert "Gone" not in html


def test_a_members_photo_is_shown_to_members_alone(db):
    somebody = PersonFactory(name="Somebody", photo=ImageFactory(access=AccessLevel.MEMBERS))
    value = {"heading": "Staff", "people": [somebody]}

    assert "<img" not in rendered("people", value)
    assert "Somebody" in rendered("people", value)
    assert "<img" in rendered("people", value, levels=MEMBER)


def test_a_members_file_is_listed_for_members_alone(db):
    value = {"heading": "Materials", "documents": [DocumentFactory(title="Guide", access=AccessLevel.MEMBERS)]}

    assert rendered("downloads", value).strip() == ""
    assert "Guide" in rendered("downloads", value, levels=MEMBER)


def test_partners_are_named_with_their_part(db):
    html = rendered("partners", {"heading": "Partners", "partners": [PartnerFactory(name="An agency", part="Advises")]})

    assert "An agency" in html
    assert "Advises" in html


def test_block_definitions_stay_out_of_migrations():
    _, path, args, kwargs = ContentPage._meta.get_field("body").deconstruct()

    assert (path, args, kwargs) == ("portal.pages.fields.BodyField", [], {"blank": True})
