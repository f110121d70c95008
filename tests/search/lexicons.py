"""A small lexicon of no room, for tests of how texts are read."""

from __future__ import annotations

from search.reading import Entry, Lexicon, Meaning

GIRLS = Meaning("population", "girls", "Girls and young women")
BOYS = Meaning("population", "boys", "Boys and young men")
TRANS = Meaning("population", "transgender", "Transgender youth")
PARENTS = Meaning("population", "parenting", "Young parents with their children")
STRTP = Meaning("type", "strtp", "Short-Term Residential Therapeutic Program (STRTP)")
GROUP_HOME = Meaning("type", "group-home", "Group home")
LAWYER = Meaning("type", "immigration-legal", "Immigration legal help")
BED = Meaning("kind", "placement", "Placement")
SERVICE = Meaning("kind", "service", "Service")
NOW = Meaning("availability", "capacity", "Has an open bed or place")
TEEN = Meaning("age", "13-17", "13 to 17 years old")

LEXICON = Lexicon(
    (
        Entry(GIRLS, said=("girl", "female"), read=("she", "nina", "trans girl")),
        Entry(BOYS, said=("boy", "male"), read=("he",)),
        Entry(TRANS, said=("trans",), read=("trans girl",)),
        Entry(PARENTS, said=("with a baby",)),
        Entry(STRTP, names=("Short-Term Residential Therapeutic Program", "STRTP"), read=("residential",)),
        Entry(GROUP_HOME, names=("Group home",)),
        Entry(LAWYER, names=("Immigration legal help",), said=("immigration lawyer", "t visa")),
        Entry(BED, said=("bed",)),
        Entry(SERVICE, read=("services",)),
        Entry(NOW, read=("tonight", "esta noche")),
        Entry(TEEN, read=("teen",)),
    ),
    rivals={
        GIRLS.key: frozenset({BOYS.key}),
        BOYS.key: frozenset({GIRLS.key}),
        BED.key: frozenset({SERVICE.key}),
        SERVICE.key: frozenset({BED.key}),
    },
    implied={STRTP.key: BED.key, GROUP_HOME.key: BED.key, LAWYER.key: SERVICE.key},
)
