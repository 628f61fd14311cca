"""Citations of the edition itself: its documents, notes, pages and volumes, each by the address that it has.

A passage is read once, from left to right. A volume that is named holds to the end of its clause, and what is numbered after it
is of that volume; where none is named, it is of the citing cable's own. "Ibid." is the volume cited last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.link.citations import Citation
from pipeline.link.home import Home
from pipeline.link.locators import Number, Token, Word, may_cite, tokens
from pipeline.link.volumes import Named, Volume, read_volume
from pipeline.model import Certainty, ReferenceKind

FRUS = "https://history.state.gov/historicaldocuments/"
"""Where the Office of the Historian publishes the volumes of Foreign Relations: VOLUME/dN, VOLUME/dN#fnM, VOLUME/pg_N."""

_JOINT = re.compile(r"[\s,(]*(?:(?:and|to|of|in|as|the|also|see)\s){0,3}")
"""What may stand between two words of one citation."""
_TITLE = re.compile(r",\s[A-Z“][^.]{0,120}")
"""The title of a volume, which may stand between its number and that of a document."""
_WORK_BEFORE = re.compile(r"(?<!in )(?<!from )(?<!at )(?:\b[A-Z][\w’]*,|\d\)),?\s?$")
"""The end of a title or an imprint: a volume that follows is of another work."""
_POINTED = re.compile(r"(?:\b(?:see|on|also|ante,|post,)|footnote \d{1,3},)\s$")
"""What comes before a page of the same volume."""
_TITLE_WORD = re.compile(r"[A-Z“][\w’”“-]*\.?|of|the|in|and|for|on|to|with")


def _is_title(before: str) -> bool:
    """Whether a text ends in the title of a work: "…, Soldiers and Advisors in Korea, "."""
    words = re.split(r"[,;:(]\s?|\bsee\s", before.rstrip(" ,"))[-1].split()
    return before.endswith(", ") and sum(w[0].isupper() for w in words) > 2 and all(_TITLE_WORD.fullmatch(w) for w in words)


_NEIGHBOURS = {"s": -1, "i": 1}
""" "supra" and "infra", by their first letter: which way they point."""


