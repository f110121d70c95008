"""Blocks of words."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

# One level of headings under the page's title and one below it; no pictures or embeds hidden in text.
TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
ONE_TARGET = "Choose a page or give an address, not both: a button leads to one place."


class TextBlock(blocks.RichTextBlock):
    """Running text with headings, lists and links."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": TEXT_FEATURES, **kwargs})

    class Meta:
        icon = "pilcrow"
        label = "Text"
        description = "Paragraphs, headings, lists and links. Write short sentences, and explain an abbreviation once."
        template = "pages/blocks/text_block.html"
        preview_value = "<h2>What we do</h2><p>County child welfare agencies meet, learn and help each other.</p>"


class ContentNoteBlock(blocks.StructBlock):
    """A warning before material that can be hard to read."""

    note = blocks.TextBlock(
        max_length=300, help_text="What the reader will meet below, without the details themselves."
    )

    class Meta:
        icon = "warning"
        label = "Content note"
        description = "Says before hard material what it is about, so that each reader can choose."
        template = "pages/blocks/content_note_block.html"
        preview_value = {"note": "The next part speaks about harm to children. You can skip it and read on below."}


class QuoteBlock(blocks.StructBlock):
    """What somebody said, with their consent."""

    text = blocks.TextBlock(max_length=600)
    who = blocks.CharBlock(max_length=120, required=False, help_text="As the person wishes to be named, or nothing.")

    class Meta:
        icon = "openquote"
        label = "Quote"
        description = "Words of a person who has agreed to be quoted. Never words of or about a youth in care."
        template = "pages/blocks/quote_block.html"
        preview_value = {"text": "It helps to know whom to call in the next county.", "who": "A county coordinator"}


class FactBlock(blocks.StructBlock):
    term = blocks.CharBlock(max_length=80)
    fact = blocks.TextBlock(max_length=400)
    source = blocks.CharBlock(max_length=200, required=False)


class FactsBlock(blocks.StructBlock):
    """A list of terms, each with what is known about it and where that is from."""

    heading = blocks.CharBlock(max_length=80)
    facts = blocks.ListBlock(FactBlock(), min_num=1)

    class Meta:
        icon = "list-ul"
        label = "Facts"
        description = (
            "Short facts with their sources: dates of a history, parts of an approach, terms and their meaning."
        )
        template = "pages/blocks/facts_block.html"
        preview_value = {
            "heading": "Our history",
            "facts": [{"term": "2014", "fact": "Ten counties start a peer network.", "source": "PACT fact sheet"}],
        }


class CallToActionBlock(blocks.StructBlock):
    """One button that leads on."""

    heading = blocks.CharBlock(max_length=80)
    text = blocks.TextBlock(max_length=300, required=False)
    label = blocks.CharBlock(max_length=40, help_text="What happens when it is followed, for example: See the agenda.")
    page = blocks.PageChooserBlock(required=False)
    address = blocks.RegexBlock(
        regex=r"^(/[^/\\]\S*|https://\S+|mailto:\S+@\S+)$",
        required=False,
        error_messages={
            "invalid": "Give a path such as /convenings/, or an address that starts with https:// or mailto:."
        },
    )

    class Meta:
        icon = "link"
        label = "Call to action"
        description = "One clear next step for the reader, as a button."
        template = "pages/blocks/call_to_action_block.html"
        preview_value = {"heading": "Coming to the convening?", "label": "See the agenda", "address": "/convenings/"}

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuses a button with both a page and an address, or neither (StructBlockValidationError on `address`)."""
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["address"]):
            raise StructBlockValidationError({"address": ValidationError(ONE_TARGET)})
        return cleaned
