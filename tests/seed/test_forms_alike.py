"""The forms in which copies of one cable come, each derived from the seed by a small function: all must read alike.

Source of the list: design.md, "Forms of the same cable that must read alike". Cables are compared in all that does not depend
on the bytes; evidence always compares equal.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

import pytest

from pipeline.check import check_files
from pipeline.link import Nothing, link, study
from pipeline.model import BlockKind, Cable, Finding, Form, MarkKind, Revision
from pipeline.write import render
from tests.read.texts import leaves, marked, read_text, texts_of
from tests.seed.runs import SEED_TEXT

ITEMS = (
    "Zinoviev, Kamenev and other prominent defendants have", "The prominent defendants",
    "Zinoviev, Kamenev and other prominent defendants had", "Trotsky had sent", "The German police",
    "To prevent", "To correct", "To eliminate", "To render", "By branding", "Incidentally still",
)  # fmt: skip
"""How the items of the three lists begin."""
LETTERS = dict(zip("abcde", ITEMS, strict=False))


def read_alike(text: str) -> tuple[Cable, list[tuple[str, str]]]:
    """The cable without what depends on the bytes, and what is found in it, without where."""
    cable, findings = read_text(text, date_from="1933", date_to="1939")
    assert cable is not None
    linked = link(study(cable), Nothing())
    return without_bytes(linked.cable), sorted((f.code.value, f.subject) for f in [*findings, *linked.findings])


def without_bytes(cable: Cable) -> Cable:
    return cable.model_copy(update={"source": cable.source.model_copy(update={"sha256": "0" * 64, "size": 0, "text": ""})})


def finding_codes(findings: list[Finding]) -> list[str]:
    return sorted(f.code.value for f in findings)


# ---- variants -------------------------------------------------------------------------------------------------------


def body_and_notes(text: str) -> tuple[str, list[str]]:
    body, *notes = re.split(r"\n+ {2}\d\. ", text)
    return body, [n.strip() for n in notes]


def is_item(line: str) -> bool:
    return line.startswith(ITEMS)


def soft_wrapped(text: str, width: int = 72, *, at_hyphens: bool = False) -> str:
    """Each line broken at a width, as a mail program breaks it; notes with a hanging indent."""
    indents = ((line, "     " if line[:2] == "  " else "") for line in text.split("\n"))
    return "\n".join(
        textwrap.fill(line, width, subsequent_indent=indent, break_on_hyphens=at_hyphens, break_long_words=False)
        for line, indent in indents
    )


def wrapped_apart(text: str) -> str:
    """Soft-wrapped, with a blank line between the items of lists and the notes too."""
    return soft_wrapped(text.replace("\n  ", "\n\n  "), 72)


def bulleted_single_newlines(text: str) -> str:
    """No blank lines; items as "- text", notes as "- text↩"."""
    body, notes = body_and_notes(text)
    lines = [f"- {line}" if is_item(line) else line for line in body.split("\n") if line]
    return "\n".join([*lines, *(f"- {note}↩" for note in notes)]) + "\n"


def bulleted(text: str) -> str:
    """Blank lines between paragraphs; items as "- text", notes as "- text↩"."""
    body, notes = body_and_notes(text)
    lines = [f"- {line}" if is_item(line) else line for line in body.split("\n")]
    return "\n".join(lines) + "\n\n" + "\n".join(f"- {note}↩" for note in notes) + "\n"


def spaced_arrows(text: str) -> str:
    body, notes = body_and_notes(text)
    return body + "\n\n" + "\n\n".join(f"- {note} ↩" for note in notes) + "\n"


def bare_numbers(text: str) -> str:
    """Notes as "1 text", at the margin."""
    body, notes = body_and_notes(text)
    return body + "\n\n" + "\n".join(f"{i} {note}" for i, note in enumerate(notes, start=1)) + "\n"


def bare_numbers_apart(text: str) -> str:
    body, notes = body_and_notes(text)
    return body + "\n\n" + "\n\n".join(f"{i} {note}" for i, note in enumerate(notes, start=1)) + "\n"


def notes_at_the_margin(text: str) -> str:
    body, notes = body_and_notes(text)
    return body + "\n\n" + "\n".join(f"{i}. {note}" for i, note in enumerate(notes, start=1)) + "\n"


def notes_in_brackets(text: str) -> str:
    body, notes = body_and_notes(text)
    return body + "\n\n" + "\n".join(f"  {i}) {note}" for i, note in enumerate(notes, start=1)) + "\n"


def spaced_brackets(text: str) -> str:
    """Spaces around what was marked inline: "( Henderson )"."""
    return text.replace("(Henderson)", "( Henderson )")


def double_spaces(text: str) -> str:
    return text.replace(". ", ".  ").replace("  1.  ", "  1. ")


def two_blank_lines(text: str) -> str:
    return text.replace("\n\n", "\n\n\n")


def trailing_spaces(text: str) -> str:
    return text.replace("\n", "  \n")


def indented_paragraphs(text: str) -> str:
    """The first line of each paragraph indented, as printed."""
    body, notes = body_and_notes(text)
    paragraphs = re.sub(r"(?m)^(?=[A-Z].{200})", "    ", body)
    return paragraphs + "\n\n" + "\n".join(f"  {i}. {note}" for i, note in enumerate(notes, start=1))


def a_last_newline(text: str) -> str:
    return f"{text}\n"


def blank_before_and_after(text: str) -> str:
    return f"\n\n{text}\n\n\n"


def page_label_between_lines(text: str) -> str:
    """The page labels without blank lines around them."""
    return re.sub(r"\n\n(\[Page \d+\])\n\n", r"\n\n\1\n", text)


def no_break_spaces(text: str) -> str:
    return text.replace("August 24", "August\u00a024").replace("(Henderson) to", "(Henderson)\u00a0to")


ALIKE: list[Callable[[str], str]] = [
    soft_wrapped, wrapped_apart, bulleted_single_newlines, bulleted, spaced_arrows, bare_numbers,
    bare_numbers_apart, notes_at_the_margin, notes_in_brackets, spaced_brackets, double_spaces, two_blank_lines,
    trailing_spaces, indented_paragraphs, a_last_newline, blank_before_and_after, page_label_between_lines, no_break_spaces,
]  # fmt: skip


@pytest.mark.parametrize("variant", ALIKE, ids=lambda f: f.__name__.replace("_", "-"))
def test_reads_alike(variant: Callable[[str], str]) -> None:
    text = variant(SEED_TEXT)
    assert text != SEED_TEXT
    cable, findings = read_alike(text)
    expected, expected_findings = read_alike(SEED_TEXT)
    for field in type(cable).model_fields:
        said, wanted = getattr(cable, field), getattr(expected, field)
        if field == "sent_by":  # the words of a party keep the spaces that stand inside its brackets
            said, wanted = (
                [c.model_copy(update={"text": ""}) for c in said],
                [c.model_copy(update={"text": ""}) for c in wanted],
            )
        if variant is spaced_brackets and field in ("title", "blocks"):
            said, wanted = letters_of(cable), letters_of(expected)
        assert said == wanted, field
    assert findings == expected_findings


WIDTHS = [54, 62, 65, 77, 84, 94, 99]
"""Widths at which no item of an unlabelled list happens to end in a full line: the next item cannot be told from it there."""


@pytest.mark.parametrize("width", WIDTHS)
def test_soft_wrapped_at_any_width(width: int) -> None:
    assert read_alike(soft_wrapped(SEED_TEXT, width)) == read_alike(SEED_TEXT)


def test_soft_wrapped_at_hyphens() -> None:
    """A compound that was broken at its hyphen is one word again."""
    text = soft_wrapped(SEED_TEXT, 72, at_hyphens=True)
    assert "Zinoxyez-\n" in text
    assert read_alike(text)[0] == read_alike(SEED_TEXT)[0]


def test_misreading_across_lines() -> None:
    assert read_alike(soft_wrapped(SEED_TEXT, 72, at_hyphens=True))[1] == read_alike(SEED_TEXT)[1]


def letters_of(cable: Cable) -> list[str]:
    return [re.sub(r"\W", "", b.text) for b in leaves(cable.blocks)]


@pytest.mark.parametrize("variant", ALIKE, ids=lambda f: f.__name__.replace("_", "-"))
def test_every_form_can_be_published(variant: Callable[[str], str]) -> None:
    """Valid in each format, and every letter of the source in the TEI."""
    cable, _ = read_text(variant(SEED_TEXT), date_from="1933", date_to="1939")
    assert cable is not None
    linked = link(study(cable), Nothing()).cable
    revised = linked.model_copy(update={"revisions": (Revision(n=1, date="2026-11-22", cause="first published"),)})
    assert check_files(revised, render(revised)) == []


# ---- labels of lists ------------------------------------------------------------------------------------------------


def labelled(text: str, form: str) -> str:
    """The five lettered items with their labels printed; form: "({n}) " or "({n})\\n"."""
    for n, begin in LETTERS.items():
        text = text.replace(f"\n{begin}", f"\n{form.format(n=n)}{begin}")
    return text


LABELS = [
    ("on the item's line", "({n}) ", ["(a)", "(b)", "(c)", "(d)", "(e)"]),
    ("on their own line", "({n})\n", ["(a)", "(b)", "(c)", "(d)", "(e)"]),
    ("bullet and label", "- ({n}) ", ["(a)", "(b)", "(c)", "(d)", "(e)"]),
    ("bullet, label on its own line", "- ({n})\n", ["(a)", "(b)", "(c)", "(d)", "(e)"]),
    ("label on its own line, then bullet", "({n})\n- ", ["(a)", "(b)", "(c)", "(d)", "(e)"]),
    ("half brackets", "{n}) ", ["a)", "b)", "c)", "d)", "e)"]),
    ("stops", "{n}. ", ["a.", "b.", "c.", "d.", "e."]),
    ("stops on their own line", "{n}.\n", ["a.", "b.", "c.", "d.", "e."]),
]


@pytest.mark.parametrize(("case", "form", "labels"), LABELS, ids=[row[0] for row in LABELS])
def test_printed_labels(case: str, form: str, labels: list[str]) -> None:
    """Labels that stand in the text stay in it, marked; nothing of them is inferred."""
    cable, findings = read_text(labelled(SEED_TEXT, form))
    assert cable is not None
    lists = [b for b in cable.blocks if b.kind is BlockKind.LIST]
    assert [[item.n for item in b.blocks] for b in lists] == [["a", "b"], ["c", "d", "e"], [""] * 6]
    assert all(item.n_evidence is None for b in lists for item in b.blocks)
    marks = [mark for mark in marked(cable, MarkKind.LABEL) if mark[1] in "abcde"]
    assert marks == list(zip(labels, "abcde", strict=True))
    items = [
        item.text.removeprefix(label).strip() for label, item in zip(labels, [*lists[0].blocks, *lists[1].blocks], strict=True)
    ]
    assert [item[: len(begin)] for item, begin in zip(items, ITEMS, strict=False)] == list(ITEMS[:5])
    assert "labels-inferred" not in finding_codes(findings)


FORMS = [
    pytest.param("({n})\n", id="own line"),
    pytest.param("- ({n}) ", id="bullet"),
    pytest.param("- ({n})\n", id="both"),
    pytest.param("({n})\n- ", id="before"),
]


@pytest.mark.parametrize("form", FORMS)
def test_printed_labels_read_alike(form: str) -> None:
    assert read_alike(labelled(SEED_TEXT, form)) == read_alike(labelled(SEED_TEXT, "({n}) "))


def test_printed_labels_soft_wrapped() -> None:
    text = labelled(SEED_TEXT, "({n}) ")
    assert read_alike(soft_wrapped(text)) == read_alike(text)


# ---- page labels ----------------------------------------------------------------------------------------------------

MIDDLE = "obtaining commutation of sentence or from fear"
"""Words of a paragraph on page 301."""


def with_page(within: str, label: str, at: str) -> str:
    """The seed with a page label put in before `at`, which stands in `within`."""
    assert SEED_TEXT.count(within) == 1
    return SEED_TEXT.replace(within, within.replace(at, f"{label}{at}", 1))


def page_in(cable: Cable, n: str) -> tuple[str, str]:
    """The ten characters before and after the page's mark, in its block."""
    ((block, mark),) = [(b, m) for b in leaves(cable.blocks) for m in b.marks if m.kind is MarkKind.PAGE and m.value == n]
    assert mark.start == mark.end
    return block.text[max(0, mark.start - 10) : mark.start], block.text[mark.start : mark.start + 10]


