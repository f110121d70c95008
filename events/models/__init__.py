"""Convenings and their agenda."""

from events.models.convening import Convening, ConveningQuerySet, Room
from events.models.session import Session, SessionQuerySet, TableTopic
from events.models.speaker import SessionSpeaker, Speaker

__all__ = [
    "Convening",
    "ConveningQuerySet",
    "Room",
    "Session",
    "SessionQuerySet",
    "SessionSpeaker",
    "Speaker",
    "TableTopic",
]
