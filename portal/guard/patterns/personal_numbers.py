"""Numbers that the state or the nation gives to a person: Social Security, Medi-Cal, licences, immigration, pupils."""

import re

from portal.guard.patterns.shape import Pattern, labelled

_SOCIAL = r"ssn?|s\.s\.n\.?|social(?! (?:work|serv|media|emot|skill|stud|support|rehab))(?: security)?|seguro social"
_LAST_FOUR = r"last (?:four|4)|(?:ends?|ending) (?:in|with)|ultimos (?:cuatro|4)|termina en"

PERSONAL_NUMBERS = (
    # Three, two and four digits, not inside a longer run; nine undashed digits are a facility licence without a label.
    Pattern("ssn", re.compile(r"(?<![\d-])(?<!\d[ .])\d{3}(?P<gap>[ .-])\d{2}(?P=gap)\d{4}(?![ .-]?\d)")),
    Pattern("ssn", labelled(_SOCIAL, r"\d(?:[\s.-]{0,3}\d){8}(?![ .-]?\d)", gap=30)),
    Pattern("ssn", labelled(rf"(?:{_LAST_FOUR})[^\d\n]{{0,25}}?(?:{_SOCIAL})", r"\d{4}", gap=12)),
    Pattern("ssn", labelled(rf"(?:{_SOCIAL})[^\d\n]{{0,25}}?(?:{_LAST_FOUR})", r"\d{4}", gap=12)),
    # Client index number: 9, seven digits, a letter; the benefits card adds five digits.
    Pattern("medi_cal", re.compile(r"(?<![A-Za-z0-9])9\d{7}[A-Za-z](?:\d{5})?(?![A-Za-z0-9])")),
    Pattern("medi_cal", labelled(r"cin|bic|medi-?cal", r"9(?:[ -]?\d){7}[ -]?[A-Za-z](?:[ -]?\d{5})?", gap=15)),
    Pattern(
        "licence",
        labelled(
            r"c?dl|driver'?s? licen[cs]e|licencia(?: de (?:conducir|manejar))?|(?:california|ca|state) id(?: card)?",
            r"[A-Za-z]\d{7}",
        ),
    ),
    Pattern(
        "vehicle",
        re.compile(r"(?<![A-Za-z0-9])\d[A-Z]{3}\d{3}(?![A-Za-z0-9])"),
        unless=re.compile(r"(?i)\b(?:asset|form|room|part)\b"),
    ),
    Pattern(
        "vehicle",
        labelled(
            r"(?:license )?plates?|placas?|temp(?:orary)? tag",
            r"(?i:(?=[a-z ]{0,7}\d)(?=[\d ]{0,7}[a-z])[a-z0-9]{1,4}[ -]?[a-z0-9]{2,5})",
        ),
    ),
    Pattern("vehicle", labelled("vin", r"(?=[A-Z]{0,16}\d)[A-HJ-NPR-Z0-9]{11,17}")),
    Pattern("immigration", re.compile(r"(?<![A-Za-z0-9])A[ #-]{0,3}\d{3}[ -]?\d{3}[ -]?\d{2,3}(?![A-Za-z0-9])")),
    Pattern(
        "immigration",
        labelled(r"alien(?: reg\w{0,10})?|a-?(?:number|num|no\.?|#)|uscis", r"(?i:a)?[ #-]?\d(?:[ -]?\d){7,8}"),
    ),
    Pattern(
        "immigration",
        re.compile(r"(?<![A-Za-z0-9])(?i:IOE|SRC|WAC|LIN|EAC|MSC|NBC|YSC|TSC|VSC)[ -]{0,2}\d(?:[ -]?\d){9}(?!\d)"),
    ),
    Pattern("immigration", labelled(r"passport|pasaporte", r"[A-Za-z]?\d{8,9}")),
    Pattern(
        "pupil", labelled(r"ssid|student (?:id|no|number|#)|pupil (?:id|no|number)|calpads|matricula", r"\d{5,10}")
    ),
)
