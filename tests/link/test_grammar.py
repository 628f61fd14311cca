"""How one paper names another: each form in the sentences it stands in, and what only looks like it.

Wording as counted in Foreign Relations of the United States; names and matters are invented.
"""

from __future__ import annotations

import pytest

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
        ("airgram 40 from Perth, 3 April 1950", "Perth", DEPARTMENT, "40", "1950-04-03"),
    ),
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
