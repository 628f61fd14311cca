"""How one paper names another: each form in the sentences it stands in, and what only looks like it.

Wording as counted in Foreign Relations of the United States; names and matters are invented.
"""

from __future__ import annotations

import pytest

from pipeline.link.dating.dates import own_key
from pipeline.link.references.find import find_references
from pipeline.model import Cable, Form, ReferenceKind
from tests.read.rows import rows
from tests.read.texts import NO_LISTS, cable_of

DEPARTMENT = "Department of State"


def telegram(
    text: str, *, date: str = "Stockholm, May 1, 1950—6 p.m.", heading: str = "", collection: str = "swedish"
) -> Cable:
    """A telegram from Stockholm to the Department, its references found."""
    heading = heading or "The Ambassador in Sweden (Aldous) to the Secretary of State"
    return find_references(cable_of(f"758.00/1: Telegram\n\n{heading}\n\n{date}\n\n512. {text}\n", collection=collection))


def cited(cable: Cable) -> list[tuple[str, str, str, str, str | None]]:
    """(words, sender, recipient, number, day) of each cable that is cited."""
    found = [r for r in cable.references if r.kind is ReferenceKind.CABLE]
    return [(r.text, *(r.key or ("", "", "", None))) for r in found]


TO, FROM = (DEPARTMENT, "Stockholm"), ("Stockholm", DEPARTMENT)
CIRCULAR = (DEPARTMENT, "diplomatic missions")
CITATIONS = [
    # The Department's own, by name, in a telegram to it.
    (
        "Reference Department’s 117, April 24, 6 p.m. It is wet.",
        ("Department’s 117, April 24, 6 p.m.", *TO, "117", "1950-04-24"),
    ),
    ("Reference Department's 117, April 24, 6 p.m.", ("Department's 117, April 24, 6 p.m.", *TO, "117", "1950-04-24")),
    ("See Department’s telegram No. 117 of April 24.", ("Department’s telegram No. 117 of April 24", *TO, "117", "1950-04-24")),
    ("See Department’s note 12, dated March 3, 1950.", ("Department’s note 12, dated March 3, 1950", *TO, "12", "1950-03-03")),
    ("See Department’s 117.", ("Department’s 117", *TO, "117", None)),
    # The writer's own, and the addressee's.
    ("I refer to my telegram No. 499, April 27, 1950.", ("my telegram No. 499, April 27, 1950", *FROM, "499", "1950-04-27")),
    ("I refer to my 499 of April 27.", ("my 499 of April 27", *FROM, "499", "1950-04-27")),
    (
        "As to my telegram No. 499 dated April 27, 1950, it is late.",
        ("my telegram No. 499 dated April 27, 1950", *FROM, "499", "1950-04-27"),
    ),
    ("Your telegram 290 is here.", ("Your telegram 290", *TO, "290", None)),
    ("As in our 499, April 27, noon, it is wet.", ("our 499, April 27, noon", *FROM, "499", "1950-04-27")),
    ("I have your 290.", ("your 290", *TO, "290", None)),
    ("Your despatch No. 1850 of 3 April 1950 is here.", ("Your despatch No. 1850 of 3 April 1950", *TO, "1850", "1950-04-03")),
    ("As in reurtel 12, it is wet.", ("reurtel 12", *TO, "12", None)),
    # The post's own, by the name of its house.
    ("Embassy’s 499, April 27.", ("Embassy’s 499, April 27", *FROM, "499", "1950-04-27")),
    ("Legation’s despatch 12, May 3, 1949.", ("Legation’s despatch 12, May 3, 1949", *FROM, "12", "1949-05-03")),
    ("See Embtel 816, April 3.", ("Embtel 816, April 3", *FROM, "816", "1950-04-03")),
    ("See Embtels 816.", ("Embtels 816", *FROM, "816", None)),
    ("See Embdesp 816.", ("Embdesp 816", *FROM, "816", None)),
    ("See Deptel 117, April 24, 6 p.m.", ("Deptel 117, April 24, 6 p.m.", *TO, "117", "1950-04-24")),
    ("ReDeptel 117.", ("ReDeptel 117", *TO, "117", None)),
    ("Urtel 248, March 28.", ("Urtel 248, March 28", *TO, "248", "1950-03-28")),
    ("Mytel 5.", ("Mytel 5", *FROM, "5", None)),
    # Between the Department and a third post.
    ("See telegram 611 from Cairo, April 1.", ("telegram 611 from Cairo, April 1", "Cairo", DEPARTMENT, "611", "1950-04-01")),
    ("See telegram 611 to Cairo, April 1.", ("telegram 611 to Cairo, April 1", DEPARTMENT, "Cairo", "611", "1950-04-01")),
    ("Telegram 626 from Mexico City says so.", ("Telegram 626 from Mexico City", "Mexico City", DEPARTMENT, "626", None)),
    (
        "See airgram 40 from Perth, 3 April 1950.",
        ("airgram 40 from Perth, 3 April 1950", "Perth", DEPARTMENT, "A–40", "1950-04-03"),
    ),
    # The way stands behind the day, or by the chief who wrote; it goes before the head's.
    ("See telegram 611, April 1, from Cairo.", ("telegram 611, April 1, from Cairo", "Cairo", DEPARTMENT, "611", "1950-04-01")),
    (
        "See despatch No. 12, April 1, from the Chargé in Norway, p. 9.",
        ("despatch No. 12, April 1, from the Chargé in Norway", "Oslo", DEPARTMENT, "12", "1950-04-01"),
    ),
    ("See Deptel 426, April 9 to Ankara.", ("Deptel 426, April 9 to Ankara", DEPARTMENT, "Ankara", "426", "1950-04-09")),
    ("See telegram 12 from Cairo to Ankara.", ("telegram 12 from Cairo to Ankara", "Cairo", "Ankara", "12", None)),
    (
        "See the Secretary of State’s telegram 372, March 23, to Manila.",
        ("Secretary of State’s telegram 372, March 23, to Manila", DEPARTMENT, "Manila", "372", "1950-03-23"),
    ),
    ("See my 499, April 27, to Mr. Reed.", ("my 499, April 27", *FROM, "499", "1950-04-27")),
    ("Embtel 816 from Oslo April 3.", ("Embtel 816 from Oslo April 3", "Oslo", DEPARTMENT, "816", "1950-04-03")),
    # A post's own, by the post.
    ("Reference Moscow’s 663, April 15, noon.", ("Moscow’s 663, April 15, noon", "Moscow", DEPARTMENT, "663", "1950-04-15")),
    ("See New Delhi’s telegram 34.", ("New Delhi’s telegram 34", "New Delhi", DEPARTMENT, "34", None)),
    (
        "A cable from the Embassy at Oslo, no. 83 of April 10, noon.",
        ("Embassy at Oslo, no. 83 of April 10, noon", "Oslo", DEPARTMENT, "83", "1950-04-10"),
    ),
    ("As Embassy 12, April 7, says.", ("Embassy 12, April 7", *FROM, "12", "1950-04-07")),
    ("As in Department Telegram 10.", ("Department Telegram 10", *TO, "10", None)),
    ("REF EMBTEL 816, April 3.", ("EMBTEL 816, April 3", *FROM, "816", "1950-04-03")),
    # Series that count apart: airgrams, circulars, those with a name.
    ("Embassy’s A–21, April 3, 1 p.m.", ("Embassy’s A–21, April 3, 1 p.m.", *FROM, "A–21", "1950-04-03")),
    ("Embassy’s airgram No. 21.", ("Embassy’s airgram No. 21", *FROM, "A–21", None)),
    ("See circular telegram 820 of April 25.", ("circular telegram 820 of April 25", *CIRCULAR, "820", "1950-04-25")),
    ("See Department’s circular 820.", ("Department’s circular 820", *CIRCULAR, "820", None)),
    ("See Depcirtel 820, April 25.", ("Depcirtel 820, April 25", *CIRCULAR, "820", "1950-04-25")),
    ("See Secto 12, April 3.", ("Secto 12, April 3", "Secretary of State’s delegation", DEPARTMENT, "Secto 12", "1950-04-03")),
    # As the editors correct the day; what is unclear of the hour leaves it.
    ("See my 499, January 15 [16], 1 p.m.", ("my 499, January 15 [16], 1 p.m.", *FROM, "499", "1950-01-16")),
    ("See my 499, April 27, 6 [3] p.m.", ("my 499, April 27", *FROM, "499", "1950-04-27")),
    ("See my 499, April 27, 12 noon.", ("my 499, April 27, 12 noon", *FROM, "499", "1950-04-27")),
    ("See my 499 of April 1949.", ("my 499", *FROM, "499", None)),
    # Those who see it say whose: a consulate's is not the embassy's.
    ("See Contel 13, April 3.", ("Contel 13, April 3", "", "", "", None)),
    # A day that there is not gives no day.
    ("See Department’s 117, April 31.", ("Department’s 117, April 31", *TO, "117", None)),
]


