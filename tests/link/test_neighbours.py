"""The days that a cable's neighbours in its edition allow, and the days that they give."""

from __future__ import annotations

import pytest

from pipeline.catalogue import Placed
from pipeline.link import Nothing, link, placed_of, study
from pipeline.link.dating.neighbours import REACH
from pipeline.model import Cable, Certainty
from tests.link.test_resolve import Shelf
from tests.read.rows import rows
from tests.read.texts import cable_of

VOLUME = "frus1951v30"
OUT = "The Secretary of State to the Embassy in Sweden"
HERE = 40


def undated(number: str = "758.00/5–351", text: str = "87. Your 512. It thaws.", collection: str = VOLUME) -> Cable:
    """Document 40 of a volume: an answer, filed perhaps under the number of what it answers."""
    path = f"{collection}/d{HERE}.txt"
    return study(cable_of(f"{number}: Telegram\n\n{OUT}\n\n{text}\n", collection=collection, path=path))


def shelf(*neighbours: tuple[int, str | None]) -> Shelf:
    return Shelf(placed=tuple(Placed(VOLUME, f"d{place}", place, day) for place, day in neighbours))


LEAF = "758.00/7"
CASES = [
    # (case, file number, neighbours: place and day, the day that it gets, its rule)
    ("number between them", "758.00/5–351", [(39, "1951-05-02"), (41, "1951-05-04")], "1951-05-03", "filed-answer-in-order"),
    ("on the day of one", "758.00/5–351", [(39, "1951-05-03"), (41, "1951-05-04")], "1951-05-03", "filed-answer-in-order"),
    ("both of one day", LEAF, [(38, "1951-05-03"), (42, "1951-05-03")], "1951-05-03", "beside"),
    ("the nearest count", LEAF, [(36, "1951-04-30"), (39, "1951-05-03"), (41, "1951-05-03")], "1951-05-03", "beside"),
    ("one without a day is passed over", LEAF, [(38, "1951-05-03"), (39, None), (41, "1951-05-03")], "1951-05-03", "beside"),
    # Neighbours that tell nothing: the number's day is not theirs, they differ, are far, are not in order, or are on one side.
    ("its number before them", "758.00/5–351", [(39, "1951-05-04"), (41, "1951-05-05")], None, "filed-year"),
    ("its number far between them", "758.00/5–351", [(39, "1951-04-25"), (41, "1951-05-08")], None, "filed-year"),
    ("they differ", LEAF, [(39, "1951-05-03"), (41, "1951-05-04")], None, "collection"),
    ("they are out of order", LEAF, [(39, "1951-05-04"), (41, "1951-05-03")], None, "collection"),
    ("on one side only", LEAF, [(38, "1951-05-03"), (39, "1951-05-03")], None, "collection"),
    ("out of reach", LEAF, [(HERE - REACH - 1, "1951-05-03"), (41, "1951-05-03")], None, "collection"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "number", "neighbours", "day", "rule"), rows(CASES))
def test_neighbours(case: str, number: str, neighbours: list[tuple[int, str | None]], day: str | None, rule: str) -> None:
    said = link(undated(number), shelf(*neighbours)).cable.date
    assert said is not None
    assert (said.when, said.evidence[0].rule) == (day, f"dates.{rule}")


def test_the_reason_names_the_neighbours() -> None:
    said = link(undated(), shelf((39, "1951-05-02"), (41, "1951-05-04"))).cable.date
    assert said is not None
    assert said.certainty is Certainty.LOW
    assert said.evidence[0].because.endswith("and it stands between d39 of 1951-05-02 and d41 of 1951-05-04")


def test_a_day_that_it_cites_is_later() -> None:
    """Neighbours of May 3 do not date what cites a paper of May 5."""
    cable = undated(LEAF, "87. Your 512, May 5, 1951. It thaws.")
    said = link(cable, shelf((39, "1951-05-03"), (41, "1951-05-03"))).cable.date
    assert said is not None
    assert (said.when, said.not_before) == (None, "1951-05-05")


def test_only_an_edition_has_places() -> None:
    """A folder of cables is in nobody's order."""
    assert placed_of(undated(collection="ice")) is None
    assert placed_of(undated()) == Placed(VOLUME, undated().id, HERE, None)


def test_a_likely_day_needs_no_neighbours() -> None:
    """Its place is known by that day to others."""
    cable = study(
        cable_of(
            "758.00/5–351: Telegram\n\nThe Ambassador in Sweden (Aldous) to the Secretary of State\n\n512. It thaws.\n",
            collection=VOLUME,
            path=f"{VOLUME}/d{HERE}.txt",
        )
    )
    assert placed_of(cable) == Placed(VOLUME, cable.id, HERE, "1951-05-03")
    around = shelf((39, "1951-05-08"), (41, "1951-05-08"))
    assert link(cable, around).cable.date == link(cable, Nothing()).cable.date
