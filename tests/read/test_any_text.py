"""What must hold of every text: reading it gives a cable that can be published, or an error that says why not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.check import check_files
from pipeline.codes import Severity
from pipeline.ingest import decode
from pipeline.link import Nothing, link, study
from pipeline.model import Block, Cable, Evidence, Mark, Reading, Revision, Span
from pipeline.passages import fold
from pipeline.write import render
from tests.read.texts import leaves, read_text

PIECES = [
    "861.00/11630: Telegram", "File No. 763.72/3773", "The Chargé in Sweden (Aldous) to the Secretary of State", "(Aldous)",
    "12. Telegram From the Embassy in Ghana to the Department of State1", "71. Memorandum of Conversation", "SUBJECT",
    "Omsk, May 1, 1919—7 p.m.", "[Received May 2—1:10 a.m.]", "secret   priority", "SUBJECT: Grain", "PARTICIPANTS",
    "No. 1850", "[Extract]", "Sir:", "195. The grain has come.", "Reference Department’s 117, April 24, 6 p.m.26 It is wet.",
    "my telegram No. 194, April 30", "Embtel 816", "telegram 611 from Cairo, October 1", "(861.24/88)", "Document 24",
    "He asks for:", "wheat", "(a) rye", "(b)", "- oats", "[Page 301]", "[Page 302]", "[Page xii]", "(a) and (b)",
    "Sincerely yours,", "Ray", "[Enclosure]", "1.", "  1. Not printed.", "  2. In rubles (861.24/87).", "- Not printed.↩",
    "1 Not printed.", "* Source: Omsk.", "†", "27", "1 2 3", "May 32, 1919", "↩", "- ", "\n", "\n\n", "\n\n\n", " ", "\t",
    "\u00a0", "\u2028", "\x0b", "\x1c", "\x85", "\r", "½", "’", "—", "é", "\u0301", "𝔸", "\ufffe", "<&>", "]]>", "Zino-\nviev",
]  # fmt: skip
"""Pieces of cables, whole and broken, and characters that are trouble."""
MATTER = st.sampled_from(PIECES)
FRONTS = st.lists(st.sampled_from(PIECES[:13]), min_size=1, max_size=5, unique=True).map("\n\n".join)
WORDS = st.lists(MATTER | st.sampled_from(["the grain1", "has2", "come.3 ", "Zemstvo26 ", "It is wet", "27"]), max_size=12)
BODIES = st.lists(WORDS.map(" ".join), max_size=12).flatmap(
    lambda lines: st.lists(st.sampled_from(["\n", "\n\n", "\n  ", "\n- "]), min_size=len(lines), max_size=len(lines)).map(
        lambda ends: "".join(line + end for line, end in zip(lines, ends, strict=True))
    )
)
NOTES = st.integers(0, 5).map(
    lambda n: "".join(f"  {i}. Not printed, by the Zemstvo (861.24/8{i}).\n" for i in range(1, n + 1))
)
TEXTS = st.one_of(
    st.tuples(FRONTS, BODIES, NOTES).map("\n\n".join),
    st.tuples(FRONTS, BODIES).map("\n".join),
    st.tuples(FRONTS, st.text(max_size=1500)).map("\n\n".join),
    st.lists(MATTER, max_size=40).map("\n".join),
    st.lists(MATTER | st.text(max_size=8), max_size=40).map("".join),
    st.text(max_size=2000),
).map(lambda text: decode(text[:2000].encode("utf-8", "replace")).text)
"""At most 2,000 characters, as ingest gives them: without the characters that XML has not."""

ANY = settings(max_examples=300, deadline=None, database=None, suppress_health_check=list(HealthCheck))


def published(text: str) -> tuple[Cable | None, list[str]]:
    """The cable, linked and with a version, and the codes of what is wrong with it."""
    cable, findings = read_text(text)
    errors = [f.code.value for f in findings if f.severity is Severity.ERROR]
    if cable is None:
        return None, errors
    linked = link(study(cable), Nothing()).cable
    return linked.model_copy(update={"revisions": (Revision(n=1, date="2026-11-22", cause="first published"),)}), errors


@ANY
@given(text=TEXTS)
def test_read_is_total(text: str) -> None:
    """A cable without errors whose files are valid and keep every letter, or no cable and an error."""
    cable, errors = published(text)
    if cable is None:
        assert errors
        return
    assert errors == []
    assert [(f.code.value, f.message) for f in check_files(cable, render(cable)) if f.severity is Severity.ERROR] == []


def readings(cable: Cable) -> list[Reading]:
    parties = (*cable.sent_by, *cable.sent_to)
    named = [r for p in parties for r in (p.person, p.role, p.organisation, p.place)]
    return [r for r in (*named, cable.document_number, cable.message_number, cable.place) if r is not None]


@ANY
@given(text=TEXTS)
def test_readings_slice_back(text: str) -> None:
    cable, _ = published(text)
    if cable is None:
        return
    for reading in readings(cable):
        assert fold(text[slice(*reading.evidence.spans[0])]) == fold(reading.text)
    for date in (cable.date, cable.received):
        if date and date.text and not date.is_inferred:
            assert fold(date.text) in fold(text[slice(*date.evidence[0].spans[0])])
    for reference in cable.references:
        rest = iter(letters(text[slice(*reference.evidence.spans[0])]))
        assert all(letter in rest for letter in letters(reference.text)), "in order, but for labels between"


@ANY
@given(text=TEXTS)
def test_marks_slice_back(text: str) -> None:
    """A mark with a width has the words that its evidence has. Marks nest or are apart."""
    cable, _ = published(text)
    if cable is None:
        return
    passages = [(b.text, b.marks) for b in leaves(cable.blocks)] + [(n.text, n.marks) for n in cable.notes]
    for words, marks in passages:
        for mark in marks:
            assert 0 <= mark.start <= mark.end <= len(words)
            if mark.start < mark.end:
                assert letters(words[mark.start : mark.end]) == letters(cut(text, mark.evidence, marks))
        for one in marks:
            assert not any(one.start < other.start < one.end < other.end for other in marks)


def cut(text: str, evidence: Evidence, marks: Sequence[Mark]) -> str:
    """The source of a mark without the labels within it that became markup."""
    start, end = evidence.spans[0]
    zero_width = [m.evidence.spans[0] for m in marks if m.start == m.end and m.evidence.spans]
    labels = sorted(label for label in zero_width if start <= label[0] and label[1] <= end)
    pieces, at = [], start
    for label in labels:
        pieces.append(text[at : label[0]])
        at = max(at, label[1])
    return "".join([*pieces, text[at:end]])


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


@ANY
@given(text=TEXTS)
def test_blocks_are_in_order_and_slice_back(text: str) -> None:
    cable, _ = published(text)
    if cable is None:
        return
    spans = [b.evidence.spans[0] for b in cable.blocks]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    for block in leaves(cable.blocks):
        within = [m.evidence.spans[0] for m in block.marks if m.start == m.end and m.evidence.spans]
        assert letters(block.text) == letters(without(text, block, within))


def without(text: str, block: Block, labels: Sequence[Span]) -> str:
    start, end = block.evidence.spans[0]
    return "".join(text[i] for i in range(start, end) if not any(a <= i < b for a, b in labels))
