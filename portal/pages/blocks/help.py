"""Blocks for people who need help now."""

from __future__ import annotations

from wagtail import blocks


class QuickExitBlock(blocks.StaticBlock):
    """A button that leaves the site at once."""

    class Meta:
        icon = "logout"
        label = "Quick exit"
        admin_text = (
            "A button stays in view while the page is read. It opens a weather page and drops this page from the tab."
        )
        description = "Lets a reader who is being watched leave at once. Put it first on every page about getting help."
        template = "pages/blocks/quick_exit_block.html"
        preview_value = None


class HelpLineBlock(blocks.StructBlock):
    name = blocks.CharBlock(max_length=80)
    for_whom = blocks.CharBlock(max_length=200)
    phone = blocks.RegexBlock(
        regex=r"^[0-9][0-9-]*$",
        max_length=20,
        error_messages={"invalid": "Write the number with digits and hyphens, for example 833-939-3877."},
    )
    text_number = blocks.RegexBlock(
        regex=r"^[0-9][0-9-]*$",
        max_length=20,
        required=False,
        help_text="If one can send text messages.",
        error_messages={"invalid": "Write the number with digits and hyphens, for example 233733."},
    )
    hours = blocks.CharBlock(max_length=80, default="24 hours a day, every day")
    source = blocks.CharBlock(max_length=200, help_text="Where the number was checked.")
    checked_on = blocks.DateBlock(required=False, help_text="When one of us last called the number.")


class HelpLinesBlock(blocks.StructBlock):
    """Telephone lines that answer, with whom they are for and when they were last checked."""

    heading = blocks.CharBlock(max_length=80, default="Call or text")
    lines = blocks.ListBlock(HelpLineBlock(), min_num=1)

    class Meta:
        icon = "help"
        label = "Help lines"
        description = "Numbers to call or text, whom each is for, and when it was last checked."
        template = "pages/blocks/help_lines_block.html"
        preview_value = {
            "heading": "Call or text",
            "lines": [
                {
                    "name": "988 Suicide & Crisis Lifeline",
                    "for_whom": "Anyone in distress",
                    "phone": "988",
                    "text_number": "988",
                    "hours": "24 hours a day, every day",
                    "source": "988lifeline.org",
                    "checked_on": "2026-11-02",
                }
            ],
        }
