"""The fixed shapes of identifiers, one module for each sort. Each gives a tuple of patterns.

Every repetition is bounded, so that the time grows with the length of the text alone.
"""

from portal.guard.patterns.case_numbers import CASE_NUMBERS
from portal.guard.patterns.contacts import CONTACTS
from portal.guard.patterns.dates_of_birth import DATES_OF_BIRTH
from portal.guard.patterns.labelled_numbers import LABELLED_NUMBERS
from portal.guard.patterns.personal_numbers import PERSONAL_NUMBERS
from portal.guard.patterns.places import PLACES
from portal.guard.patterns.shape import Pattern

ALL: tuple[Pattern, ...] = (
    *PERSONAL_NUMBERS,
    *DATES_OF_BIRTH,
    *CASE_NUMBERS,
    *LABELLED_NUMBERS,
    *CONTACTS,
    *PLACES,
)
