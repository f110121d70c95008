"""What people do to listings. Each act is one transaction with its record, and search knows of it in the same one."""

from resources.actions.changes import hide_unconfirmed, note_change, note_less_visible, note_term
from resources.actions.counts import count_beds, prepare_count, record_count, status_said
from resources.actions.listings import (
    GUARDED,
    EditedMeanwhile,
    Prepared,
    guard_field,
    prepare_listing,
    save_listing,
    write_listing,
)
from resources.actions.policies import set_policy

__all__ = [
    "GUARDED",
    "EditedMeanwhile",
    "Prepared",
    "count_beds",
    "guard_field",
    "hide_unconfirmed",
    "note_change",
    "note_less_visible",
    "note_term",
    "prepare_count",
    "prepare_listing",
    "record_count",
    "save_listing",
    "set_policy",
    "status_said",
    "write_listing",
]
