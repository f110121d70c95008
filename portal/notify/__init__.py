"""Inbox and mail: one event, told once to each person who may see it."""
