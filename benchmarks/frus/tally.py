"""What is counted, field by field."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Field(StrEnum):
    """What is compared, in the table's order."""

    FILE_NUMBER = "file number"
    SENDER = "sender"
    RECIPIENT = "recipient"
    PLACE = "place"
    DATE = "date"
    TIME = "time"
    INFERRED_DATE = "inferred date"
    SIGNED = "signed"
    NOTE_TEXT = "note text"
    NOTE_ANCHOR = "note anchor"
    PAGE_BREAK = "page break"
    REFERENCE = "reference"
    PERSON_MENTION = "person mention"
    PERSON_LINK = "person link"
    TEXT_KEPT = "text kept"


@dataclass(slots=True)
class Tally:
    """How many readings were right and wrong, and how much of the truth was missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def number(self) -> int:
        """How many there are to be read."""
        return self.right + self.missed

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.number if self.number else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def add(self, other: Tally) -> None:
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed


Miss = tuple[str, object, object]
"""The document's id, what the editors encoded, and what was read."""


@dataclass(slots=True)
class Scores:
    """The tallies of some documents in one form; misses: of the fields that are asked for."""

    asked: frozenset[Field] = frozenset()
    tallies: dict[Field, Tally] = field(default_factory=lambda: defaultdict(Tally))
    misses: list[Miss] = field(default_factory=list)

    def judge(self, field: Field, document: str, truth: object, read: object, *, is_right: bool) -> None:
        """One thing that the editors encoded. A wrong reading is a miss of the truth too; none is a miss alone."""
        tally = self.tallies[field]
        if is_right:
            tally.right += 1
            return
        tally.missed += 1
        tally.wrong += bool(read)
        self.miss(field, document, truth, read)

    def judge_all(self, field: Field, document: str, truth: Iterable[Hashable], read: Iterable[Hashable]) -> None:
        """Things of which each stands for itself, wherever it is in the document."""
        want, have = Counter(truth), Counter(read)
        self.tallies[field].add(Tally((want & have).total(), (have - want).total(), (want - have).total()))
        for missed in want - have:
            self.miss(field, document, missed, None)
        for wrong in have - want:
            self.miss(field, document, None, wrong)

    def miss(self, field: Field, document: str, truth: object, read: object) -> None:
        if field in self.asked:
            self.misses.append((document, truth, read))

    def add(self, other: Scores) -> None:
        for field_, tally in other.tallies.items():
            self.tallies[field_].add(tally)
        self.misses += other.misses
