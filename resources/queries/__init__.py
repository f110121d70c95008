"""Reads of the directory: plain data for a reader, in a known number of SQL queries."""

from resources.queries.cards import Card
from resources.queries.directory import Directory, directory, listings_in_or_for
from resources.queries.listing import ListingPage, listing_page
from resources.queries.sought import Sought, seek

__all__ = ["Card", "Directory", "ListingPage", "Sought", "directory", "listing_page", "listings_in_or_for", "seek"]
