"""What is made of an authority list is made once, and is never another list's."""

from __future__ import annotations

from pipeline.read.people.entries import Entry as Line
from pipeline.read.people.entries import kept
from tests.read.texts import Entry


def test_made_once_for_equal_lists() -> None:
    """Each batch brings a list of its own, equal to the last one's."""
    made: list[tuple[Line, ...]] = []

    @kept
    def names(entries: tuple[Line, ...]) -> list[str]:
        made.append(entries)
        return [entry.name for entry in entries]

    first, second = ((Entry(identifier, "Orlov, Anton"),) for identifier in ("p_O", "p_O"))
    assert first is not second
    assert names(first) is names(second) is names(first)
    assert len(made) == 1


def test_more_lists_than_are_kept() -> None:
    """A list that is forgotten may leave its place in memory to another."""

    @kept
    def names(entries: tuple[Line, ...]) -> list[str]:
        return [entry.name for entry in entries]

    for n in range(300):
        assert names((Entry(f"p_{n}", f"Orlov, {n}"),)) == [f"Orlov, {n}"]