INSIDE = [
    ("within a line", "[Page 3011] ", "sentence", ("tation of ", "sentence o")),
    ("within a word", "[Page 3011]", "tence", ("ion of sen", "tence or f")),
    ("across lines", "\n[Page 3011]\n", "sentence", ("tation of ", "sentence o")),
    ("across paragraphs", "\n\n[Page 3011]\n\n", "sentence", ("tation of ", "sentence o")),
]


@pytest.mark.parametrize(("case", "label", "at", "around"), INSIDE, ids=[row[0] for row in INSIDE])
def test_page_label_inside_a_paragraph(case: str, label: str, at: str, around: tuple[str, str]) -> None:
    """The paragraph stays one, its words those of the seed; the page begins where the label stood."""
    cable, _ = read_alike(with_page(MIDDLE, label, at))
    assert page_in(cable, "3011") == around
    expected, _ = read_alike(SEED_TEXT)
    assert texts_of(cable, BlockKind.PARAGRAPH) == texts_of(expected, BlockKind.PARAGRAPH)
    assert cable.notes == expected.notes
    assert cable.references == expected.references


def test_page_label_across_lines_or_paragraphs_alike() -> None:
    inline, lines, paragraphs = (
        read_alike(with_page(MIDDLE, label, "sentence")) for label in ("[Page 3011] ", "\n[Page 3011]\n", "\n\n[Page 3011]\n\n")
    )
    assert inline == lines == paragraphs


