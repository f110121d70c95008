"""Saved searches, and telling their owners when a bed opens that they asked for."""
