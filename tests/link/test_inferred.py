"""Which day becomes the date: one that is likely to be right and that nothing as good contradicts; else the days between."""

from __future__ import annotations

import pytest

from pipeline.knowledge import rows as table
from pipeline.link import Nothing, link, study
from pipeline.link.dating.dates import printed_date
from pipeline.link.dating.witness import Witness, certainty_of, reliability
from pipeline.model import Cable, CableDate, Certainty
from tests.read.rows import rows
from tests.read.texts import cable_of

IN = "The Ambassador in Sweden (Aldous) to the Secretary of State"
OUT = "The Secretary of State to the Embassy in Sweden"
TALK = "Memorandum of Conversation, by Mr. Hollis Reed"
CALL = "He called at 4 p.m. on May {}, 1951, about the ice."
HIGH, MEDIUM, LOW = Certainty.HIGH, Certainty.MEDIUM, Certainty.LOW
THIRD = ("1951-05-03", None, None)
TITLE = (None, "1950", "1952")
NUMBER, LEAF = "758.00/5–351", "758.00/7"
UNDATED = [
    # (case, file number, heading, text, when and bounds, rules, certainty)
    ("likely", NUMBER, IN, "512. It thaws.", THIRD, ["filed-received"], HIGH),
    ("less so", NUMBER, OUT, "87. It thaws.", THIRD, ["filed-sent"], MEDIUM),
    ("unlikely", NUMBER, OUT, "87. Your 512. It thaws.", (None, "1951", "1951"), ["filed-year"], HIGH),
    ("two agree", NUMBER, TALK, CALL.format(3), THIRD, ["filed-conversation", "occasion"], HIGH),
    ("two differ", NUMBER, TALK, CALL.format(1), (None, "1951-05-01", "1951-05-03"), ["contradicted"], LOW),
    ("one is weak", NUMBER, TALK, f"{CALL.format(3)} See his note of May 3.", THIRD, ["occasion", "filed-cited"], MEDIUM),
    ("the years of its title", LEAF, IN, "512. It thaws.", TITLE, ["collection"], HIGH),
    ("what it cites first", LEAF, IN, "512. My 510, May 3, 1951.", (None, "1951-05-03", None), ["cites-earlier"], MEDIUM),
    ("not what a note cites", LEAF, IN, "512. It thaws.1\n\n  1. See my 510, May 3, 1951.", TITLE, ["collection"], HIGH),
]


def undated(number: str, heading: str, text: str) -> Cable:
    filed = f"{number}: Telegram" if heading in (IN, OUT) else number
    return study(cable_of(f"{filed}\n\n{heading}\n\n{text}\n", collection="ice", collection_title="Ice, 1950–1952"))


@pytest.mark.parametrize(("case", "number", "heading", "text", "days", "rules", "certainty"), rows(UNDATED))
def test_dates(
    case: str, number: str, heading: str, text: str, days: tuple[str | None, ...], rules: list[str], certainty: Certainty
) -> None:
    linked = link(undated(number, heading, text), Nothing())
    said = linked.cable.date
    assert said is not None
    assert ((said.when, said.not_before, said.not_after), said.certainty) == (days, certainty)
    assert [e.rule for e in said.evidence] == [f"dates.{rule}" for rule in rules]
    contradicted = ["date-contradicted"] if case == "two differ" else []
    assert [f.code.value for f in linked.findings] == [*contradicted, "date-inferred"]


def test_a_printed_date_stands() -> None:
    cable = cable_of(f"758.00/5–351: Telegram\n\n{IN}\n\nStockholm, May 9, 1951—6 p.m.\n\n512. It thaws.\n")
    assert study(cable).date == cable.date


def test_the_year_of_the_day_is_that_of_what_it_cites() -> None:
    cable = undated("758.00/5–351", IN, "512. See my 499, April 27.")
    assert [r.date for r in cable.references] == ["1951-04-27"]


def test_what_was_inferred_falls_away() -> None:
    cable = undated("758.00/5–351", IN, "512. It thaws.")
    assert printed_date(cable.date) is None
    assert study(cable).model_dump_json() == cable.model_dump_json()


@pytest.mark.parametrize("row", table("date_witnesses"), ids=lambda row: row["witness"])
def test_reliability(row: dict[str, str]) -> None:
    """Never all: what was always right in a sample may be wrong outside it."""
    share = reliability(row["witness"])
    assert share == int(row["agreed"]) / int(row["of"]) < 1
    witness = Witness(row["witness"], "1951-05-03", (), "so it says")
    assert witness.evidence().certainty is certainty_of(share)


CERTAINTIES = [("sure", 0.95, Certainty.HIGH), ("likely", 0.94, Certainty.MEDIUM), ("unlikely", 0.84, Certainty.LOW)]


@pytest.mark.parametrize(("case", "share", "certainty"), rows(CERTAINTIES))
def test_certainty(case: str, share: float, certainty: Certainty) -> None:
    assert certainty_of(share) is certainty


def test_no_evidence_no_date() -> None:
    cable = study(cable_of(f"758.00/7: Telegram\n\n{IN}\n\n512. It thaws.\n", collection="ice"))
    assert cable.date in (None, CableDate())