# ---- what a copy may lose -------------------------------------------------------------------------------------------

DATELINE = "Moscow, August 27, 1936—7 p.m.\n[Received August 28—1:10 a.m.]\n\n"
BEFORE_BODY = "195. Reference"


def with_dateline(text: str) -> str:
    return text.replace(BEFORE_BODY, DATELINE + BEFORE_BODY, 1)


@pytest.mark.parametrize("variant", ALIKE, ids=lambda f: f.__name__.replace("_", "-"))
def test_dateline_kept(variant: Callable[[str], str]) -> None:
    """With the dateline that the seed has lost, each form reads the day, the hour and the receipt."""
    cable, findings = read_alike(variant(with_dateline(SEED_TEXT)))
    assert cable.date is not None
    assert (cable.date.when, cable.date.is_inferred) == ("1936-08-27T19:00", False)
    assert cable.received is not None
    assert cable.received.when == "1936-08-28T01:10"
    assert cable.place is not None
    assert cable.place.text == "Moscow"
    assert cable.message_number is not None
    assert cable.message_number.text == "195"
    assert "date-inferred" not in [code for code, _ in findings]


@pytest.mark.parametrize("signature", ["Henderson", "HENDERSON", "Loy W. Henderson"])
@pytest.mark.parametrize(
    "variant", [a_last_newline, soft_wrapped, bulleted_single_newlines, bare_numbers], ids=lambda f: f.__name__
)
def test_signature_kept(variant: Callable[[str], str], signature: str) -> None:
    text = SEED_TEXT.replace("by despatch.\n", f"by despatch.\n\n{signature}\n")
    cable, _ = read_alike(variant(text))
    assert texts_of(cable, BlockKind.SIGNED) == [signature]
    assert cable.blocks[-1].kind is BlockKind.SIGNED
    without, _ = read_alike(SEED_TEXT)
    assert cable.blocks[:-1] == without.blocks
    assert cable.notes == without.notes


