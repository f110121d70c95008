"""Numbers that identify only with their label: police, hospital, tribe, bank."""

from portal.guard.patterns.shape import Pattern, labelled

_DIGITS = r"(?=(?:[A-Za-z-]{0,5}\d){5})[A-Za-z]{0,4}-?\d[A-Za-z0-9-]{3,18}"

LABELLED_NUMBERS = (
    Pattern("cii", labelled(r"cii|fbi|sid|pfn", r"[A-Za-z]?\d{6,9}[A-Za-z]{0,2}\d?")),
    Pattern(
        "law_enforcement",
        labelled(
            r"(?:police|incident|crime|missing person'?s?|sheriff'?s?|arrest) (?:report|case|no\.?|number|#)"
            r"|dr ?#|dr (?:no|number)|booking|bkg|fcn|ncmec (?:case|report|intake|no|#)|citation|warrant|bench warrant",
            _DIGITS,
            gap=15,
        ),
    ),
    Pattern(
        "medical_record",
        labelled(
            r"mrn|med(?:ical)? rec(?:ord)?|chart (?:no|number|#)|(?:member|subscriber|patient|health plan|kaiser) (?:id|no|number|#|member)"
            r"|expediente (?:medico|clinico)",
            _DIGITS,
        ),
    ),
    Pattern(
        "tribal_id",
        labelled(
            r"(?:tribal )?enrol?lment (?:no|number|#|id)\.?|bia (?:certificate|card)|cdib|roll (?:no|number|#)",
            r"\d{3,8}(?:-?[A-Z])?",
        ),
    ),
    Pattern(
        "account",
        labelled(
            r"ebt|p-?ebt|bank acc?(?:oun)?t|acc?(?:oun)?t (?:no|number|#)|routing|debit card|cuenta(?: bancaria)?",
            r"\d(?:[ -]?\d){7,18}",
            gap=15,
        ),
    ),
)
