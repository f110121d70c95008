"""Convenings, webinars and trainings: agenda, sessions, rooms, speakers."""
