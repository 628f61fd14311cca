"""The year of a cable whose own dates name none: "August 24, 6 p.m."."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.knowledge import rows
from pipeline.link.dating.period import period_of
from pipeline.model import Block, Cable, Certainty, Evidence, Span
from pipeline.moments import full_dates, years_in
from pipeline.passages import Origin, Passage


class Year(NamedTuple):
    """The year, where it was read, how sure it is, and why."""

    year: int
    spans: tuple[Span, ...]
    certainty: Certainty | None
    because: str


def year_of(cable: Cable) -> Year | None:
    """The year in which a date without one lies; None where nothing tells.

    The dateline's, else the only one that text and notes name in full dates (a notice, where they name several, that most
    do), else that of a collection of one year. It must lie within the collection and the file that the number belongs to.
    """
    if cable.date and cable.date.when:
        said = cable.date.evidence[0]
        return Year(int(cable.date.when[:4]), said.spans, said.certainty, said.because or "its dateline")
    period = period_of(cable.accession)
    named = [found for found in _named(cable) if period is None or period.has_year(found.year)]
    counts = Counter(found.year for found in named)
    if counts:
        (year, times), *others = counts.most_common()
        spans = tuple(found.span(cable.source.text) for found in named if found.year == year)
        if not others:
            where = "one date" if times == 1 else f"{times} dates"
            return Year(
                year, spans, Certainty.MEDIUM, f"{year} is the only year that its text and notes name ({where}){_filed(cable)}"
            )
        if times > others[0][1]:
            return Year(
                year, spans, Certainty.LOW, f"{year} is the year that its text and notes name most often{_filed(cable)}"
            )
    if period and period.year:
        return Year(period.year, (), Certainty.MEDIUM, f"its collection is of {period.year}")
    return None


class _Named(NamedTuple):
    """A full date in a passage, by its year."""

    year: int
    start: int
    end: int
    passage: Passage
    evidence: Evidence

    def span(self, source: str) -> Span:
        return Origin(source, self.evidence, self.passage).span(self.start, self.end)


def _named(cable: Cable) -> Iterator[_Named]:
    """Each full date of the text and notes."""
    passages = [(Passage(b.text, b.marks), b.evidence) for b in _leaves(cable.blocks)]
    passages += [(Passage(n.text, n.marks), n.evidence) for n in cable.notes]
    for passage, evidence in passages:
        for m in full_dates(passage.text, years_in(passage.text)):
            yield _Named(int(m["year"] or m["year2"]), *m.span(), passage, evidence)


def _leaves(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        if block.blocks:
            yield from _leaves(block.blocks)
        else:
            yield block


def _filed(cable: Cable) -> str:
    """What the file number adds: that its file was kept in such years."""
    number = cable.file_number
    if number is None or "." not in number.canonical.split("/")[0]:
        return ""
    kept = [r for r in rows("schemes") if r["scheme"].startswith("decimal")]
    return f", and the decimal file of {kept[0]['from'][:4]}–{kept[-1]['to'][:4]} allows it"