@pytest.mark.parametrize(("text", "expected"), rows(CITATIONS))
def test_citations(text: str, expected: tuple[str, str, str, str, str | None]) -> None:
    cable = telegram(text)
    assert cited(cable) == [expected]
    (reference,) = cable.references
    assert cable.source.text[slice(*reference.evidence.spans[0])] == expected[0]


NO_CITATIONS = [
    "Your 290 men have come.",
    "My 12 horses are ill.",
    "The Department’s telegram of April 24 is here.",
    "The hotel 816 is full.",
    "Of 117 men, 12 are ill.",
    "The Embassy’s 3.5 acres.",
    "My telegram is late, May 3.",
    "In our 1949/50 budget.",
    "Telegrams from Cairo.",
    "The Department’s 1949–50 budget.",
    "On April 24, 6 p.m., it was wet.",
    "See telegram 12, April 3.",
    "Stalin’s 12 reasons.",
    "Moscow’s 12 is late.",
    "Embassy 12 is late.",
    "Our 12,000 tons.",
    "His note 12 came.",
    "Delgado 12 came.",
]


@pytest.mark.parametrize("text", NO_CITATIONS)
def test_no_citations(text: str) -> None:
    assert telegram(text).references == ()


FORMS = [
    ("See Department’s telegram 117.", Form.TELEGRAM),
    ("See Department’s cable 117.", Form.TELEGRAM),
    ("See Department’s circular telegram 117.", Form.CIRCULAR_TELEGRAM),
    ("See Department’s airgram 117.", Form.AIRGRAM),
    ("See my despatch No. 117.", Form.DESPATCH),
    ("See your instruction No. 117.", Form.INSTRUCTION),
    ("See Embtel 117.", Form.TELEGRAM),
    ("See Embdesp 117.", Form.DESPATCH),
    ("See Department’s 117, April 24, 6 p.m.", Form.TELEGRAM),
    ("See Department’s 117, April 24.", None),
]
"""The form as named; what is timed is a telegram; else unknown."""


