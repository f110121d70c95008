"""What the demo's pages say: PACT's own facts in our words. Sources stand beside each fact.

Facts: PACT fact sheet and "What we do" page; state briefing slides of about 2015; 2023 convening deck. Figures of that deck
that don't compute (16.4 % of 39,819, 24.5 % of 40,389) are left out until PACT has corrected them. The file is over 300 lines
because every page's words stand in this one place, where they can be read and compared.
"""

from __future__ import annotations

from typing import Any

from wagtail.rich_text import RichText

FACT_SHEET = "PACT fact sheet"
WHAT_WE_DO = "PACT, What we do"
DECK = "2023 convening slides"

Body = list[tuple[str, Any]]


def text(html: str) -> tuple[str, RichText]:
    return "text", RichText(html)


def facts(heading: str, *rows: tuple[str, str, str]) -> tuple[str, dict[str, Any]]:
    keys = ("term", "fact", "source")
    return "facts", {"heading": heading, "facts": [dict(zip(keys, row, strict=True)) for row in rows]}


def action(heading: str, words: str, label: str, address: str) -> tuple[str, dict[str, Any]]:
    return "call_to_action", {"heading": heading, "text": words, "label": label, "page": None, "address": address}


HOME_TITLE = "Counties working together against child trafficking"
HOME_INTRODUCTION = (
    "PACT is a peer network of county child welfare agencies in California. Counties help each other find safe places and "
    "good services for children and youth who have been trafficked, or who are at risk."
)
HOME: Body = [
    action(
        "Do you or someone you know need help?",
        "People who listen answer day and night. You don't need to give your name.",
        "See whom to call",
        "/get-help/",
    ),
    text(
        "<h2>What counties do here</h2><ul>"
        "<li>Look for a placement or a service in any of the 58 counties.</li>"
        "<li>Ask other counties for help when a youth has to be placed far from home, without naming the youth.</li>"
        "<li>Meet the people who do the same work next door, and learn from them.</li>"
        "<li>Prepare for the yearly convening, and come back to what was shared there.</li></ul>"
        "<p>Staff of county agencies and their partners join by invitation from their county's coordinator.</p>"
    ),
    ("county_map", {"heading": "The 58 counties and the four regional cohorts", "show": "cohort"}),
    (
        "statistic",
        {
            "value": "98",
            "unit": "percent",
            "label": "of the counties in the state's CSEC Program (for children who are commercially sexually exploited) "
            "answered the survey about how the program works",
            "numerator": 46,
            "denominator": 47,
            "source": f"Evaluation of the program, {DECK}",
            "as_of": "2023-04-18",
        },
    ),
    action(
        "Who we are",
        "How PACT began, how we work, and what ten counties learned in five years.",
        "Read what we do",
        "/what-we-do/",
    ),
]

ABOUT_INTRODUCTION = (
    "PACT stands for Preventing and Addressing Child Trafficking. We connect county child welfare agencies with each other "
    "and with the partners they need."
)
ABOUT: Body = [
    text(
        "<h2>Our mission</h2><p>Every county should be able to answer child trafficking as one team: child welfare, "
        "probation, health, courts, schools, law enforcement, and people who have lived through it. We help counties "
        "build such teams, and we help teams learn from other counties.</p>"
        "<h2>What we offer</h2><ul>"
        "<li><strong>Help made for one county:</strong> advice and training on request.</li>"
        "<li><strong>Webinars and trainings</strong> for county staff, providers, schools, caregivers and the public.</li>"
        "<li><strong>Four regional cohorts</strong> in which counties learn from each other and share what works.</li>"
        "<li><strong>Working groups</strong> that advise on state and regional policy.</li></ul>"
    ),
    action("Ask us", "For training, advice, or your county's contact person, write to us.", "Contact us", "/contact/"),
]

HISTORY_INTRODUCTION = "From ten pilot counties and a federal grant to a network across the state."
HISTORY: Body = [
    facts(
        "Step by step",
        (
            "2014",
            "The Children's Bureau awards nine grants of five years; one goes to the California Department of Social "
            "Services (CDSS). The Child and Family Policy Institute of California (CFPIC) runs the project. It starts on "
            "October 1.",
            FACT_SHEET,
        ),
        (
            "Same time",
            "State law SB 855 makes it clear: a child who is sexually exploited is a victim of abuse or neglect and is served "
            "by child welfare. It also pays for a program that counties may join.",
            WHAT_WE_DO,
        ),
        (
            "2014 to 2019",
            "Ten counties try out the model together, first for sex trafficking and then for labor trafficking. People with "
            "lived experience guide the work from the start.",
            FACT_SHEET,
        ),
        ("2020", "The network grows to more than 40 counties, in four regional cohorts.", WHAT_WE_DO),
        ("April 2023", "People from 36 counties meet in Sacramento for the yearly convening, “Redefine”.", DECK),
    ),
    ("county_map", {"heading": "The ten pilot counties", "show": "pilot"}),
    text(
        "<p>An early set of slides lists El Dorado where every later list has Santa Barbara. We follow the later lists.</p>"
    ),
]

