"""Blocks of figures and places."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from portal.counties.models import Tag

# One county is in one cohort at a time, so that a map of cohorts can be read; the other kinds hold one set each.
MAP_KINDS = [(Tag.Kind.COHORT, "The regional cohorts"), (Tag.Kind.PILOT, "The pilot counties")]
PERCENT = "percent"
UNITS = [(PERCENT, "percent"), ("score", "mean score from 0 to 100"), ("count", "count"), ("dollars", "dollars")]


class StatisticBlock(blocks.StructBlock):
    """One figure with all that a reader needs to judge it."""

    value = blocks.DecimalBlock(help_text="As it will be shown.")
    unit = blocks.ChoiceBlock(choices=UNITS, default=PERCENT)
    label = blocks.CharBlock(max_length=160, help_text="What the figure counts, as a sentence without the figure.")
    numerator = blocks.IntegerBlock(min_value=0, required=False)
    denominator = blocks.IntegerBlock(min_value=1, required=False, help_text="Of how many.")
    source = blocks.CharBlock(max_length=200)
    as_of = blocks.DateBlock(label="As of", help_text="The last day that the figure covers.")

    class Meta:
        icon = "table"
        label = "Statistic"
        description = "A figure with its unit, base, source and date. A percentage that doesn't compute is refused."
        template = "pages/blocks/statistic_block.html"
        preview_value = {
            "value": "98",
            "unit": PERCENT,
            "label": "of the counties in the program answered the survey",
            "numerator": 46,
            "denominator": 47,
            "source": "SB 855 evaluation, 2023 convening",
            "as_of": "2023-04-18",
        }

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuses half of a fraction, and a percentage that differs from it (StructBlockValidationError)."""
        cleaned = super().clean(value)
        numerator, denominator = cleaned["numerator"], cleaned["denominator"]
        if (numerator is None) != (denominator is None):
            missing = "numerator" if numerator is None else "denominator"
            raise StructBlockValidationError(
                {missing: ValidationError("Give both numbers of the fraction, or neither.")}
            )
        if cleaned["unit"] == PERCENT and numerator is not None:
            self._check_percentage(cleaned["value"], numerator, denominator)
        return cleaned

    @staticmethod
    def _check_percentage(value: Decimal, numerator: int, denominator: int) -> None:
        computed = (Decimal(100 * numerator) / denominator).quantize(value, ROUND_HALF_UP)
        if computed != value:
            raise StructBlockValidationError(
                {
                    "value": ValidationError(
                        f"{numerator:,} of {denominator:,} is {computed} percent, not {value}. "
                        "Ask the source which of the numbers is right before publishing it."
                    )
                }
            )


class CountyMapBlock(blocks.StructBlock):
    """The map of the 58 counties with its list. What it shows comes from the counties' dated tags."""

    heading = blocks.CharBlock(max_length=80)
    show = blocks.ChoiceBlock(choices=MAP_KINDS, default=Tag.Kind.COHORT)

    class Meta:
        icon = "globe"
        label = "County map"
        description = "California's 58 counties as a map, with a list for keyboards and screen readers."
        template = "pages/blocks/county_map_block.html"
        preview_value = {"heading": "Counties in the network", "show": Tag.Kind.COHORT}