class Publications:
    """Reads passage after passage, and keeps from one to the next what was cited last."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._last: Volume | None = None

    def read(self, text: str, *, is_apparatus: bool) -> Sequence[Citation]:
        """Each citation in reading order. is_apparatus: the editors wrote the passage, so that its "p. 12" is one of theirs."""
        if not may_cite(text):
            return ()
        passage = _Passage(self._home, text, is_apparatus, self._last)
        found = list(passage.citations())
        self._last = passage.last
        return found


class _Opened(NamedTuple):
    """The name of a volume of which nothing has been cited yet."""

    start: int
    end: int


class _Passage:
    """The reading of one passage."""

    def __init__(self, home: Home, text: str, is_apparatus: bool, last: Volume | None) -> None:
        self.home, self.text, self.is_apparatus = home, text, is_apparatus
        self.last = last
        """The volume cited last; None also where that was another publication."""
        self.volume: Volume | None = None
        """The volume named in this clause."""
        self.opened: _Opened | None = None
        self.is_other = False
        """Whether the clause has named another publication."""
        self.document: tuple[Volume, int] | None = None
        """The document cited last in this passage."""
        self.notes: tuple[int, tuple[Number, ...]] = (0, ())
        """Where a citation of notes begins, and the notes, until their document is named."""

    def citations(self) -> Iterator[Citation]:
        read_to = 0
        for token, following in pairwise([*tokens(self.text), None]):
            if token is not None and token.start >= read_to:
                yield from _READERS[token.word](self, token, following)
                read_to = self.opened.end if self.opened else token.end
        yield from self.close()

    # ---- volumes ----

    def series(self, token: Token, following: Token | None) -> Iterator[Citation]:
        yield from self.close()
        self.open(token.start, read_volume(self.text, token.end, None))

    def ibid(self, token: Token, following: Token | None) -> Iterator[Citation]:
        yield from self.close()
        named = read_volume(self.text, token.end, self.last)
        if named and (self.last or not self.home.is_numbered):
            self.open(token.start, named)
        elif self.last and following and following.word in _NUMBERED and self.is_joined(token, following):
            self.open(token.start, Named(self.last, token.end))
        else:
            self.volume, self.is_other = None, True

    def other_volume(self, token: Token, following: Token | None) -> Iterator[Citation]:
        """ "vol. XIV": of the same years, or of those of the volume named before it."""
        base = self.volume
        yield from self.close()
        is_own = base is not None or (not self.is_other and self.is_of_the_edition(token))
        self.open(token.start, read_volume(self.text, token.start, base or self.home.volume) if is_own else None)

    def part(self, token: Token, following: Token | None) -> Iterator[Citation]:
        yield from self.close()
        part = f"p{self.text[token.end]}"
        self.open(token.start, Named((self.volume or self.home.volume)._replace(part=part), token.end + 1))

    def open(self, start: int, named: Named | None) -> None:
        """From here on, what is numbered is of this volume, or of another publication where it is none of the edition."""
        self.is_other = named is None
        self.volume = self.last = named.volume if named else None
        self.opened = _Opened(start, named.end) if named else None

    def is_of_the_edition(self, token: Token) -> bool:
        """Whether a volume without a series is of this one: "see vol. XIV", not "Memoirs, vol. II" or "Box 12, Vol. II"."""
        return self.text[token.start] == "v" and not _WORK_BEFORE.search(self.text, max(0, token.start - 30), token.start)

    def close(self) -> Iterator[Citation]:
        """A volume of which nothing was cited is cited itself."""
        if self.opened and self.volume:
            volume = self.volume.at(None).id
            if self.text[self.opened.start] == "F" or self.home.links_unnumbered:
                yield self.cite(ReferenceKind.VOLUME, *self.opened, volume)
            else:
                yield self.leave(ReferenceKind.VOLUME, *self.opened, f"it is {volume}, which the edition does not link here")
        self.opened = None

    # ---- clauses ----

    def end_clause(self, token: Token, following: Token | None) -> Iterator[Citation]:
        if not self.is_within_title(token):
            yield from self.close()
            self.volume, self.is_other, self.notes = None, False, (0, ())

    def other_publication(self, token: Token, following: Token | None) -> Iterator[Citation]:
        yield from self.close()
        self.open(token.start, None)

    def is_within_title(self, stop: Token) -> bool:
        """Whether a semicolon stands in the title of the volume: "vol. XXX, Greece; Cyprus; Turkey, Document 20"."""
        if self.opened is None or self.text[stop.start] != ";" or not self.text[stop.end + 1 : stop.end + 2].isupper():
            return False
        return bool(_TITLE.fullmatch(self.text, self.opened.end, stop.start))

    # ---- what is numbered ----

    def documents(self, token: Token, following: Token | None) -> Iterator[Citation]:
        volume = self.volume or (self.home.volume if self.home.is_numbered else None)
        if volume is None or self.is_other or self.text.startswith(" of ", token.end):
            self.notes = (0, ())
            return
        self.document, self.last = (volume, token.numbers[0].value), volume
        start = self.take_start(token)
        if self.notes[1]:
            yield from self.cite_notes(volume, token.numbers[0].value, token.numbers[0].end)
        elif following and following.word is Word.NOTE and self.text[token.end : following.start] == ", ":
            self.notes = (start, ())
        else:
            yield from self.cite_each(ReferenceKind.DOCUMENT, start, token.numbers, f"{volume.id}/d")

    def pages(self, token: Token, following: Token | None) -> Iterator[Citation]:
        (start, notes), self.notes = self.notes, (0, ())
        if notes and self.volume is None and self.home.links_unnumbered:
            because = f"the document on page {token.numbers[0].value} of {self.home.volume.id} is not known"
            yield self.leave(ReferenceKind.NOTE, start, token.end, because)
            return
        if self.text.startswith(" of ", token.end):
            return
        if following and following.word is Word.DOCUMENT and self.text[token.end : following.start].strip() == "(":
            return
        if self.volume is None:
            yield from self.own_pages(token)
        elif self.home.links_pages:
            start = self.take_start(token)
            for first, number in enumerate(token.numbers):
                volume = self.volume.at(number.value)
                yield self.cite(
                    ReferenceKind.PAGE, number.start if first else start, number.end, f"{volume.id}/pg_{number.value}"
                )
        else:
            yield from self.close()

    def own_pages(self, token: Token) -> Iterator[Citation]:
        if self.home.is_numbered or self.is_other or not self.is_of_this_volume(token):
            self.last = None
            return
        volume = self.last = self.home.volume.beside(token.numbers[0].value)
        yield from self.cite_each(ReferenceKind.PAGE, token.start, token.numbers, f"{volume.id}/pg_")

    def is_of_this_volume(self, token: Token) -> bool:
        """Whether a page is one of this volume: the editors write "p.", and "page" only where they point; a title is another's."""
        if self.text.startswith("age", token.start + 1) and not self.is_bracketed(token.start):
            return self.is_apparatus and bool(_POINTED.search(self.text, max(0, token.start - 20), token.start))
        return not _is_title(self.text[max(0, token.start - 90) : token.start])

    def is_bracketed(self, at: int) -> bool:
        """Whether the editors put the words into a text of others: "[For the reply, see page 34.]"."""
        return self.text.rfind("[", 0, at) > self.text.rfind("]", 0, at)

    def footnotes(self, token: Token, following: Token | None) -> Iterator[Citation]:
        start, before = self.notes
        self.notes = (start or token.start, (*before, *token.numbers))
        if start and not before and self.document:
            yield from self.cite_notes(*self.document, token.end)
        elif following is None or not self.is_joined(token, following) or following.word not in _OWNERS:
            yield from self.own_notes(token.end)
        elif following.word is Word.HERE and self.text[following.start] != "t":
            yield from self.own_notes(token.end)
        elif following.word in (Word.HERE, Word.IBID) and self.document:
            yield from self.cite_notes(*self.document, token.end)

    def own_notes(self, end: int) -> Iterator[Citation]:
        """Those of the citing cable itself."""
        is_own = not self.is_other and self.volume is None and not self.text.startswith(" to ", end)
        if self.home.document and is_own and all(self.home.has_note(n.value) for n in self.notes[1]):
            yield from self.cite_notes(self.home.volume, self.home.document, end)
        self.notes = (0, ())

    def beside(self, token: Token, following: Token | None) -> Iterator[Citation]:
        number = self.home.neighbour(_NEIGHBOURS[self.text[token.start].lower()])
        if number is None:
            return
        self.document = (self.home.volume, number)
        if self.notes[1]:
            yield from self.cite_notes(self.home.volume, number, token.end)
        elif self.home.links_unnumbered:
            yield self.cite(ReferenceKind.DOCUMENT, token.start, token.end, f"{self.home.volume.id}/d{number}")
        elif self.is_apparatus:
            because = f"it is document {number} of {self.home.volume.id}, which the edition does not link here"
            yield self.leave(ReferenceKind.DOCUMENT, token.start, token.end, because)

    def nothing(self, token: Token, following: Token | None) -> Iterator[Citation]:
        yield from ()

    # ---- the citations themselves ----

    def take_start(self, token: Token) -> int:
        """Where a citation begins: with the name of its volume, the first time."""
        start = self.opened.start if self.opened else token.start
        self.opened = None
        return start

    def cite_notes(self, volume: Volume, document: int, end: int) -> Iterator[Citation]:
        start, numbers = self.notes
        ends = [*(n.end for n in numbers[:-1]), end]
        for number, stop in zip(numbers, ends, strict=True):
            begin = start if number is numbers[0] else number.start
            yield self.cite(ReferenceKind.NOTE, begin, stop, f"{volume.id}/d{document}#fn{number.value}")
        self.notes = (0, ())

    def cite_each(self, kind: ReferenceKind, start: int, numbers: Sequence[Number], address: str) -> Iterator[Citation]:
        for n, number in enumerate(numbers):
            yield self.cite(kind, number.start if n else start, number.end, f"{address}{number.value}")

    def cite(self, kind: ReferenceKind, start: int, end: int, address: str) -> Citation:
        return Citation(start, end, kind, f"references.{kind.value}", target=f"{FRUS}{address}")

    def leave(self, kind: ReferenceKind, start: int, end: int, because: str) -> Citation:
        """A citation without an address, and why."""
        return Citation(start, end, kind, f"references.{kind.value}", because=because)

    def is_joined(self, token: Token, following: Token) -> bool:
        return following.start - token.end < 30 and bool(_JOINT.fullmatch(self.text, token.end, following.start))


_NUMBERED = frozenset({Word.DOCUMENT, Word.PAGE, Word.NOTE})
_OWNERS = frozenset({*_NUMBERED, Word.BESIDE, Word.HERE, Word.IBID, Word.SERIES, Word.VOLUME, Word.PART})
"""What says, after a note, whose it is."""

_Reader = Callable[[_Passage, Token, Token | None], Iterator[Citation]]
_READERS: Mapping[Word, _Reader] = {
    Word.SERIES: _Passage.series,
    Word.IBID: _Passage.ibid,
    Word.VOLUME: _Passage.other_volume,
    Word.PART: _Passage.part,
    Word.DOCUMENT: _Passage.documents,
    Word.PAGE: _Passage.pages,
    Word.NOTE: _Passage.footnotes,
    Word.BESIDE: _Passage.beside,
    Word.HERE: _Passage.nothing,
    Word.OTHER: _Passage.other_publication,
    Word.SEE: _Passage.end_clause,
    Word.STOP: _Passage.end_clause,
}