APPROACH_INTRODUCTION = "How we work, and what each of these words means to us."
APPROACH: Body = [
    facts(
        "Six principles",
        ("Trauma informed", "We know what harm does to people, and we try not to add to it.", WHAT_WE_DO),
        (
            "Survivor informed",
            "People who have lived through trafficking help to design and to judge the work.",
            WHAT_WE_DO,
        ),
        ("Victim centered", "The safety and the wishes of the child or youth come first.", WHAT_WE_DO),
        (
            "Human rights",
            "Trafficking takes away basic rights and freedom. Our work is about giving them back.",
            WHAT_WE_DO,
        ),
        ("Harm reduction", "We meet youth where they are, and each step toward safety counts.", WHAT_WE_DO),
        ("Lived experience", "It counts as expertise, and those who share it are paid for their work.", WHAT_WE_DO),
    ),
]

GOALS_INTRODUCTION = "What the project set out to do, and in which order."
GOALS: Body = [
    text(
        "<ol><li>Build teams across agencies, in the state and in each county.</li>"
        "<li>Try out and improve a way of working for children who are sexually exploited.</li>"
        "<li>Widen it to children whose labor is exploited.</li>"
        "<li>Share what was learned with other counties and states, and keep the work going.</li></ol>"
        "<p>These are the goals of the federal grant, as the state presented them in about 2015. Widening the work to labor "
        "trafficking is still under way.</p>"
    ),
]

LESSONS_INTRODUCTION = "Five things that ten counties learned in five years."
LESSONS: Body = [
    facts(
        "Key lessons",
        (
            "One coordinator",
            "Every county needs one person who keeps policies in line with what youth need.",
            FACT_SHEET,
        ),
        ("Regular contact", "Counties that meet often, online and in person, answer better.", FACT_SHEET),
        ("Steady training", "Good training, and practice in using it, has to go on all the time.", FACT_SHEET),
        ("Lived experience", "Survivors and youth must have a say in design, daily work and evaluation.", FACT_SHEET),
        ("Labor trafficking", "It still needs research, protocols and training of its own.", FACT_SHEET),
    ),
]

PEOPLE_INTRODUCTION = "The staff of PACT and the organizations behind it."

HELP_INTRODUCTION = "You can call or text at any hour. You don't have to give your name, and nobody will blame you."
TRAFFICKING_LINE = {
    "name": "National Human Trafficking Hotline",
    "for_whom": "Anyone who is being trafficked, was trafficked, or is worried about somebody. In more than 200 languages.",
    "phone": "1-888-373-7888",
    "text_number": "233733",
    "hours": "24 hours a day, every day",
    "source": "humantraffickinghotline.org",
}
FURS_LINE = {
    "name": "Family Urgent Response System (Cal-FURS)",
    "for_whom": "Youth up to 21 who are or were in foster care, and their caregivers, for big and small problems.",
    "phone": "833-939-3877",
    "text_number": "833-939-3877",
    "hours": "24 hours a day, every day",
    "source": "California Department of Social Services, FURS hub",
}
CRISIS_LINE = {
    "name": "988 Suicide & Crisis Lifeline",
    "for_whom": "Anyone in distress, or thinking about suicide.",
    "phone": "988",
    "text_number": "988",
    "hours": "24 hours a day, every day",
    "source": "988lifeline.org",
}
HELP: Body = [
    ("quick_exit", None),
    text('<p><strong>In danger right now?</strong> <a href="tel:911">Call 911</a>.</p>'),
    ("help_lines", {"heading": "Call or text", "lines": [TRAFFICKING_LINE, FURS_LINE, CRISIS_LINE]}),
    text(
        "<h2>What happens when you call</h2><p>A trained person listens and tells you what you can do next. You decide what "
        "you want to share. If a child is being hurt, they may have to tell somebody who can stop it; you can ask about "
        "that first.</p>"
        "<h2>This site is not a report</h2><p>If you think that a child is being abused or neglected, call your county's child "
        "abuse hotline or the police. Nobody watches this site for reports. Please don't write the name of a child here.</p>"
    ),
    (
        "content_note",
        {"note": "The next part names forms of exploitation of children. Skip it if you'd rather not read that."},
    ),
    text(
        "<h2>Is it trafficking?</h2><p>Trafficking is when somebody uses a person for sex or for work and gains from it. For a "
        "child, sex in exchange for money, a place to sleep, food or anything else is always exploitation, whoever suggested "
        "it. For work, it is when somebody uses force, threats, debt or lies. You may still care about that person. You may "
        "have said yes. It is still not your fault.</p>"
    ),
]

