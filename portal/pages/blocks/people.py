"""Blocks that show snippets: who works in PACT and with it."""

from __future__ import annotations

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock


class PeopleBlock(blocks.StructBlock):
    """People by name, role and photo, as far as they have agreed to be shown."""

    heading = blocks.CharBlock(max_length=80)
    people = blocks.ListBlock(SnippetChooserBlock("pages.Person"), min_num=1)

    class Meta:
        icon = "group"
        label = "People"
        description = (
            "Shows people whose consent is in force. Change a name or a role once, in Snippets, for all pages."
        )
        template = "pages/blocks/people_block.html"
        preview_value = {"heading": "Who runs PACT", "people": []}


class PartnersBlock(blocks.StructBlock):
    """Organizations that PACT works with."""

    heading = blocks.CharBlock(max_length=80)
    partners = blocks.ListBlock(SnippetChooserBlock("pages.Partner"), min_num=1)

    class Meta:
        icon = "site"
        label = "Partners"
        description = "Organizations and what each does in PACT."
        template = "pages/blocks/partners_block.html"
        preview_value = {"heading": "Our partners", "partners": []}
