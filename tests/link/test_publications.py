"""How the edition cites itself: each form by the address that it means, and what is cited beside it and is not of the edition.

Wording as in Foreign Relations of the United States; matters and numbers are invented.
"""

from __future__ import annotations

import time

import pytest

from pipeline.link.references.find import find_references
from pipeline.link.references.home import Home
from pipeline.link.references.publications import FRUS, Publications
from pipeline.link.references.volumes import volume_of
from pipeline.model import Outcome, ReferenceKind
from tests.read.rows import rows
from tests.read.texts import cable_of


def cited(*texts: str, collection: str, is_numbered: bool, is_apparatus: bool = True) -> list[tuple[str, str | None]]:
    """(words, address after the edition's) of each citation in the passages, read in their order; the cable is document 40."""
    volume = volume_of(collection)
    assert volume is not None
    edition = Publications(Home(volume, 40, is_numbered, frozenset({"7"})))
    found = [(text, c) for text in texts for c in edition.read(text, is_apparatus=is_apparatus)]
    return [(text[c.start : c.end], c.target.removeprefix(FRUS) if c.target else None) for text, c in found]


NUMBERED = [
    # Documents of the same volume: each number a reference; of a range both ends.
    ("See Document 24.", [("Document 24", "d24")]),
    ("Documents 36 and 37.", [("Documents 36", "d36"), ("37", "d37")]),
    ("See Documents 30–34.", [("Documents 30", "d30"), ("34", "d34")]),
    ("See Documents 5, 8, and 12.", [("Documents 5", "d5"), ("8", "d8"), ("12", "d12")]),
    ("Documents 68 ff., 204, and 350.", [("Documents 68", "d68"), ("204", "d204"), ("350", "d350")]),
    ("See Documents 285–87.", [("Documents 285", "d285"), ("87", "d287")]),
    ("It is printed as Document 9. He came.", [("Document 9", "d9")]),
    ("See the enclosure to Document 9 [Tab A].", [("Document 9", "d9")]),
    ("See the source note, Document 83.", [("Document 83", "d83")]),
    # Their notes.
    ("See footnote 2, Document 42.", [("footnote 2, Document 42", "d42#fn2")]),
    ("See footnotes 2 and 3, Document 42.", [("footnotes 2", "d42#fn2"), ("3, Document 42", "d42#fn3")]),
    ("See footnote 2 to Document 42.", [("footnote 2 to Document 42", "d42#fn2")]),
    ("See Document 42, footnote 2.", [("Document 42, footnote 2", "d42#fn2")]),
    ("See Document 42 and footnote 2 thereto.", [("Document 42", "d42"), ("footnote 2", "d42#fn2")]),
    ("See Document 4 and footnote 5, Document 6.", [("Document 4", "d4"), ("footnote 5, Document 6", "d6#fn5")]),
    ("See footnote 2, Document 4, and footnote 5, Document 6.",
     [("footnote 2, Document 4", "d4#fn2"), ("footnote 5, Document 6", "d6#fn5")]),
    ("See footnote 3, supra.", [("footnote 3, supra", "d39#fn3")]),
    ("See footnote 3, infra.", [("footnote 3, infra", "d41#fn3")]),
    # Its own.
    ("See footnote 3 above.", [("footnote 3", "d40#fn3")]),
    ("The draft cited in footnote 3 is lost.", [("footnote 3", "d40#fn3")]),
    ("See footnote 3 to the May 4 letter.", []),
    # The neighbours are found, but not linked.
    ("Supra.", [("Supra", None)]),
    ("See the memorandum infra.", [("infra", None)]),
    ("A supra-national state.", []),
    # Pages are of other works.
    ("(Ash, Grain, p. 12)", []),
    ("Department of State Bulletin, May 4, 1959, p. 639; ibid., May 11, 1959, p. 12.", []),
    # What is not one of the edition's documents.
    ("Senate hearings, Documents 1958.", []),
    ("It was distributed as Document 6 of the Fifth Meeting.", []),
    ("American Foreign Policy: Basic Documents, Document 409.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), rows(NUMBERED))
def test_numbered_volumes(text: str, expected: list[tuple[str, str | None]]) -> None:
    found = cited(text, collection="frus1958-60v12", is_numbered=True)
    assert found == [(words, target and f"frus1958-60v12/{target}") for words, target in expected]


OTHERS = [
    # Another volume: its title may stand between, and it holds through the list.
    ("See Foreign Relations, 1964–1968, vol. XI, Arms Control, Documents 11, 15, and 18.",
     ["frus1964-68v11/d11", "frus1964-68v11/d15", "frus1964-68v11/d18"]),
    ("See Foreign Relations, 1969–1976, vol. XXX, Greece; Cyprus; Turkey, 1973–1976, Document 20.", ["frus1969-76v30/d20"]),
    ("See vol. II, Document 12, footnote 3.", ["frus1958-60v02/d12#fn3"]),
    ("See footnote 3, vol. II, Document 12.", ["frus1958-60v02/d12#fn3"]),
    ("See vol. II, Document 12; see also Document 13.", ["frus1958-60v02/d12", "frus1958-60v12/d13"]),
    ("See vol. II, Document 12. The reply is Document 13.", ["frus1958-60v02/d12", "frus1958-60v12/d13"]),
    ("(see vol. II, Document 12) Document 13 is later.", ["frus1958-60v02/d12", "frus1958-60v12/d13"]),
    ("See Part 2, Document 12.", ["frus1958-60v12p2/d12"]),
    ("See Foreign Relations, 1952–1954, vol. IV, pp. 61–71 (Document 15).", ["frus1952-54v04/d15"]),
    # Without a document, and for a page, the volume.
    ("Scheduled for publication in Foreign Relations, 1977–1980, vol. XIV, Korea; Japan.", ["frus1977-80v14"]),
    ("See Foreign Relations, 1955–1957, vol. VII, pp. 424 and 495.", ["frus1955-57v07"]),
    # One that is not called by the series is linked for a document alone.
    ("For documentation, see volume XI.", [None]),
    # Volumes of other works.
    ("(Box 12, Iraq, Vol. II) Document 13.", ["frus1958-60v12/d13"]),
    ("Ash, Memoirs, vol. II, p. 12.", []),
    ("Congressional Almanac (Washington, 1961), vol. XVII, p. 126.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), rows(OTHERS))
def test_other_volumes(text: str, expected: list[str | None]) -> None:
    assert [target for _, target in cited(text, collection="frus1958-60v12", is_numbered=True)] == expected


PAGED = [
    # Pages of the same volume.
    ("Ante, p. 44.", ["frus1943v03/pg_44"]),
    ("Post, p. 444, and ante, p. 113, respectively.", ["frus1943v03/pg_444", "frus1943v03/pg_113"]),
    ("See pp. 769 ff.", ["frus1943v03/pg_769"]),
    ("See telegram 42, May 4, from the Chargé in Sweden, p. 13.", ["frus1943v03/pg_13"]),
    ("Not printed, but see footnote 29, p. 541.", ["frus1943v03/pg_541"]),
    ("Memoranda of May 4 and 5, pp. 468 and 470.", ["frus1943v03/pg_468", "frus1943v03/pg_470"]),
    ("Printed on page 365.", ["frus1943v03/pg_365"]),
    # Pages of others.
    ("Foreign Relations, 1941, vol. v, p. 492.", ["frus1941v05/pg_492"]),
    ("Foreign Relations, 1917, supp. 1, pp. 9, 249–250.", ["frus1917Supp01v01/pg_9", "frus1917Supp01v01/pg_249",
                                                          "frus1917Supp01v01/pg_250"]),
    ("See vol. i, pp. 651 ff.", ["frus1943v01/pg_651"]),
    ("Foreign Relations, 1915, p. 93, footnote 4.", ["frus1915/pg_93"]),
    ("See Foreign Relations, 1915, p. 93; and for the reply, see p. 12.", ["frus1915/pg_93", "frus1943v03/pg_12"]),
    # Of other works.
    ("Department of State Bulletin, May 4, 1943, p. 308.", []),
    ("Ash, Soldiers and Advisors in Korea, p. 94.", []),
    ("Ash, The Grain (New York, 1939), p. 94.", []),
    ("See U.N. document A/936/Add.1, p. 32.", []),
    ("In paragraph 3 on the other page 4.", []),
    ("See pp. 4–5 of our despatch.", []),
    # Numbers of documents, and notes of its own that it does not have.
    ("See Document 24.", []),
    ("See footnote 9 above.", []),
    ("See footnote 7 above.", ["frus1943v03/d40#fn7"]),
    ("See infra.", [None]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), rows(PAGED))
def test_paged_volumes(text: str, expected: list[str | None]) -> None:
    assert [target for _, target in cited(text, collection="frus1943v03", is_numbered=False)] == expected


IBID = [
    ("the volume", ["Foreign Relations, 1941, vol. v, p. 4.", "Ibid., p. 9."], ["frus1941v05/pg_4", "frus1941v05/pg_9"]),
    ("the years", ["Foreign Relations, 1941, vol. v, p. 4.", "See ibid., vol. iv, p. 9."],
     ["frus1941v05/pg_4", "frus1941v04/pg_9"]),
    ("the series", ["Foreign Relations, 1941, vol. v, p. 4.", "See ibid., 1933, vol. ii, p. 9."],
     ["frus1941v05/pg_4", "frus1933v02/pg_9"]),
    ("its own", ["Ante, p. 4.", "Ibid., p. 9."], ["frus1943v03/pg_4", "frus1943v03/pg_9"]),
    ("another work", ["Department of State Bulletin, May 4, 1943, p. 3.", "Ibid., p. 9."], []),
    ("a journal", ["Foreign Relations, 1941, vol. v, p. 4.", "Ibid., May 4, 1943, p. 9."], ["frus1941v05/pg_4"]),
    ("a file", ["(Ibid., 611.61/3–2550)", "(Ibid.)"], []),
    ("nothing", ["Ibid., p. 9."], []),
]  # fmt: skip
"""By what “ibid.” is short for."""


@pytest.mark.parametrize(("case", "texts", "expected"), rows(IBID))
def test_ibid(case: str, texts: list[str], expected: list[str]) -> None:
    assert [target for _, target in cited(*texts, collection="frus1943v03", is_numbered=False)] == expected


FIFTIES = [
    # The volumes of 1952–1954 link what has no number; the note of a page waits for its document to be known.
    ("Supra.", ["frus1952-54v01p1/d39"]),
    ("See the editorial note, infra .", ["frus1952-54v01p1/d41"]),
    ("See footnote 1, supra .", ["frus1952-54v01p1/d39#fn1"]),
    ("See footnote 3 below.", ["frus1952-54v01p1/d40#fn3"]),
    ("For documentation, see volume VI.", ["frus1952-54v06p1"]),
    ("See vol. V, Part 2, p. 1710.", ["frus1952-54v05p2"]),
    ("See Foreign Relations, 1950, vol. I, p. 4, and ibid., 1951, vol. I, p. 9.", ["frus1950v01", "frus1951v01"]),
    ("Ante, p. 54.", ["frus1952-54v01p1/pg_54"]),
    ("See p. 1379.", ["frus1952-54v01p2/pg_1379"]),
    ("See footnote 7, p. 123.", [None]),
]


@pytest.mark.parametrize(("text", "expected"), rows(FIFTIES))
def test_volumes_of_the_fifties(text: str, expected: list[str | None]) -> None:
    assert [target for _, target in cited(text, collection="frus1952-54v01p1", is_numbered=False)] == expected


TEXTS = [
    # In the words of others, "page" is of their own papers, unless the editors put it in.
    ("On page 5 it is stated.", []),
    ("[For the reply, see page 34.]", ["frus1943v03/pg_34"]),
    ("The paper (ante, p. 12) is lost.", ["frus1943v03/pg_12"]),
]


@pytest.mark.parametrize(("text", "expected"), rows(TEXTS))
def test_texts(text: str, expected: list[str]) -> None:
    assert [t for _, t in cited(text, collection="frus1943v03", is_numbered=False, is_apparatus=False)] == expected


# ---- in a cable -----------------------------------------------------------------------------------------------------

CABLE = (
    "{number}Telegram From the Embassy in Ghana to the Department of State\n\nAccra, May 1, 1958.\n\n12. The grain.1\n\n{notes}"
)


def of_the_cable(
    notes: str, number: str = "40. ", collection: str = "frus1958-60v14", path: str = "d40.txt"
) -> list[str | None]:
    cable = cable_of(CABLE.format(number=number, notes=notes), collection=collection, path=path)
    return [r.target and r.target.removeprefix(FRUS) for r in find_references(cable).references]


def test_a_printed_number_makes_a_numbered_volume() -> None:
    assert of_the_cable("1. See Document 12 and p. 9.\n") == ["frus1958-60v14/d12"]


def test_the_number_in_the_path_does_not() -> None:
    assert of_the_cable("1. See footnote 1, supra, and p. 9.\n", number="") == ["frus1958-60v14/d39#fn1", "frus1958-60v14/pg_9"]


def test_a_number_over_the_heading_does() -> None:
    assert of_the_cable("1. See Document 12 and p. 9.\n", number="No. 40\n\n") == ["frus1958-60v14/d12"]


def test_a_collection_that_is_no_volume_has_none() -> None:
    assert of_the_cable("1. See Document 12.\n", collection="ghana") == []


REASONS = [
    ("1. See Document 12.\n", ReferenceKind.DOCUMENT, Outcome.EXTERNAL,
     "a document of the edition, at the Office of the Historian"),
    ("1. See footnote 3 below.\n", ReferenceKind.NOTE, Outcome.EXTERNAL,
     "a note of the edition, at the Office of the Historian"),
    ("1. Supra.\n", ReferenceKind.DOCUMENT, Outcome.NOT_HELD,
     "it is of frus1958-60v14/d39, which the edition does not link from here"),
    ("1. See volume XI.\n", ReferenceKind.VOLUME, Outcome.NOT_HELD,
     "it is of frus1958-60v11, which the edition does not link from here"),
]  # fmt: skip


@pytest.mark.parametrize(("notes", "kind", "outcome", "reason"), rows(REASONS))
def test_outcomes(notes: str, kind: ReferenceKind, outcome: Outcome, reason: str) -> None:
    cable = cable_of(CABLE.format(number="40. ", notes=notes), collection="frus1958-60v14")
    (reference,) = find_references(cable).references
    assert (reference.kind, reference.outcome, reference.reason) == (kind, outcome, reason)
    assert cable.source.text[slice(*reference.evidence.spans[0])] == reference.text


def test_what_is_inferred_says_why() -> None:
    notes = "1. See Foreign Relations, 1955–1957, vol. XII, Document 3.\n\n2. See ibid., Document 4.\n"
    text = CABLE.format(number="40. ", notes=notes).replace("The grain.1", "The grain.1 The mill.2")
    cable = cable_of(text, collection="frus1958-60v14")
    first, second = find_references(cable).references
    assert (first.evidence.certainty, second.evidence.certainty) == (None, "high")
    assert second.evidence.because == "“ibid.” is the volume cited last"


HOSTILE = ["Document 1, ", "footnote 1, ", "footnotes 1 and 2, footnotes 3, ", "Documents 1, 2–3, ", "ibid., ", "see vol. II, ",
           "Foreign Relations, 1950, vol. I, ", "[page 1 ", "p. 1 of p. 2, ", "vol. I, Title; ", "supra and ",
           "The Grain, p. 1, ", "See Foreign Relations, China, Japan, ", "A/1/1/1/", "vol. ", "Document "]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("is_numbered", [True, False], ids=["numbered", "paged"])
def test_hostile_passages_take_linear_time(unit: str, is_numbered: bool) -> None:
    """200 KB are read in well under a second or two: twice the length may not cost four times."""
    began = time.process_time()
    cited(unit * (200_000 // len(unit)), collection="frus1943v03", is_numbered=is_numbered)
    assert time.process_time() - began < 2.0
