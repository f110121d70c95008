"""What people do to listings. Each act is one transaction with its record, and search knows of it in the same one."""

from resources.actions.changes import note_change
from resources.actions.counts import count_beds
from resources.actions.listings import record_edit

__all__ = ["count_beds", "note_change", "record_edit"]
