"""Reading takes time in proportion to the text: twice the size costs at most about three times as much, whatever it is."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

import pytest

from tests.read.rows import rows
from tests.read.texts import read_text
from tests.seed.runs import SEED_TEXT

HEAD = "861.24/88: Telegram\n\nThe Consul at Omsk (Ray) to the Secretary of State\n\nOmsk, May 1, 1919.\n\n"


def filled(unit: str, size: int) -> str:
    return HEAD + unit * (size // len(unit))


def seed_repeated(times: int) -> str:
    """The seed's paragraphs so many times over between its heading and its notes."""
    body, _, notes = SEED_TEXT.partition("\n\n  1. ")
    front, _, text = body.partition("195. ")
    return f"{front}195. {text}{(chr(10) * 2 + text) * (times - 1)}\n\n  1. {notes}"


def many_notes(size: int) -> str:
    """Glued markers in the text, and a note for each."""
    n = size // 40
    words = " ".join(f"grain{i}" for i in range(1, n + 1))
    return HEAD + words + "\n\n" + "\n".join(f"  {i}. Of the harvest." for i in range(1, n + 1))


def lost_markers(size: int) -> str:
    """As many notes, and a tenth of their markers."""
    n = size // 30
    words = " ".join(f"grain{i}" for i in range(1, n + 1, 10))
    return HEAD + words + "\n\n" + "\n".join(f"  {i}. Of the harvest." for i in range(1, n + 1))


