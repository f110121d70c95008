"""Reads of keeping: plain data for a reader, in a known number of SQL queries."""

from resources.keeping.queries.lines import Line
from resources.keeping.queries.links import LinkPage, link_page
from resources.keeping.queries.listings import Keeping, Row, complete_listing, delegates_of, keeping, row_of
from resources.keeping.queries.proposals import ProposalPage, Waiting, of_delegate, proposal_page, queue

__all__ = [
    "Keeping",
    "Line",
    "LinkPage",
    "ProposalPage",
    "Row",
    "Waiting",
    "complete_listing",
    "delegates_of",
    "keeping",
    "link_page",
    "of_delegate",
    "proposal_page",
    "queue",
    "row_of",
]