LOSSES = [
    ("file line", "861.00/11630: Telegram\n\n", lambda c: (c.file_number, c.form) == (None, Form.UNKNOWN)),
    ("heading", "The Chargé in the Soviet Union (Henderson) to the Secretary of State\n\n", lambda c: c.sent_by == ()),
    ("marker 26", "26 The", lambda c: [n.is_anchored for n in c.notes] == [False, False, True]),
    ("marker 27", "27 signifies", lambda c: [n.is_anchored for n in c.notes] == [False, True, False]),
]


@pytest.mark.parametrize(("case", "lost", "expected"), LOSSES, ids=[row[0] for row in LOSSES])
def test_a_loss_costs_only_itself(case: str, lost: str, expected: Callable[[Cable], bool]) -> None:
    text = SEED_TEXT.replace(lost, lost.lstrip("0123456789") if lost[0] == "2" else "", 1)
    cable, _ = read_alike(text)
    assert expected(cable)
    whole, _ = read_alike(SEED_TEXT)
    assert [n.n for n in cable.notes] == ["25", "26", "27"]
    assert [n.text for n in cable.notes] == [n.text for n in whole.notes]
    assert texts_of(cable, BlockKind.PARAGRAPH)[1:] == texts_of(whole, BlockKind.PARAGRAPH)[1:]
    assert cable.message_number == whole.message_number


def test_both_markers_lost() -> None:
    """Nothing tells the printed numbers then: the notes keep those of the list."""
    cable, _ = read_alike(SEED_TEXT.replace("p.m.26", "p.m.").replace("constitution27", "constitution"))
    assert [(n.n, n.is_anchored, n.n_evidence) for n in cable.notes] == [(i, False, None) for i in ("1", "2", "3")]


def test_marker_25_kept() -> None:
    """The first note's marker stands at the file line, as printed."""
    cable, findings = read_alike(SEED_TEXT.replace(": Telegram\n", ": Telegram25\n", 1))
    assert [(n.n, n.is_anchored, n.n_evidence) for n in cable.notes] == [
        ("25", True, None),
        ("26", True, None),
        ("27", True, None),
    ]
    assert cable.form is Form.TELEGRAM
    assert cable.file_number is not None
    assert cable.file_number.canonical == "861.00/11630"
    assert "note-unanchored" not in [code for code, _ in findings]