@pytest.mark.parametrize(("text", "form"), rows(FORMS))
def test_forms(text: str, form: Form | None) -> None:
    assert [r.form for r in telegram(text).references] == [form]


def test_several_in_a_sentence() -> None:
    cable = telegram("Your 290, my 499, April 27, and Deptel 117 agree.")
    assert [c[0] for c in cited(cable)] == ["Your 290", "my 499, April 27", "Deptel 117"]
    assert [r.id for r in cable.references] == ["r1", "r2", "r3"]


LISTS = [
    # (text, the words and the day of each, the head being in the first): what follows has the same ends.
    ("Urtels 367, April 14 and 422, April 3.", [("Urtels 367, April 14", "1950-04-14"), ("422, April 3", "1950-04-03")]),
    (
        "Your 12, April 1, 6 p.m., 13, April 2, and no. 14, April 3, noon.",
        [("Your 12, April 1, 6 p.m.", "1950-04-01"), ("13, April 2", "1950-04-02"), ("no. 14, April 3, noon", "1950-04-03")],
    ),
    ("Department’s telegrams 12 and 13.", [("Department’s telegrams 12", None), ("13", None)]),
    ("Your Nos. A–22 and A–23 of April 2.", [("Your Nos. A–22", None), ("A–23 of April 2", "1950-04-02")]),
    # In the singular, only what has a day; a count is none; despatches are not told from telegrams without their head.
    ("Your 12, April 1, and 13 of us.", [("Your 12, April 1", "1950-04-01")]),
    ("Your telegrams 12 and 13 men.", [("Your telegrams 12", None)]),
    ("Your despatches 12, April 1, and 13, April 2.", [("Your despatches 12, April 1", "1950-04-01")]),
]


@pytest.mark.parametrize(("text", "papers"), rows(LISTS))
def test_lists(text: str, papers: list[tuple[str, str | None]]) -> None:
    cable = telegram(text)
    assert [(c[0], c[4]) for c in cited(cable)] == papers
    assert {c[1:3] for c in cited(cable)} == {TO}
    assert [cable.source.text[slice(*r.evidence.spans[0])] for r in cable.references] == [words for words, _ in papers]


def test_the_way_of_the_last_is_that_of_all() -> None:
    found = cited(telegram("See telegrams 12, April 1, and 13, April 2, from Cairo."))
    assert [c[1:4] for c in found] == [("Cairo", DEPARTMENT, "12"), ("Cairo", DEPARTMENT, "13")]


