"""From the source to a passage and back: labels cut, white space folded, every mark and every stretch found again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Evidence, MarkKind, Span
from pipeline.passages import CUTTING, Found, Origin, compose, fold
from tests.read.rows import rows

FOLDED = [
    ("", ""),
    (" ", ""),
    ("one", "one"),
    (" one  two\n three\t", "one two three"),
    ("one\u00a0two", "one two"),
    ("one\n\n\ntwo", "one two"),
]


@pytest.mark.parametrize(("text", "expected"), rows(FOLDED))
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected


def found(kind: MarkKind, source: str, words: str, value: str = "") -> Found:
    start = source.index(words)
    span = Span(start, start + len(words))
    return Found(kind, span, value, Evidence(rule="test.found", spans=(span,)))


COMPOSED = [
    # (case, source, marks as (kind, words), text, marks as (kind, marked words, start))
    ("no marks", " The\n grain ", [], "The grain", []),
    ("a word", "The grain is wet.", [("person", "grain")], "The grain is wet.", [("person", "grain", 4)]),
    ("over a line's end", "The\n grain is wet.", [("term", "The\n grain")], "The grain is wet.", [("term", "The grain", 0)]),
    ("a note's marker", "The grain26 is wet.", [("note", "26")], "The grain is wet.", [("note", "", 9)]),
    ("a marker at the end", "The grain is wet.26", [("note", "26")], "The grain is wet.", [("note", "", 17)]),
    ("a page in a word", "The gr[Page 3]ain.", [("page", "[Page 3]")], "The grain.", [("page", "", 6)]),
    ("a page in a line", "The [Page 3] grain.", [("page", "[Page 3]")], "The grain.", [("page", "", 4)]),
    ("a page between lines", "The\n[Page 3]\ngrain.", [("page", "[Page 3]")], "The grain.", [("page", "", 4)]),
    ("a page at the beginning", "[Page 3] The grain.", [("page", "[Page 3]")], "The grain.", [("page", "", 0)]),
    ("a marker within a word's mark", "The grain26 mill.", [("term", "grain26 mill"), ("note", "26")], "The grain mill.",
     [("term", "grain mill", 4), ("note", "", 9)]),
    ("two cuts side by side", "The grain26[Page 3] mill.", [("note", "26"), ("page", "[Page 3]")], "The grain mill.",
     [("note", "", 9), ("page", "", 9)]),
    ("nested", "The grain mill.", [("term", "grain mill"), ("person", "mill")], "The grain mill.",
     [("term", "grain mill", 4), ("person", "mill", 10)]),
    ("the whole", "The grain.", [("term", "The grain.")], "The grain.", [("term", "The grain.", 0)]),
    ("nothing but a label", "[Page 3]", [("page", "[Page 3]")], "", [("page", "", 0)]),
]  # fmt: skip
Marks = list[tuple[str, str]]


@pytest.mark.parametrize(("case", "source", "marks", "text", "expected"), rows(COMPOSED))
def test_compose(case: str, source: str, marks: Marks, text: str, expected: list[tuple[str, str, int]]) -> None:
    passage = compose(source, Span(0, len(source)), [found(MarkKind(kind), source, words) for kind, words in marks])
    assert passage.text == text
    assert [(m.kind.value, passage.text[m.start : m.end], m.start) for m in passage.marks] == expected


def test_marks_outside_are_passed_over() -> None:
    source = "The grain. The mill."
    marks = [found(MarkKind.TERM, source, "grain"), found(MarkKind.TERM, source, "mill")]
    assert [m.start for m in compose(source, Span(11, 20), marks).marks] == [4]


# ---- any source, any marks ------------------------------------------------------------------------------------------

WORDS = st.text(alphabet="ab1é½ \n\t\u00a0’-", max_size=12)
LABELS = st.sampled_from(["26", "[Page 3]", "*", "[Page xii]"])


@st.composite
def marked_sources(draw: st.DrawFn) -> tuple[str, Span, list[Found]]:
    """A source, a stretch of it without white space at its ends, and marks in it: labels apart, words anywhere."""
    pieces, labels, at = [], [], 0
    for is_label in draw(st.lists(st.booleans(), min_size=1, max_size=8)):
        piece = draw(LABELS if is_label else WORDS)
        if is_label:
            kind = draw(st.sampled_from(sorted(CUTTING)))
            span = Span(at, at + len(piece))
            labels.append(Found(kind, span, piece, Evidence(rule="test.label", spans=(span,))))
        pieces.append(piece)
        at += len(piece)
    source = "".join(pieces)
    start = len(source) - len(source.lstrip())
    whole = Span(min(start, len(source)), max(len(source.rstrip()), min(start, len(source))))
    return source, whole, labels


def visible(source: str, span: Span, labels: list[Found]) -> str:
    """The letters and signs of a stretch that no label covers."""
    covered = {i for label in labels for i in range(*label.span)}
    return "".join(source[i] for i in range(*span) if i not in covered and not source[i].isspace())


ANY = settings(max_examples=400, deadline=None, database=None)


@ANY
@given(made=marked_sources())
def test_compose_keeps_all_but_labels(made: tuple[str, Span, list[Found]]) -> None:
    source, whole, labels = made
    passage = compose(source, whole, labels)
    assert "".join(passage.text.split()) == visible(source, whole, labels)
    assert passage.text == " ".join(passage.text.split(" "))
    assert not passage.text.startswith(" ")
    assert not passage.text.endswith(" ")
    assert len(passage.marks) == len(labels)
    for mark in passage.marks:
        before = Span(whole.start, mark.evidence.spans[0].start)
        assert "".join(passage.text[: mark.start].split()) == visible(source, before, labels)


@ANY
@given(made=marked_sources(), data=st.data())
def test_marks_of_words_have_their_words(made: tuple[str, Span, list[Found]], data: st.DataObject) -> None:
    source, whole, labels = made
    ends = sorted(data.draw(st.lists(st.integers(whole.start, whole.end), min_size=2, max_size=2)))
    span = Span(*ends)
    if any(start < border < end for start, end in (f.span for f in labels) for border in span):
        return
    marked = Found(MarkKind.TERM, span, "", Evidence(rule="test.term", spans=(span,)))
    (mark,) = [m for m in compose(source, whole, [*labels, marked]).marks if m.kind is MarkKind.TERM]
    passage = compose(source, whole, [*labels, marked])
    assert "".join(passage.text[mark.start : mark.end].split()) == visible(source, span, labels)


@ANY
@given(made=marked_sources(), data=st.data())
def test_origin_finds_the_way_back(made: tuple[str, Span, list[Found]], data: st.DataObject) -> None:
    """The source of any stretch of a passage has the words of the stretch, and begins and ends with them."""
    source, whole, labels = made
    passage = compose(source, whole, labels)
    if not passage.text:
        return
    start = data.draw(st.integers(0, len(passage.text) - 1))
    end = data.draw(st.integers(start + 1, len(passage.text)))
    words = passage.text[start:end]
    if words[0] == " " or words[-1] == " ":
        return
    span = Origin(source, Evidence(rule="test.block", spans=(whole,)), passage).span(start, end)
    assert whole.start <= span.start < span.end <= whole.end
    assert visible(source, span, labels) == "".join(words.split())
    assert source[span.start] == words[0]
    assert source[span.end - 1] == words[-1]


def test_an_offset_past_the_end_gives_the_end() -> None:
    source = "The grain."
    whole = Span(0, len(source))
    origin = Origin(source, Evidence(rule="test.block", spans=(whole,)), compose(source, whole))
    assert origin.span(4, 99) == Span(4, 10)
