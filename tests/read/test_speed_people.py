"""Finding people takes time in proportion to the text, whatever the text does with their names."""

from __future__ import annotations

import gc
import time

import pytest

from pipeline.model import Span
from pipeline.read.capitals import Capitals
from pipeline.read.people.identities import identify
from pipeline.read.people.people import find_mentions
from pipeline.read.people.roll import roll_of
from tests.read.texts import Entry

PERSONS = (
    *(
        Entry(f"p_{i}", f"Casby, {given}", f"Casby, {given}, Minister of State")
        for i, given in enumerate(("Lev", "Ivo", "Ana"))
    ),
    Entry("p_A", "Lev, Casby"),
    Entry("p_T", "Tran Van Linh Casby Lev Ivo Ana"),
    Entry("p_M", "May, A. B. C."),
    Entry("p_D", "Montreuil, Jacques de la"),
)
KB200 = 200_000
HOSTILE = [
    "Casby ",
    "Lev ",
    "Lev Casby ",
    "Casby Lev ",
    "A. ",
    "A. B. C. May ",
    "Minister of State for the Minister of ",
    "Minister of State Casby ",
    "(Casby ",
    "Casby-",
    "de la ",
    "de la Montreuil ",
    "Tran Van Linh Casby Lev Ivo ",
    "May ",
    "May. ",
    "Casby’",
    "’",
    "-",
    "Ca",
    "Lev\n",
]


def cost(text: str) -> float:
    """Processor seconds, the collector of garbage at rest."""
    roll = roll_of(PERSONS)
    gc.collect()
    gc.disable()
    try:
        began = time.process_time()
        identify(text, find_mentions(text, [Span(0, len(text))], roll, Capitals(text)))
        return time.process_time() - began
    finally:
        gc.enable()


@pytest.mark.slow
@pytest.mark.parametrize("unit", [pytest.param(unit, id=repr(unit)) for unit in HOSTILE])
def test_linear(unit: str) -> None:
    """Measured again, and the better taken, where it seems not to be."""
    small, large = unit * (KB200 // len(unit)), unit * (2 * KB200 // len(unit))
    once, twice = cost(small), cost(large)
    if twice > 3 * once:
        once, twice = min(once, cost(small)), min(twice, cost(large))
    assert twice <= 3 * once + 0.05, f"{once:.2f} s for 200 KB, {twice:.2f} s for 400 KB"