def test_editors_cite_later_papers() -> None:
    """Without a year, a text means the last such day before it; a note may mean one after it, of the same year."""
    text, note = cited(telegram("See my 499, June 27.1\n\n  1. See my 599, June 27."))
    assert (text[4], note[4]) == ("1949-06-27", "1950-06-27")


# ---- file numbers ---------------------------------------------------------------------------------------------------

FILED = [
    ("It was not printed (861.00/11629).", "861.00/11629"),
    ("It is filed under 861.00/11629.", "861.00/11629"),
    ("(740.0011 European War 1939/88)", "740.0011 European War 1939/88"),
    ("(611.61/3–2550)", "611.61/3-2550"),
    ("(751K.5-MSP/6-1461)", "751K.5-MSP/6-1461"),
    ("(763.72/3578½)", "763.72/3578½"),
    ("(501.BC Indonesia/12–648)", "501.BC Indonesia/12-648"),
    ("(860c.4016/22)", "860c.4016/22"),
]
NOT_FILED = [
    "(1918/19)", "It cost 12.50/ton.", "See x861.00/11629.", "In 1949/50.", "At 6.30/7 p.m.", "And/or.", "Page 301.45",
    "No. 861.00",
]  # fmt: skip


@pytest.mark.parametrize(("text", "number"), rows(FILED))
def test_file_numbers(text: str, number: str) -> None:
    found = telegram(text).references
    assert [(r.kind, r.file_number) for r in found] == [(ReferenceKind.FILE_NUMBER, number)]


@pytest.mark.parametrize("text", NOT_FILED)
def test_no_file_numbers(text: str) -> None:
    assert telegram(text).references == ()


# ---- documents of the edition ---------------------------------------------------------------------------------------


def test_documents_of_an_unknown_edition_have_no_address() -> None:
    """A number alone is no address: which book it counts in is not known."""
    assert telegram("See Document 24.", collection="swedish").references == ()


# ---- between whom ---------------------------------------------------------------------------------------------------

ENDS = [
    # (heading, date, text, sender, recipient)
    ("The Secretary of State to the Ambassador in Sweden (Aldous)", "my 117", DEPARTMENT, "Stockholm"),
    ("The Secretary of State to the Ambassador in Sweden (Aldous)", "your 499", "Stockholm", DEPARTMENT),
    ("The Secretary of State to the Ambassador in Sweden (Aldous)", "Embtel 499", "Stockholm", DEPARTMENT),
    ("The Secretary of State to the Ambassador in Sweden (Aldous)", "Deptel 117", DEPARTMENT, "Stockholm"),
    ("The Secretary of State to the Ambassador in Sweden (Aldous)", "Embassy’s 499", "Stockholm", DEPARTMENT),
    ("The Acting Secretary of State to the Consul at Batum (Harlan)", "your 499", "Batum", DEPARTMENT),
    ("The Consul General at Shanghai (Penhallow) to the Secretary of State", "my 499", "Shanghai", DEPARTMENT),
    ("12. Telegram From the Embassy in Ghana to the Department of State", "our 499", "Accra", DEPARTMENT),
    ("12. Telegram From the Department of State to the Embassy in Ghana", "your 499", "Accra", DEPARTMENT),
    ("The Chargé in the Soviet Union (Henderson) to the Secretary of State", "my 499", "Moscow", DEPARTMENT),
    ("The Ambassador in the United Kingdom (Trask) to the Secretary of State", "my 499", "London", DEPARTMENT),
]


@pytest.mark.parametrize(("heading", "text", "sender", "recipient"), ENDS, ids=[f"{row[0]}: {row[1]}" for row in ENDS])
def test_ends(heading: str, text: str, sender: str, recipient: str) -> None:
    cable = telegram(f"See {text}.", heading=heading, date="May 1, 1958.")
    assert [c[1:4] for c in cited(cable)] == [(sender, recipient, text.split()[-1])]


OWN_ENDS = [
    # Between whom a cable's own number counts.
    ("The Secretary of State to Certain Diplomatic Offices", "circular telegram", "220", CIRCULAR),
    ("The United States Delegation to the Secretary of State", "telegram", "Delga 78",
     ("Delegation to the General Assembly", DEPARTMENT)),
    ("The Ambassador in Sweden (Aldous) to the Secretary of State", "telegram", "78", FROM),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "form", "number", "ends"), OWN_ENDS, ids=[row[2] for row in OWN_ENDS])
