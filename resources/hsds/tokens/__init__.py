"""Tokens of the API: their owner makes them, sees when each was last used, and revokes them."""
