"""Datelines and receipts, and the dates of prose that are none: FRUS editorial practice, 1861–1980; matters are invented."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from pipeline.model import Span
from pipeline.read.front.datelines import Dateline, read_dateline
from tests.read.rows import rows
from tests.read.texts import codes, linked_cable_of, read_text


class Row(NamedTuple):
    text: str
    place: str | None
    when: str | None
    received: str | None = None


DATELINES = [
    # A place, a day, an hour.
    Row("Moscow, August 27, 1936—7 p.m.", "Moscow", "1936-08-27T19:00"),
    Row("Moscow, August 27, 1936—7 p. m.", "Moscow", "1936-08-27T19:00"),
    Row("Moscow, August 27, 1936–7 p.m.", "Moscow", "1936-08-27T19:00"),
    Row("Moscow, August 27, 1936-7 p.m.", "Moscow", "1936-08-27T19:00"),
    Row("Moscow, August 27, 1936 — 7 p.m.", "Moscow", "1936-08-27T19:00"),
    Row("Peking, March 1, 1919, 11 a.m.", "Peking", "1919-03-01T11:00"),
    Row("Quito, May 9, 1941—12:35 a.m.", "Quito", "1941-05-09T00:35"),
    Row("Quito, May 9, 1941—12:35 p.m.", "Quito", "1941-05-09T12:35"),
    Row("Quito, May 9, 1941—noon.", "Quito", "1941-05-09T12:00"),
    Row("Quito, May 9, 1941—midnight.", "Quito", "1941-05-09T00:00"),  # as the Office of the Historian encodes it
    Row("Saigon, July 25, 1966, 0936Z.", "Saigon", "1966-07-25T09:36"),
    Row("Saigon, July 25, 1966, 0936 Z.", "Saigon", "1966-07-25T09:36"),
    Row("Omsk, May 9, 1941—12 noon.", "Omsk", "1941-05-09T12:00"),
    Row("Omsk, May 9, 1941, 12:00 midnight.", "Omsk", "1941-05-09T00:00"),
    Row("Omsk, May 9, 1941, Noon", "Omsk", "1941-05-09T12:00"),
    Row("Omsk, May 9, 1941--12:50 p.m.", "Omsk", "1941-05-09T12:50"),
    Row("Omsk, May 9, 1941, 3p.m..", "Omsk", "1941-05-09T15:00"),
    Row("Omsk, May 9, 1951,1857Z.", "Omsk", "1951-05-09T18:57"),
    Row("4 p.m., May 9, 1941", None, "1941-05-09T16:00"),
    Row("Omsk, May 9, 1951, 0073Z.", "Omsk", "1951-05-09"),  # no such minute: the day stands
    # Two hours: the paper is of the first; "3–5 p.m." leaves its half of the day to the second, "11–1 p.m." cannot.
    Row("Omsk, May 9, 1951, 3–5:30 p.m.", "Omsk", "1951-05-09T15:00"),
    Row("Omsk, May 9, 1951, 10:30 a.m.–12:30 p.m.", "Omsk", "1951-05-09T10:30"),
    Row("Omsk, May 9, 1951, noon–2:15 p.m.", "Omsk", "1951-05-09T12:00"),
    Row("Omsk, May 9, 1951, 10 a.m.–noon.", "Omsk", "1951-05-09T10:00"),
    Row("Omsk, May 9, 1951—9 p. m. and 11 p. m.", "Omsk", "1951-05-09T21:00"),
    Row("Omsk, May 9, 1951, 11–1 p.m.", "Omsk", "1951-05-09"),
    # A place and a day.
    Row("Washington, February 11, 1943.", "Washington", "1943-02-11"),
    Row("Washington, February 11, 1943", "Washington", "1943-02-11"),
    Row("London, 3 July 1945", "London", "1945-07-03"),
    Row("London, 3 July, 1945.", "London", "1945-07-03"),
    Row("Mexico City, September 5, 1914.", "Mexico City", "1914-09-05"),
    Row("Port-au-Prince, January 2, 1915.", "Port-au-Prince", "1915-01-02"),
    Row("Asunción, January 2, 1915.", "Asunción", "1915-01-02"),
    Row("Rio de Janeiro, October 30, 1930.", "Rio de Janeiro", "1930-10-30"),
    Row("St. Petersburg, June 4, 1905.", "St. Petersburg", "1905-06-04"),
    Row("Paris, May 1st, 1919.", "Paris", "1919-05-01"),
    Row("Washington, February 29, 1936.", "Washington", "1936-02-29"),
    Row("Omsk, May 2d, 1861.", "Omsk", "1861-05-02"),
    Row("Omsk, 10th March, 1861.", "Omsk", "1861-03-10"),
    Row("Omsk, Sept. 3, 1914.", "Omsk", "1914-09-03"),
    Row("Omsk, 23 Dec 1949.", "Omsk", "1949-12-23"),
    Row("Omsk, 24, May, 1918.", "Omsk", "1918-05-24"),
    Row("Omsk May 9, 1941", "Omsk", "1941-05-09"),
    Row("The Hague, May 9, 1941", "The Hague", "1941-05-09"),
    Row("Dar es Salaam, May 9, 1961", "Dar es Salaam", "1961-05-09"),
    Row("On Board the Aurora, May 9, 1917", "On Board the Aurora", "1917-05-09"),
    Row("Tuesday, May 9, 1950", None, "1950-05-09"),
    Row("Department of State, Washington, May 9, 1861", "Department of State, Washington", "1861-05-09"),
    Row("White House, Washington, May 9, 1961", "White House, Washington", "1961-05-09"),
    Row("Washington, D. C., May 9, 1870", "Washington, D. C.", "1870-05-09"),
    Row("Washington, D. C., May 9, 1870. (Received at 1.30 p. m.)", "Washington, D. C.", "1870-05-09", "1.30 p. m."),
    Row("American Embassy, May 9, 1914", "American Embassy", "1914-05-09"),
    Row(
        "Legation of Ruritania, Lima, May 9, 1861. (Received June 30.)",
        "Legation of Ruritania, Lima",
        "1861-05-09",
        "June 30",
    ),
    Row("No. 252 Omsk, May 9, 1941.", "Omsk", "1941-05-09"),
    # Spaces around inline tags, markers of notes, full stops.
    Row("[ Omsk ,] 9 May, 1915 .", "Omsk", "1915-05-09"),
    Row("[ Omsk , May 9, 1915.]", "Omsk", "1915-05-09"),
    Row("Omsk , May 9, 1915 .2", "Omsk", "1915-05-09"),
    Row("Omsk, May 9, 19151", "Omsk", "1915-05-09"),
    Row("Omsk, May 9, 1915—noon.3", "Omsk", "1915-05-09T12:00"),
    Row("[ Omsk ,] May 9, 1951.*", "Omsk", "1951-05-09"),
    # Less than a day, and the Gregorian of two.
    Row("Omsk, January 1959.", "Omsk", "1959-01"),
    Row("August 1936", None, "1936-08"),
    Row("Omsk, January 29/February 11, 1917", "Omsk", "1917-02-11"),
    Row("Omsk, 25 May (7 June), 1918", "Omsk", "1918-06-07"),
    # What the editors put in, and what is lost.
    Row("Omsk, May 24 [23?], 1949.", "Omsk", "1949-05-24"),
    Row("Omsk, May 24, 1949—[noon?].", "Omsk", "1949-05-24T12:00"),
    Row("Omsk, May 24, 1949—midnight [noon?].", "Omsk", "1949-05-24T00:00"),
    Row("[Omsk?,] May 24, 1949.", "Omsk", "1949-05-24"),
    Row("[place not declassified], May 24, 1949", "place not declassified", "1949-05-24"),
    Row("[Washington,] February 11, 1943.", "Washington", "1943-02-11"),
    Row("[Washington, February 11, 1943.]", "Washington", "1943-02-11"),
    Row("[Washington], February 11, 1943.", "Washington", "1943-02-11"),
    Row("Washington, [February 11, 1943.]", "Washington", "1943-02-11"),
    Row("August 3, 1950.", None, "1950-08-03"),
    Row("Washington, undated.", "Washington", None),
    Row("[Washington, undated.]", "Washington", None),
    Row("Geneva, June 9.", "Geneva", None),
    Row("Geneva, June 9—4 p.m.", "Geneva", None),
    # Days that there are not.
    Row("Moscow, February 30, 1936—7 p.m.", "Moscow", None),
    Row("Moscow, February 29, 1937.", "Moscow", None),
    Row("Moscow, August 0, 1936.", "Moscow", None),
    # Receipts.
    Row("[Received 7:45 p.m.51]", None, None, "7:45 p.m."),
    Row("[Received August 28—1:10 a.m.]", None, None, "August 28—1:10 a.m."),
    Row("[Received September 2, 3:45 p.m.]", None, None, "September 2, 3:45 p.m."),
    Row("[Rec’d October 2, 1917, 9:30 p.m.]", None, None, "October 2, 1917, 9:30 p.m."),
    Row("[Received 3:45 p.m.]", None, None, "3:45 p.m."),
    Row("Received August 28—1:10 a.m.", None, None, "August 28—1:10 a.m."),
    Row("Received: August 28, 1972, 9:12 a.m.", None, None, "August 28, 1972, 9:12 a.m."),
    Row("(Received June 3.)", None, None, "June 3"),
    Row("[Received August 28—noon.]", None, None, "August 28—noon"),
    Row("[Received August 28 (29?)—1:10 a.m.]", None, None, "August 28 (29?)—1:10 a.m."),
    Row("[Received at Washington May 3.]", None, None, "May 3"),
]


def read(text: str) -> Dateline | None:
    return read_dateline(text, Span(0, len(text)))


@pytest.mark.parametrize(("text", "place", "when", "received"), rows(DATELINES))
def test_datelines(text: str, place: str | None, when: str | None, received: str | None) -> None:
    line = read(text)
    assert line is not None
    assert (line.place.text if line.place else None) == place
    assert (line.date.when if line.date else None) == when
    assert (line.received.text if line.received else None) == received


@pytest.mark.parametrize("row", [r for r in DATELINES if r.received is None], ids=lambda row: row.text)
def test_datelines_slice_back(row: Row) -> None:
    source = f"861.00/1\n{row.text}\nThe matter is closed."
    line = read_dateline(source, Span(9, 9 + len(row.text)))
    assert line is not None
    assert line.date is not None
    (start, end) = line.date.evidence[0].spans[0]
    assert line.date.text in source[start:end]
    if line.place:
        assert source[slice(*line.place.evidence.spans[0])] == line.place.text


NO_DATELINES = [
    "He left Moscow on August 27, 1936, and was not seen again.",
    "On August 27, 1936, the court met.",
    "The court met August 27, 1936.",
    "In reply to yours of August 27, 1936",
    "Reference Department’s 117, August 24, 6 p.m.",
    "Moscow",
    "On August 27, 1936",
    "He wrote on August 27, 1936",
    "Draft Report, August 27, 1936",
    "Week Ending (August 27, 1936)",
    "1. 27 August 1936",
    "Omsk, September–October 1966",
    "Subject: August 27, 1936",
    "Received your note of August 28",
    "[Received August 28—1:10 a.m.] All well.",
    "861.00/11630: Telegram",
    "Dated September 5, 1914",
    "Moscow, August 27, 1936—7 p.m. The court met.",
    "Moscow, Augst 27, 1936.",
    "",
]


@pytest.mark.parametrize("text", rows((text,) for text in NO_DATELINES))
def test_no_datelines(text: str) -> None:
    assert read(text) is None


RANGES = [
    ("Omsk, August 3–5, 1955", "1955-08-03", "1955-08-05"),
    ("Omsk, August 3 and 4, 1955.", "1955-08-03", "1955-08-04"),
    ("Omsk, June 30–July 2, 1950", "1950-06-30", "1950-07-02"),
    ("Omsk, 30 June–2 July 1950", "1950-06-30", "1950-07-02"),
    ("Omsk, November 23/24, 1955—midnight.", "1955-11-23", "1955-11-24"),
    ("Omsk, December 30–January 2, 1951", "1950-12-30", "1951-01-02"),
    ("Omsk, July 3–15, 1955", "1955-07-03", "1955-07-15"),  # twelve days apart, but no stroke between two calendars
]
"""Of several days a paper has bounds, and no moment."""


@pytest.mark.parametrize(("text", "first", "last"), rows(RANGES))
def test_several_days(text: str, first: str, last: str) -> None:
    line = read(text)
    assert line is not None
    assert line.date is not None
    assert (line.date.when, line.date.not_before, line.date.not_after) == (None, first, last)
    assert line.date.certainty is None


def test_bounds_that_are_printed_outlast_linking() -> None:
    cable = linked_cable_of(
        "861.00/1: Telegram\n\nThe Consul at Omsk (Ray) to the Secretary of State\n\nOmsk, May 3–5, 1919.\n\n"
        "5. See my telegram No. 4, May 1, 1919.\n"
    )
    assert cable.date is not None
    assert (cable.date.not_before, cable.date.not_after) == ("1919-05-03", "1919-05-05")


IMPOSSIBLE = [
    ("Moscow, February 30, 1936—7 p.m.", "February 30, 1936—7 p.m."),
    ("Moscow, February 29, 1937.", "February 29, 1937"),
    ("Moscow, April 31, 1936.", "April 31, 1936"),
]


@pytest.mark.parametrize(("line", "text"), IMPOSSIBLE, ids=[line for line, _ in IMPOSSIBLE])
def test_impossible_days_are_reported(line: str, text: str) -> None:
    cable, findings = read_text(
        f"861.00/1: Telegram\n\nThe Consul at Omsk (Ray) to the Secretary of State\n\n{line}\n\n5. All well.\n"
    )
    assert cable is not None
    assert cable.date is not None
    assert cable.date.when is None
    assert cable.date.text == text
    (finding,) = [f for f in findings if f.code.value == "date-impossible"]
    assert text in finding.message


def test_possible_days_are_not_reported() -> None:
    _, findings = read_text(
        "861.00/1: Telegram\n\nThe Consul at Omsk (Ray) to the Secretary of State\n\nOmsk, May 1, 1919.\n\n5. All well.\n"
    )
    assert codes(findings) == []


RECEIPTS = [
    ("[Received August 28—1:10 a.m.]", "Moscow, August 27, 1936—7 p.m.", "1936-08-28T01:10"),
    ("[Received August 27—4:10 p.m.]", "Moscow, August 27, 1936—7 p.m.", "1936-08-27T16:10"),
    ("[Received September 3, 1936—4:10 p.m.]", "Moscow, August 27, 1936—7 p.m.", "1936-09-03T16:10"),
    ("[Received January 1—1:10 a.m.]", "Moscow, December 31, 1936—7 p.m.", "1937-01-01T01:10"),
    ("[Received 11:20 p.m.]", "Moscow, August 27, 1936—7 p.m.", "1936-08-27T23:20"),
]
"""The year of a receipt is that of the dateline, or the next where the year has turned; the day too, where it names none."""


@pytest.mark.parametrize(("receipt", "line", "when"), rows(RECEIPTS))
def test_receipts_take_the_year_of_the_dateline(receipt: str, line: str, when: str) -> None:
    heading = "The Consul at Omsk (Ray) to the Secretary of State"
    cable, _ = read_text(f"861.00/1: Telegram\n\n{heading}\n\n{line}\n{receipt}\n\n5. All is well with the harvest.\n")
    assert cable is not None
    assert cable.received is not None
    assert cable.received.when == when