def test_own_ends(heading: str, form: str, number: str, ends: tuple[str, str]) -> None:
    cable = cable_of(f"758.00/1: {form.capitalize()}\n\n{heading}\n\nStockholm, May 1, 1950.\n\n{number}. It is wet.\n")
    key = own_key(cable)
    assert key is not None
    assert key[:3] == (*ends, number)


def test_between_two_posts_no_house_is_certain() -> None:
    """Of a consul and his embassy, "Embassy’s" is the one and "Department’s" neither."""
    heading = "The Consul at Batum (Harlan) to the Ambassador in Sweden (Aldous)"
    found = cited(telegram("See Embtel 12, Department’s 13, and my 14.", heading=heading))
    assert [c[1:3] for c in found] == [("", ""), ("", ""), ("Batum", "Stockholm")]


def test_without_correspondents_a_citation_is_broken() -> None:
    cable = find_references(cable_of("71. Memorandum of Conversation\n\nWashington, May 1, 1950.\n\nHe spoke of your 499.\n"))
    (reference,) = cable.references
    assert reference.key is None
    assert reference.outcome.value == "broken"


SEATS = [
    # The post that a country's mission sits at moves with the years.
    ("The Ambassador in Russia (Merriweather) to the Secretary of State", "May 1, 1917.", "Petrograd"),
    ("The Ambassador in Germany (Moss) to the Secretary of State", "May 1, 1938.", "Berlin"),
    ("The Ambassador in Germany (Moss) to the Secretary of State", "May 1, 1958.", "Bonn"),
    ("The Ambassador in China (Moss) to the Secretary of State", "May 1, 1948.", "Nanking"),
    ("The Ambassador in China (Moss) to the Secretary of State", "May 1, 1943.", "Chungking"),
    ("The Minister in China (Moss) to the Secretary of State", "May 1, 1928.", "Peking"),
    ("The Ambassador in Pakistan (Moss) to the Secretary of State", "May 1, 1958.", "Karachi"),
    ("The Ambassador in Pakistan (Moss) to the Secretary of State", "May 1, 1969.", "Islamabad"),
    # Where it is open which, the country itself is the name.
    ("The Ambassador in China (Moss) to the Secretary of State", "May 1, 1946.", "China"),
    ("The Consul at Omsk (Ray) to the Secretary of State", "May 1, 1919.", "Omsk"),
]


@pytest.mark.parametrize(("heading", "date", "post"), SEATS, ids=[f"{row[2]}, {row[1]}" for row in SEATS])
def test_posts_by_year(heading: str, date: str, post: str) -> None:
    assert [c[1] for c in cited(telegram("See my 499.", heading=heading, date=date))] == [post]


# ---- years ----------------------------------------------------------------------------------------------------------


def year_given(dateline: str, text: str, **accession: str) -> str | None:
    body = f"758.00/1: Telegram\n\nThe Ambassador in Sweden (Aldous) to the Secretary of State\n\n{dateline}512. {text}\n"
    row = {"collection": "swedish"} | accession
    return find_references(cable_of(body, lists=NO_LISTS, **row)).references[0].date


FORTIES = {"date_from": "1945", "date_to": "1950"}
YEARS = [
    ("the dateline's", "May 1, 1950.\n\n", "See my 499, April 27.", {}, "1950-04-27"),
    ("the only one named", "", "See my 499, April 27. He came on March 3, 1949.", {}, "1949-04-27"),
    ("the one named most", "", "My 499, April 27. March 3, 1949; March 4, 1949; May 1, 1930.", {}, "1949-04-27"),
    ("its own, where it has one", "May 1, 1950.\n\n", "See my 499, April 27, 1948.", {}, "1948-04-27"),
    ("the collection's", "", "See my 499, April 27.", {"date_from": "1949-02", "date_to": "1949"}, "1949-04-27"),
    ("none, the collection being of several", "", "See my 499, April 27.", {"date_from": "1948", "date_to": "1949"}, None),
    ("none, two named alike", "", "My 499, April 27. March 3, 1949; May 1, 1930.", {}, None),
    ("not one outside the collection", "", "My 499, April 27. March 3, 1949; May 1, 1930.", FORTIES, "1949-04-27"),
    ("none at all", "", "See my 499, April 27.", {}, None),
    ("last December's, in January", "January 4, 1950.\n\n", "See my 499, December 28.", {}, "1949-12-28"),
]


@pytest.mark.parametrize(("case", "dateline", "text", "accession", "day"), rows(YEARS))
def test_years(case: str, dateline: str, text: str, accession: dict[str, str], day: str | None) -> None:
    assert year_given(dateline, text, **accession) == day
