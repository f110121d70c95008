"""The tables of texts, one for each tier, in the shape of each database vendor. Migration 0002 and repairs make them."""

from __future__ import annotations

from collections.abc import Iterator

from search.contract import Tier

# `_` is part of a token: it marks codes, and breaks between words. Beginnings of two and three letters have an index.
SQLITE = """
CREATE VIRTUAL TABLE {table}
USING fts5(title, alias, terms, body, tokenize = "ascii tokenchars '_'", prefix = '2 3')
"""
# The tokens stand beside their vector: what a hit is ranked and explained by is read from there.
POSTGRESQL = """
CREATE TABLE {table} (
    rowid bigint PRIMARY KEY,
    vector tsvector NOT NULL,
    title text NOT NULL,
    alias text NOT NULL,
    terms text NOT NULL,
    body text NOT NULL
)
"""
POSTGRESQL_INDEX = "CREATE INDEX {table}_vector ON {table} USING gin (vector)"


def table(tier: Tier) -> str:
    """The table of a tier's texts."""
    return f"search_text_{tier.value}"


def made(vendor: str) -> Iterator[str]:
    """SQL that makes the tables."""
    shapes = (POSTGRESQL, POSTGRESQL_INDEX) if vendor == "postgresql" else (SQLITE,)
    for tier in Tier:
        yield from (shape.format(table=table(tier)) for shape in shapes)


def dropped() -> Iterator[str]:
    """SQL that drops what there is of them."""
    return (f"DROP TABLE IF EXISTS {table(tier)}" for tier in Tier)
