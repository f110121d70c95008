"""What a person reads when a text was stopped: for each kind one sentence on what it is and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable

from portal.guard import LIMIT, Finding
from portal.guard.inspection import TOO_LONG

SENTENCES = {
    TOO_LONG: f"This text has more than {LIMIT:,} characters: shorten it to what a placing worker needs.",
    "ssn": "This looks like a Social Security number: leave it out; the receiving county gets it through its own records.",
    "dob": "This looks like a date of birth: choose the age band instead.",
    "cms19": "This looks like a CWS/CMS number: leave it out and use the portal's own reference.",
    "cms10": "This looks like a CWS/CMS key: leave it out and use the portal's own reference.",
    "court_case": "This looks like a juvenile court case number: leave it out and use the portal's own reference.",
    "county_case": "This looks like a county case number: leave it out and use the portal's own reference.",
    "medi_cal": "This looks like a Medi-Cal number: write “has full-scope Medi-Cal” instead.",
    "cii": "This looks like a criminal history number: leave it out.",
    "immigration": "This looks like an immigration or passport number: write “needs an immigration attorney” instead.",
    "pupil": "This looks like a student number: write “school of origin transport needed” or the like instead.",
    "licence": "This looks like a driver's license or state ID number: leave it out.",
    "vehicle": "This looks like a license plate or vehicle number: give it to law enforcement, not here.",
    "law_enforcement": "This looks like the number of a police report or booking: leave it out.",
    "medical_record": "This looks like a medical record or member number: describe the need instead.",
    "tribal_id": "This looks like a tribal enrollment number: write “ICWA applies, please ask me directly” instead.",
    "account": "This looks like an account or card number: leave it out.",
    "phone": "This looks like the phone number of a youth or family: give your own work line instead.",
    "email": "This looks like a private e-mail address: give your own work address or answer here instead.",
    "handle": "This looks like a social media or game account: leave it out; say “active on social media” if it matters.",
    "address": "This looks like where a youth or family lives or was seen: name the county or region instead.",
    "geo": "This looks like a precise location: name the county or region instead.",
}


def sentence(kind: str) -> str:
    """The sentence for one kind of finding."""
    return SENTENCES[kind]


def sentences(findings: Iterable[Finding]) -> list[str]:
    """One sentence for each kind, in the order in which the kinds stand in the text."""
    return [sentence(kind) for kind in dict.fromkeys(finding.kind for finding in findings)]
