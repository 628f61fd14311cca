"""Every pattern of the project against the examples beside it, and each against long hostile input."""

import importlib
import pkgutil
import time

import pytest

import pipeline
from pipeline.patterns import PATTERNS, Pattern

for module in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
    if module.name.split(".")[1] in ("read", "link", "filenumbers", "moments"):
        importlib.import_module(module.name)


def _rows(which: str) -> list[tuple[Pattern, str]]:
    return [(pattern, text) for pattern in PATTERNS for text in getattr(pattern, which)]


@pytest.mark.parametrize(("pattern", "text"), _rows("matches"), ids=lambda v: v if isinstance(v, str) else "")
def test_matches(pattern: Pattern, text: str) -> None:
    assert pattern.match(text)


@pytest.mark.parametrize(("pattern", "text"), _rows("rejects"), ids=lambda v: v if isinstance(v, str) else "")
def test_rejects(pattern: Pattern, text: str) -> None:
    assert not pattern.fullmatch(text)


HOSTILE = ["a " * 20_000, "A" * 40_000, "1" * 40_000, "A. " * 13_000, "[Page " * 7_000, "(a) " * 10_000, "August 1, " * 4_000,
           "1.1/" * 10_000, "Department’s " * 3_000, "the " * 10_000, "A-" * 20_000, " " * 40_000, "\n" * 40_000]  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda p: p.matches[0] if p.matches else p.regex.pattern[:20])
def test_no_pattern_backtracks_badly(pattern: Pattern) -> None:
    """40 KB of anything are searched in well under a second: twice the length may not cost four times."""
    for text in HOSTILE:
        began = time.process_time()
        for _ in pattern.finditer(text):
            pass
        pattern.fullmatch(text)
        assert time.process_time() - began < 1.0, (pattern.regex.pattern, text[:20])
