"""Keeping listings right: confirming, counting, reminding, letting providers do it, and changes that somebody proposes."""
