"""Numbers of one family's case: CWS/CMS in both forms, juvenile court, county aid."""

import re

from portal.guard.patterns.shape import Pattern, labelled

_CMS_WORD = re.compile(
    r"(?i)\b(?:cws|cms|cwscms|key|legacy|client|clt|cliente|id|ids|case|caso|referral|person|identifier)\b"
)
# 19 digits are the decimal form of the ten characters: 13 of the moment it was made, 6 of who made it.
_NINETEEN = r"\d(?:[\s._-]{0,3}\d){18}"
_JUVENILE = r"J(?:V|D|P|W|U|L|C|DP|VDP|VSQ|DSQ|DK|CJP)"
_COURT_LABEL = (
    r"(?:dependency|juvenile|juv|jv|delinquency|wardship|dept|superior)?(?: court)? ?(?:case|court|docket|petition|matter|caso)"
    r"(?: (?:no|num|number|numero)\b\.?| ?#| ?n\.?o\.)?"
)

CASE_NUMBERS = (
    Pattern("cms19", re.compile(r"(?<!\d)\d{4}[\s._-]{0,3}\d{4}[\s._-]{0,3}\d{4}[\s._-]{0,3}\d{7}(?!\d)")),
    Pattern("cms19", re.compile(rf"(?<![\d.])(?P<value>{_NINETEEN})(?![\s._-]?\d)"), cue=_CMS_WORD),
    # Ten characters of three sorts that are not a word with a number (Program2026), beside a word that tells what it is.
    Pattern(
        "cms10",
        re.compile(
            r"(?<![A-Za-z0-9])(?=[A-Za-z0-9]{10}(?![A-Za-z0-9]))(?=[^a-z]{0,9}[a-z])(?=[^A-Z]{0,9}[A-Z])(?=[A-Za-z]{0,9}\d)"
            r"(?![A-Z]?[a-z]{2,9}\d{1,8}(?![A-Za-z0-9]))[A-Za-z0-9]{10}"
        ),
        cue=_CMS_WORD,
    ),
    Pattern(
        "court_case",
        re.compile(
            r"(?<![A-Za-z0-9])(?:20)?\d{2}[ -]?(?:[A-Z]{2})?(?:J[VDPWULCQ]|DP|DL|JDP)[A-Z]?[ -]?\d{4,8}[A-Z]?(?:-[A-Z\d]{1,2})?(?![A-Za-z0-9])"
        ),
    ),
    Pattern(
        "court_case",
        re.compile(
            rf"(?<![A-Za-z0-9])(?:[A-Z]{{2,3}}[ -]?)?{_JUVENILE}-?(?:20\d{{2}}-?)?\d{{5,10}}(?:-\d{{1,2}})?[A-Z]?(?![A-Za-z0-9])"
        ),
    ),
    Pattern(
        "court_case",
        re.compile(
            r"(?<![A-Za-z0-9])(?:(?:RI|SW|IN|ST|SJ|SC|FR|SB)J\d{5,8}|J\d{2}-\d{4,6}|J\d{6,7})[A-Z]?(?![A-Za-z0-9])"
        ),
    ),
    Pattern(
        "court_case",
        labelled(
            _COURT_LABEL, r"(?=(?:[A-Za-z-]{0,6}\d){5})(?=[\d-]{0,8}[A-Z])[A-Z0-9]{1,12}(?:-[A-Z0-9]{1,10}){0,3}", gap=8
        ),
    ),
    # County, aid code, serial, family budget unit, person.
    Pattern(
        "county_case",
        re.compile(r"(?<![\d-])(?:0[1-9]|[1-4]\d|5[0-8])[ -][A-Za-z0-9]{2}[ -]\d{7}(?:[ -]\d[ -]\d{2})?(?![\d-])"),
    ),
    Pattern(
        "county_case",
        re.compile(r"(?<![A-Za-z0-9])(?=[A-Z]{0,6}\d)(?=\d{0,6}[A-Z])[A-Z0-9]{7}(?![A-Za-z0-9])"),
        cue=re.compile(r"(?i)\b(?:calsaws|calwin|c-iv)\b"),
    ),
    Pattern(
        "county_case",
        labelled(
            r"calsaws|calwin|c-iv|calworks|calfresh|(?:county|aid|welfare|family|probation) (?:case|file|id)|case serial|referral (?:no|number|#|id)",
            r"(?=(?:[A-Za-z-]{0,4}\d){5})[A-Z0-9]{1,12}(?:-[A-Z0-9]{1,8}){0,3}",
            gap=15,
        ),
    ),
)
