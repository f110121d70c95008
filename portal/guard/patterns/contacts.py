"""Lines and names of a youth's or a family's own; those of agencies pass."""

from __future__ import annotations

import re

from portal.guard import Severity
from portal.guard.patterns.shape import ORGANISATION, YOUTH, Pattern

_TOLL_FREE = r"8(?:00|33|44|55|66|77|88)"
_PHONE = rf"(?<![\dA-Za-z.-])(?:\+?1[ .-]{{0,2}})?\(?(?!{_TOLL_FREE})[2-9]\d{{2}}\)?[ ./-]{{0,3}}\d{{3}}[ .-]{{0,2}}\d{{4}}(?![\dA-Za-z])"
_MAIL = r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64} ?@ ?[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}"
_PRIVATE_MAIL = (
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64} ?@ ?(?i:gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|icloud|me|aol"
    r"|proton|protonmail|gmx)\.(?i:com|net|es|com\.mx|me)(?![\w.-])"
)
_DISGUISED_MAIL = (
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64} ?(?:[\[({] ?(?:at|arroba) ?[\])}]) ?[A-Za-z0-9-]{1,63}"
    r"(?: ?(?:[\[({] ?(?:dot|punto) ?[\])}]|\.) ?[A-Za-z0-9-]{1,63}){1,4}"
)
_PLATFORM = (
    r"(?<![A-Za-z])(?i:ig|insta(?:gram)?|snap(?:chat)?|sc|tik ?tok|discord|facebook|fb|whats ?app|telegram|twitter|kik|signal"
    r"|only ?fans|cash ?app|venmo|roblox|xbox|psn|gamertag|gamer tag|wattpad|steam)(?![A-Za-z])"
)
_HANDLE = r"(?:@[\w.]{3,30}|[\w.]{2,30}#\d{4}|\$[A-Za-z][\w-]{2,25}|(?=[A-Za-z.]{0,29}[\d_])[A-Za-z][\w.]{2,29})"
_PROFILE = r"(?i:(?:instagram|tiktok|snapchat|facebook|twitter|onlyfans|roblox)\.com|t\.me|discord\.gg|cash\.app|wa\.me)/[\w.@$/-]{2,60}"


def whose_line(before: str, after: str) -> Severity | None:
    """A family's line if one of its words is near, unless an organisation's stands closer; else nobody's: it passes."""
    youth, organisation = _last(YOUTH, before), _last(ORGANISATION, before)
    if youth is None and YOUTH.search(after[:25]) and organisation is None:
        return "block"
    if youth is None:
        return None
    return "block" if organisation is None or organisation < youth else None


def whose_own(before: str, after: str) -> Severity | None:
    """A private mailbox, a disguised address, an account: a youth's or a family's if one of their words is near; an
    agency may have one too, so that without such a word its author confirms it.
    """
    return "block" if YOUTH.search(before) or YOUTH.search(after) else "confirm"


def _last(words: re.Pattern[str], text: str) -> int | None:
    ends = [match.end() for match in words.finditer(text)]
    return ends[-1] if ends else None


CONTACTS = (
    Pattern("phone", re.compile(_PHONE), whose=whose_line, reach=60),
    Pattern("email", re.compile(_DISGUISED_MAIL, re.IGNORECASE), whose=whose_own),
    Pattern("email", re.compile(_PRIVATE_MAIL), whose=whose_own, reach=60),
    Pattern("email", re.compile(_MAIL), whose=whose_line, reach=60),
    Pattern("handle", re.compile(rf"{_PLATFORM}[^\n@]{{0,20}}?[\s:=(]{{1,3}}(?P<value>{_HANDLE})"), whose=whose_own),
    Pattern("handle", re.compile(rf"(?<![\w.])(?:https?://)?(?:www\.|m\.)?(?P<value>{_PROFILE})"), whose=whose_own),
)
