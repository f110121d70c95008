"""The blocks of a page's body, in the order in which an editor finds them."""

from portal.pages.blocks.figures import CountyMapBlock, StatisticBlock
from portal.pages.blocks.files import DownloadsBlock, PictureBlock
from portal.pages.blocks.help import HelpLinesBlock, QuickExitBlock
from portal.pages.blocks.people import PartnersBlock, PeopleBlock
from portal.pages.blocks.text import CallToActionBlock, ContentNoteBlock, FactsBlock, QuoteBlock, TextBlock

BODY_BLOCKS = [
    ("text", TextBlock(group="Text")),
    ("content_note", ContentNoteBlock(group="Text")),
    ("quote", QuoteBlock(group="Text")),
    ("facts", FactsBlock(group="Text")),
    ("call_to_action", CallToActionBlock(group="Text")),
    ("quick_exit", QuickExitBlock(group="Help")),
    ("help_lines", HelpLinesBlock(group="Help")),
    ("people", PeopleBlock(group="Network")),
    ("partners", PartnersBlock(group="Network")),
    ("county_map", CountyMapBlock(group="Network")),
    ("statistic", StatisticBlock(group="Network")),
    ("picture", PictureBlock(group="Files")),
    ("downloads", DownloadsBlock(group="Files")),
]

__all__ = ["BODY_BLOCKS"]
