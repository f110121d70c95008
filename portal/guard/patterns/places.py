"""Where a youth or a family lives or was seen; addresses of offices and venues pass."""

import re

from portal.guard.patterns.shape import Pattern

_ENDING = (
    r"(?:street|st|avenue|ave|av|boulevard|blvd|drive|dr|road|rd|court|ct|lane|ln|way|wy|place|pl|circle|cir|terrace|ter"
    r"|trail|trl|parkway|pkwy|highway|hwy|loop|alley|row|path|square|sq)"
)
_STREET = (
    rf"(?<![\dA-Za-z])\d{{1,6}}(?:-?[A-Za-z](?![A-Za-z]))?(?: block of)? (?:[A-Za-z0-9][\w'.-]{{0,20}} ){{1,4}}?{_ENDING}(?![A-Za-z])"
    r"\.?(?:,? ?(?:apt|unit|spc|space|#|no)\.? ?[\w-]{1,6})?"
)
_CALLE = (
    r"(?<![a-z])(?:calle|avenida|av\.|camino|privada) [\w'.]{2,20}(?: [\w'.]{1,20}){0,3}? (?:#|no\.? ?)?\d{1,5}(?!\d)"
)
_HOME = re.compile(
    r"\b(?:lives?|living|lived|placed|stays?|staying|resid(?:es?|ing)|last seen|currently at|(?:s?he|they)(?:'s| is| are) at|removed from|home(?: address)?|house|apartment|hiding|sleeping"
    r"|picked up|lo recogieron|couch|vive[ns]?|viviendo|domicilio|casa|direccion|se queda|moved to|released to|pinged"
    r"|mom|dad|mother|father|grandma|grandmother|aunt|uncle|caregiver|abuel[oa])\b(?!less)(?! office)",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(?i)\b(?:office|venue|clinic|agency|court(?:house)?|training|county|facility|strtp|program|hospital|conference|oficina)\b[^.\n]{0,20}$"
)
_NUMBER = r"-?\d{1,3}\.\d{3,10}"

PLACES = (
    Pattern("address", re.compile(_STREET, re.IGNORECASE), cue=_HOME, unless=_OFFICE),
    Pattern("address", re.compile(_CALLE, re.IGNORECASE), cue=_HOME, unless=_OFFICE),
    Pattern(
        "address",
        re.compile(r"\b(?i:home|her|his|mom's|dad's|family's) zip\b[^\d\n]{0,12}(?P<value>\d{5}(?:-\d{4})?)(?!\d)"),
    ),
    Pattern(
        "geo",
        re.compile(
            rf"(?<![\d.])(?P<value>{_NUMBER}\s?°?\s?[NSns]?\s?[,;/ ]\s?{_NUMBER}(?:\s?°?\s?[EWew](?![A-Za-z]))?)(?![\d.])"
        ),
    ),
    Pattern("geo", re.compile(r"(?i)\bip\b[^\d\n]{0,15}(?P<value>\d{1,3}(?:\.\d{1,3}){3})(?![\d.])")),
)
