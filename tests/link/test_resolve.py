"""Following references: to the one cable that they can mean, never to one of two; and the date that others give a cable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pytest

from pipeline.catalogue import Held, Mention, Placed
from pipeline.link import Linked, citations_of, date_in_words, held_of, link, mentions_of, study
from pipeline.link.dating.mentions import witnesses
from pipeline.model import Cable, CableDate, CableKey, Certainty, Form, Outcome
from tests.read.rows import rows
from tests.read.texts import cable_of

DEPARTMENT = "Department of State"
URN = "urn:uuid:00000000-0000-0000-0000-00000000000"


class Shelf(NamedTuple):
    """An archive that holds what it is given, as the catalogue answers."""

    cables: tuple[Held, ...] = ()
    mentions: tuple[Mention, ...] = ()
    placed: tuple[Placed, ...] = ()

    def held(self, keys: Iterable[tuple[str, str]]) -> Sequence[Held]:
        wanted = set(keys)
        return [h for h in self.cables if h.key and (h.key.sender, h.key.number) in wanted]

    def filed(self, numbers: Iterable[str]) -> Sequence[Held]:
        wanted = set(numbers)
        return [h for h in self.cables if h.file_number in wanted]

    def citing(self, keys: Iterable[tuple[str, str]]) -> Sequence[Mention]:
        wanted = set(keys)
        return [m for m in self.mentions if (m.key.sender, m.key.number) in wanted]

    def beside(self, own: Placed) -> Sequence[Placed]:
        return [p for p in self.placed if p.collection == own.collection]


def telegram(text: str, date: str = "Stockholm, May 1, 1950—6 p.m.\n\n", number: str = "512", **accession: str) -> Cable:
    heading = "The Ambassador in Sweden (Aldous) to the Secretary of State"
    body = f"758.00/1: Telegram\n\n{heading}\n\n{date}{number}. {text}\n"
    return study(cable_of(body, **({"collection": "swedish"} | accession)))  # type: ignore[arg-type]


def held(
    n: int, number: str = "499", when: str | None = "1950-04-27", *, sender: str = "Stockholm", recipient: str = DEPARTMENT,
    filed: str | None = None, not_before: str | None = None, not_after: str | None = None,
) -> Held:  # fmt: skip
    key = CableKey(sender, recipient, number, when[:10] if when else None)
    return Held("swedish", f"cable-{n}", f"{URN}{n}", key, filed, "telegram", "A telegram", when, not_before, not_after)


def outcome(text: str, *cables: Held) -> tuple[Outcome, str | None]:
    (reference,) = link(telegram(text), Shelf(cables)).cable.references
    return reference.outcome, reference.target


FOUND = (Outcome.RESOLVED, f"{URN}1")
MISSING = (Outcome.NOT_HELD, None)
RESOLUTIONS = [
    # By sender, recipient, number, and a day within one of the cable's own.
    ("the day", "See my 499, April 27.", [held(1)], FOUND),
    ("its hour too", "See my 499, April 27.", [held(1, when="1950-04-27T18:00")], FOUND),
    ("a day early", "See my 499, April 27.", [held(1, when="1950-04-26")], FOUND),
    ("a day late", "See my 499, April 27.", [held(1, when="1950-04-28")], FOUND),
    ("two days off", "See my 499, April 27.", [held(1, when="1950-04-29")], MISSING),
    ("another number", "See my 499, April 27.", [held(1, "498")], MISSING),
    ("another sender", "See my 499, April 27.", [held(1, sender="Oslo")], MISSING),
    ("another recipient", "See my 499, April 27.", [held(1, recipient="Oslo")], MISSING),
    ("the other way", "See my 499, April 27.", [held(1, sender=DEPARTMENT, recipient="Stockholm")], MISSING),
    ("none", "See my 499, April 27.", [], MISSING),
    # Bounds that the day falls into.
    ("within bounds", "See my 499, April 27.", [held(1, when=None, not_before="1950-04-01", not_after="1950-05")], FOUND),
    ("open bounds", "See my 499, April 27.", [held(1, when=None, not_before="1950-04-01")], FOUND),
    ("before its bounds", "See my 499, April 27.", [held(1, when=None, not_before="1950-06-01")], MISSING),
    ("undated, unbounded", "See my 499, April 27.", [held(1, when=None)], MISSING),
    # Without a day: the number within the months before.
    ("no day, recent", "See my 499.", [held(1)], FOUND),
    ("no day, the same day", "See my 499.", [held(1, when="1950-05-01")], FOUND),
    ("no day, later than the citing", "See my 499.", [held(1, when="1950-05-02")], MISSING),
    ("no day, last year's number", "See my 499.", [held(1, when="1949-04-27")], MISSING),
    ("no day, the nearest year of two", "See my 499.", [held(1), held(2, when="1949-04-27")], FOUND),
    # Two that fit.
    ("two of the day", "See my 499, April 27.", [held(1), held(2, when="1950-04-28")], (Outcome.AMBIGUOUS, None)),
    ("two within the months", "See my 499.", [held(1), held(2, when="1950-03-01")], (Outcome.AMBIGUOUS, None)),
    ("two, of another year each", "See my 499, April 27.", [held(1), held(2, when="1949-04-27")], FOUND),
    # By file number.
    ("filed", "It is (758.00/2).", [held(1, filed="758.00/2")], FOUND),
    ("filed elsewhere", "It is (758.00/2).", [held(1, filed="758.00/3")], MISSING),
    ("two filed there", "It is (758.00/2).", [held(1, filed="758.00/2"), held(2, filed="758.00/2")], (Outcome.AMBIGUOUS, None)),
]  # fmt: skip


@pytest.mark.parametrize(("case", "text", "cables", "expected"), rows(RESOLUTIONS))
def test_resolution(case: str, text: str, cables: list[Held], expected: tuple[Outcome, str | None]) -> None:
    assert outcome(text, *cables) == expected


def test_reasons() -> None:
    (found,) = link(telegram("See my 499, April 27."), Shelf((held(1),))).cable.references
    assert "cable-1" in found.reason
    (missing,) = link(telegram("See my 499, April 27."), Shelf()).cable.references
    assert "499" in missing.reason
    linked = link(telegram("See my 499, April 27."), Shelf((held(2), held(1))))
    (two,) = linked.cable.references
    assert two.candidates == (f"{URN}1", f"{URN}2")
    assert [f.code.value for f in linked.findings] == ["reference-ambiguous"]
    assert "my 499, April 27" in linked.findings[0].message


def test_a_cable_does_not_cite_itself() -> None:
    cable = telegram("See my 512, May 1.")
    (reference,) = link(cable, Shelf((held_of(cable),))).cable.references
    assert (reference.outcome, reference.target) == MISSING


NOTED = "It is late (my 499, April 27).1\n\n  1. Not printed; see the note of the day (758.00/2)."


def test_what_the_edition_says_stands_where_nothing_is_held() -> None:
    cited, filed = link(telegram(NOTED), Shelf()).cable.references
    assert (cited.outcome, filed.outcome) == (Outcome.NOT_PRINTED, Outcome.NOT_PRINTED)
    assert (cited.file_number, cited.note, filed.note) == ("758.00/2", "n1", "n1")


def test_an_archive_may_hold_what_the_edition_does_not_print() -> None:
    cited, filed = link(telegram(NOTED), Shelf((held(1, filed="758.00/2"),))).cable.references
    assert (cited.outcome, cited.target) == FOUND
    assert (filed.outcome, filed.target) == FOUND


# ---- dates from those that cite it ----------------------------------------------------------------------------------


def mention(n: int, day: str | None, *, number: str = "512", sender: str = "Stockholm", recipient: str = DEPARTMENT) -> Mention:
    return Mention("swedish", f"later-{n}", f"{URN}{n}", "r1", CableKey(sender, recipient, number, day), f"my {number}, {day}")


def dated(*mentions: Mention, text: str = "It is wet.", **accession: str) -> Linked:
    return link(telegram(text, date="", **accession), Shelf((), mentions))


WITNESSES = [
    ("one", [mention(1, "1950-05-01")], "1950-05-01", Certainty.MEDIUM),
    ("two that agree", [mention(1, "1950-05-01"), mention(2, "1950-05-01")], "1950-05-01", Certainty.HIGH),
    ("one, twice", [mention(1, "1950-05-01"), mention(1, "1950-05-01")], "1950-05-01", Certainty.MEDIUM),
    ("one without a day beside it", [mention(1, "1950-05-01"), mention(2, None)], "1950-05-01", Certainty.MEDIUM),
    ("two that do not agree", [mention(1, "1950-05-01"), mention(2, "1950-05-02")], None, None),
    ("without a day", [mention(1, None)], None, None),
    ("of another number", [mention(1, "1950-05-01", number="513")], None, None),
    ("of another sender", [mention(1, "1950-05-01", sender="Oslo")], None, None),
    ("to another recipient", [mention(1, "1950-05-01", recipient="Oslo")], None, None),
    ("none", [], None, None),
]


@pytest.mark.parametrize(("case", "mentions", "when", "certainty"), rows(WITNESSES))
def test_witnesses(case: str, mentions: list[Mention], when: str | None, certainty: Certainty | None) -> None:
    linked = dated(*mentions)
    assert (linked.cable.date.when if linked.cable.date else None) == when
    assert (linked.cable.date.certainty if linked.cable.date else None) == certainty
    contradicted = [f for f in linked.findings if f.code.value == "date-contradicted"]
    assert len(contradicted) == (case == "two that do not agree")


FILED = "758.00/5–150"
DATED_BY_FILE = [
    ("the same day", "1950-05-01", "1950-05-01", []),
    ("a day off", "1950-05-02", None, ["date-contradicted"]),
    ("the same number of another year", "1949-05-01", "1950-05-01", []),
]


@pytest.mark.parametrize(("case", "day", "when", "codes"), rows(DATED_BY_FILE))
def test_witnesses_beside_the_file_number(case: str, day: str, when: str | None, codes: list[str]) -> None:
    heading = "The Ambassador in Sweden (Aldous) to the Secretary of State"
    cable = study(cable_of(f"{FILED}: Telegram\n\n{heading}\n\n512. It is wet.\n", collection="swedish"))
    linked = link(cable, Shelf((), (mention(1, day),)))
    assert (linked.cable.date and linked.cable.date.when) == when
    assert [f.code.value for f in linked.findings if f.code.value == "date-contradicted"] == codes


SERIES = [
    # An airgram is told by its letter, a despatch by the word; a bare number is a telegram's.
    ("airgram", "A–22", "Embassy’s A–22, May 1", True),
    ("despatch", "22", "Embassy’s despatch 22, May 1", True),
    ("despatch", "22", "Embassy’s 22, May 1", False),
    ("telegram", "22", "Embassy’s 22, May 1", True),
    ("telegram", "22", "Embassy’s note 22, May 1", False),
]


@pytest.mark.parametrize(("form", "number", "words", "is_meant"), SERIES)
def test_series_count_apart(form: str, number: str, words: str, is_meant: bool) -> None:
    key = CableKey("Stockholm", DEPARTMENT, number, "1950-05-01")
    said = Mention("swedish", "later-1", f"{URN}1", "r1", key, words)
    assert witnesses(key._replace(day=None), None, Form(form), URN, [said]) == ([said] if is_meant else [])


def test_uncertain_bounds_forbid_no_day() -> None:
    """ "December 29" of the year of the collection makes the cable no later than its citation says."""
    linked = dated(mention(1, "1950-01-04"), text="See my 499, December 29.", date_from="1950", date_to="1950")
    assert linked.cable.date is not None
    assert linked.cable.date.when == "1950-01-04"


def test_a_printed_date_is_not_dated_by_others() -> None:
    linked = link(telegram("It is wet."), Shelf((), (mention(1, "1950-04-30"),)))
    assert linked.cable.date is not None
    assert linked.cable.date.when == "1950-05-01T18:00"
    assert linked.findings == []


BOUNDS = [
    ("what it cites", "See my 499, April 27, 1950.", {}, "1950-04-27", None),
    ("the latest that it cites", "See my 499, April 27, 1950, and my 498, April 2, 1950.", {}, "1950-04-27", None),
    ("its collection", "It is wet.", {"date_from": "1949", "date_to": "1950-06"}, "1949", "1950-06"),
    (
        "what it cites before its collection",
        "See my 499, April 27.",
        {"date_from": "1950", "date_to": "1950"},
        "1950-04-27",
        None,
    ),
    ("nothing", "It is wet.", {}, None, None),
    ("a citation without a year", "See my 499, April 27.", {}, None, None),
]


@pytest.mark.parametrize(("case", "text", "accession", "low", "high"), rows(BOUNDS))
def test_bounds(case: str, text: str, accession: dict[str, str], low: str | None, high: str | None) -> None:
    linked = dated(text=text, **accession)
    date = linked.cable.date or CableDate()
    assert (date.when, date.not_before, date.not_after) == (None, low, high)
    assert [f.code.value for f in linked.findings] == (["date-inferred"] if low or high else ["date-missing"])


OUTSIDE = [
    ("within", {"date_from": "1949", "date_to": "1950"}, []),
    ("on the last day", {"date_to": "1950-05-01"}, []),
    ("open", {"date_from": "1949"}, []),
    ("before", {"date_from": "1951"}, ["date-outside-collection"]),
    ("after", {"date_to": "1950-04"}, ["date-outside-collection"]),
]


@pytest.mark.parametrize(("case", "accession", "expected"), rows(OUTSIDE))
def test_outside_its_collection(case: str, accession: dict[str, str], expected: list[str]) -> None:
    assert [f.code.value for f in link(telegram("It is wet.", **accession), Shelf()).findings] == expected


IN_WORDS = [
    ("a day", CableDate(when="1936-08-27"), "1936-08-27"),
    ("an hour", CableDate(when="1936-08-27T19:00"), "1936-08-27 19:00"),
    ("both bounds", CableDate(not_before="1933", not_after="1939"), "1933 to 1939"),
    ("a lower bound", CableDate(not_before="1936-08-24"), "not before 1936-08-24"),
    ("an upper bound", CableDate(not_after="1939"), "not after 1939"),
    ("words alone", CableDate(text="undated"), "undated"),
]


@pytest.mark.parametrize(("case", "date", "words"), rows(IN_WORDS))
def test_date_in_words(case: str, date: CableDate, words: str) -> None:
    assert date_in_words(date) == words


# ---- the same again -------------------------------------------------------------------------------------------------

SHELF = Shelf((held(1), held(2, filed="758.00/2")), (mention(7, "1950-05-01"), mention(8, "1950-05-01")))
TEXTS = [NOTED, "See my 499, April 27, and Deptel 117.", "It is wet (758.00/2)."]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("date", ["", "Stockholm, May 1, 1950—6 p.m.\n\n"], ids=["undated", "dated"])
def test_linking_twice_gives_the_same(text: str, date: str) -> None:
    """A linked cable, studied and linked again, is the same to the last byte, evidence and all."""
    once = link(telegram(text, date), SHELF)
    again = link(study(once.cable), SHELF)
    assert again.cable.model_dump_json() == once.cable.model_dump_json()
    assert again.findings == once.findings


@pytest.mark.parametrize("text", TEXTS)
def test_links_that_fall_away_leave_nothing(text: str) -> None:
    linked = link(telegram(text, ""), SHELF).cable
    assert link(study(linked), Shelf()).cable.model_dump_json() == link(telegram(text, ""), Shelf()).cable.model_dump_json()


# ---- what the catalogue keeps ---------------------------------------------------------------------------------------


def test_what_is_held_of_a_cable() -> None:
    known = held_of(telegram("It is wet."))
    assert known.key == CableKey("Stockholm", DEPARTMENT, "512", "1950-05-01")
    assert (known.file_number, known.when, known.form) == ("758.00/1", "1950-05-01T18:00", "telegram")


def test_what_is_kept_of_its_citations() -> None:
    cable = telegram("See my 499, April 27, and (758.00/2).")
    assert [(c.ref, c.key) for c in citations_of(cable)] == [
        ("r1", CableKey("Stockholm", DEPARTMENT, "499", "1950-04-27")),
        ("r2", CableKey("", "", "758.00/2", None)),
    ]
    assert [(m.ref, m.key) for m in mentions_of(cable)] == [(c.ref, c.key) for c in citations_of(cable)]