CONTACT_INTRODUCTION = "Questions about PACT, training, or joining the network."
CONTACT: Body = [
    action(
        "Write to PACT",
        "We read mail on working days. Please don't name a child.",
        "pact@cfpic.org",
        "mailto:pact@cfpic.org",
    ),
    text(
        "<h2>You work for a county agency</h2><p>Your county's coordinator can invite you to this portal. If you don't know "
        "who that is, write to us.</p>"
        "<h2>You need help for yourself or for a youth</h2><p>Please don't wait for our answer: "
        '<a href="/get-help/">see whom to call</a>.</p>'
    ),
]

ACCESSIBILITY_INTRODUCTION = "Everyone should be able to use this site, whatever device or assistance they use."
ACCESSIBILITY: Body = [
    text(
        "<h2>What we aim for</h2><p>We build to the Web Content Accessibility Guidelines (WCAG) 2.2, level AA. Every page works "
        "with a keyboard, with a screen reader, at 400 percent zoom, and without JavaScript.</p>"
        "<h2>What we know of</h2><ul><li>The county map has a list beside it that says the same.</li>"
        "<li>Some files that partners gave us are not tagged for screen readers. Ask us for another form.</li></ul>"
        "<h2>Tell us</h2><p>If something on this site doesn't work for you, write to "
        '<a href="mailto:pact@cfpic.org">pact@cfpic.org</a>. Say which page it was and what you tried to do. We will give you '
        "what you need in another way and repair the page.</p>"
    ),
]

PRIVACY_INTRODUCTION = "What this site keeps about you, and what it never asks for."
PRIVACY: Body = [
    text(
        "<h2>If you just read</h2><p>We don't follow you. No page asks another company for anything: no ads, no counters, no "
        "maps or letters from elsewhere. We set no cookie unless you sign in or send a form.</p>"
        "<h2>If you are a member</h2><ul>"
        "<li>We keep your name, work e-mail, work phone, agency and role.</li>"
        "<li>For each place where you are signed in we keep the time, the network address and the kind of browser, so that you "
        "can check the list and end a session.</li>"
        "<li>Who wrote and who read a request is recorded, so that misuse can be found.</li></ul>"
        "<h2>About children and youth</h2><p>This site is built to work without the identity of any child. Members may not "
        "write names, birth dates or case numbers, and texts are checked before they are saved. Requests are removed on a "
        "schedule; only counts stay.</p>"
        '<h2>Questions</h2><p>Write to <a href="mailto:pact@cfpic.org">pact@cfpic.org</a>.</p>'
    ),
]

TERMS_INTRODUCTION = "The rules for reading and using this site, in plain words."
TERMS: Body = [
    text(
        "<h2>For everyone</h2><ul><li>You may read, print and share our public pages. Please name PACT as the source.</li>"
        "<li>What you read here is general information. It doesn't replace the advice of a lawyer, a doctor or your "
        "county.</li><li>This site is not a way to report abuse or to reach emergency services.</li></ul>"
        "<h2>For members</h2><p>Members accept further terms when they first sign in. The most important one: never write "
        "anything that could tell somebody who a child is.</p>"
    ),
]

MEMBERS_INTRODUCTION = "Guides for members of the network."
FIRST_WEEK_INTRODUCTION = "Four things to do in your first week on the portal."
FIRST_WEEK: Body = [
    text(
        "<ol><li>Check your name, agency and work phone: others will call you by them.</li>"
        "<li>See who the coordinator and the backup of your county are.</li>"
        "<li>Look at the listings of your county. If a bed count is old, tell its owner.</li>"
        "<li>Find the coordinator of a neighboring county and say hello.</li></ol>"
    ),
]
REQUESTS_INTRODUCTION = "How to ask other counties for help and keep the youth's identity out of it."
REQUESTS: Body = [
    ("content_note", {"note": "Speaks about placing youth who have been exploited, in general words."}),
    text(
        "<h2>What to write</h2><p>Choose the age band, the needs, the region and how urgent it is. Describe what a good place "
        "would offer.</p><h2>What to leave out</h2><p>Names, initials, birth dates, case and court numbers, schools, streets, "
        "and anything rare that people in the county would recognize. Talk about those by phone, once a county has answered.</p>"
    ),
]
EDITING_INTRODUCTION = "For staff who publish here."
EDITING: Body = [
    text(
        "<h2>Words</h2><p>Write for a reader in grade 8 or 9. Put people first: say “youth who left placement”, and not what "
        "they were called in a form. Explain an abbreviation once on each page.</p>"
        "<h2>Figures</h2><p>Give the number, of how many, the source and the date. A percentage that doesn't compute is refused; "
        "ask its source.</p><h2>People</h2><p>Show a person only with their consent, and note the day it ends.</p>"
    ),
]