def noted(unit: str) -> Callable[[int], str]:
    """So much of the unit, its number counting on where it has one, over as many notes as a list may hold."""
    listed = "\n".join(f"  {i}. Of the harvest of {i}." for i in range(1, 1000))

    def text(size: int) -> str:
        return HEAD + "".join(unit.format(i % 997 + 1) for i in range(size // len(unit))) + "\n\n" + listed

    return text


KB200 = 200_000
HOSTILE: list[tuple[str, Callable[[int], str]]] = [
    ("the seed", lambda size: seed_repeated(size // 4_000)),
    ("many glued digits", lambda size: filled("p.m.26 constitution27 ", size)),
    ("one marker again and again", lambda size: filled("grain1 ", size) + "\n\n  1. Not printed.\n"),
    ("page labels", lambda size: filled("[Page 1]", size)),
    ("page labels on lines", lambda size: filled("[Page 1]\n\n", size)),
    ("page labels in sentences", lambda size: filled("the grain\n\n[Page 1]\n\n", size)),
    ("labels in a line", lambda size: filled("(a) ", size)),
    ("labels on lines", lambda size: filled("(a)\n", size)),
    ("labelled items", lambda size: filled("He asks for:\n\n(a) wheat\n(b) rye\n\n", size)),
    ("unlabelled lists", lambda size: filled("He asks for:\n\nwheat\nrye\n\nOf these (a) and (b).\n\n", size)),
    ("deep bullets", lambda size: filled("- ", size)),
    ("bullets", lambda size: filled("- wheat\n", size)),
    ("notes", many_notes),
    ("notes, most markers lost", lost_markers),
    ("notes over words with numbers", noted("grain{0} ")),
    ("notes over numbers", noted("{0}{0} ")),
    ("notes over markers with a letter", noted("grain1a ")),
    ("notes over signs", noted("grain* ")),
    ("arrows", lambda size: filled("- Not printed.↩\n", size)),
    ("stars", lambda size: filled("* Not printed.\n", size)),
    ("numbers that could be notes", lambda size: filled("  1. Not printed.\n", size)),
    ("one word", lambda size: filled("a", size)),
    ("one word of capitals", lambda size: filled("A", size)),
    ("one number", lambda size: filled("1", size)),
    ("one long blank", lambda size: filled(" ", size) + "."),
    ("blank lines", lambda size: filled("\n", size) + "."),
    ("short lines", lambda size: filled("a few words\n", size)),
    ("wrapped lines", lambda size: filled("the grain that was bought in the spring has not left the harbor and\n", size)),
    ("names", lambda size: filled("Zinoviev, Kamenev and ", size)),
    ("all different names", lambda size: HEAD + " ".join(f"Zi{n_to_letters(n)}" for n in range(size // 10))),
    ("compounds", lambda size: filled("Zinoxyez-Kamenyev and ", size)),
    ("signatures", lambda size: filled("Ray\n", size)),
    ("closes", lambda size: filled("Very truly yours,\n", size) + "\nThe grain is wet.\n"),
    ("letters", lambda size: filled("It is wet.\nYours,\nRay\nChief\n", size)),
    ("people", lambda size: filled("PARTICIPANTS\nMr. Ray\n", size)),
    ("letterheads", lambda size: filled("THE GRAIN BOARD\n", size)),
    ("enclosures", lambda size: filled("[Enclosure]\n\nIt is wet.\n\n", size)),
    ("datelines", lambda size: filled("Omsk, May 1, 1919.\n", size)),
    ("open brackets", lambda size: filled("(", size)),
    ("headings", lambda size: filled("The Consul at Omsk (Ray) to the Secretary of State\n\n", size)),
    ("open square brackets", lambda size: filled("[", size)),
    ("bracketed words", lambda size: filled("[giving?] [sic] ", size)),
    ("brackets that stay open", lambda size: filled("[2½ lines of ", size)),
    ("signs of omission", lambda size: filled(". . . . ", size)),
    ("tabs", lambda size: filled("wheat\t12\n", size)),
    ("one row", lambda size: filled("wheat\t", size)),
    ("bars", lambda size: filled("| wheat | 12 |\n", size)),
    ("wide gaps", lambda size: filled("wheat    rye    oats\n", size)),
    ("wide gaps and none", lambda size: filled("wheat    rye\nwheat    rye\noats\n", size)),
    ("quotations left open", lambda size: filled("He said:\n\n“It is late.\n\n", size)),
    ("quotations never closed", lambda size: filled("“It is late.\n\n", size)),
    ("levels of labels", lambda size: filled("1. One:\na. two\n(1) three\n(a) four\n", size)),
    ("words that pages part", lambda size: filled("the institu [Page 1] tional ", size)),
    ("words that pages might part", lambda size: filled("theword the [Page 1] word ", size)),
    ("a long source note", lambda size: HEAD + "It is late.1\n\n  1. Source: " + "Files, " * (size // 7)),
    ("a source note of acts", lambda size: HEAD + "It is late.1\n\n  1. Source: X. " + "Drafted by A, cleared " * (size // 22)),
    ("a source note of stops", lambda size: HEAD + "It is late.1\n\n  1. Source: X. " + "A. (B. " * (size // 7)),
    ("source notes", lambda size: HEAD + "It is late.\n\n" + "Source: Department of State. Secret.\n\n" * (size // 38)),
    ("to the to the", lambda size: filled("to the ", size)),
]


def n_to_letters(n: int) -> str:
    return "".join("bcdfghjklm"[int(digit)] for digit in f"{n:08d}")


def cost(text: str) -> float:
    """Processor seconds of one reading, the collector of garbage at rest."""
    gc.collect()
    gc.disable()
    try:
        began = time.process_time()
        read_text(text)
        return time.process_time() - began
    finally:
        gc.enable()


@pytest.mark.slow
@pytest.mark.parametrize(("case", "text"), rows(HOSTILE))
def test_linear(case: str, text: Callable[[int], str]) -> None:
    """Measured again, and the better taken, where it seems not to be."""
    small, large = text(KB200), text(2 * KB200)
    once, twice = cost(small), cost(large)
    if twice > 3 * once:
        once, twice = min(once, cost(small)), min(twice, cost(large))
    assert twice <= 3 * once + 0.05, f"{once:.2f} s for 200 KB, {twice:.2f} s for 400 KB"
