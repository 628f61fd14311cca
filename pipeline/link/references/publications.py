"""Citations of the edition itself: its documents, notes, pages and volumes, each by the address that it has.

A passage is read once, from left to right. A volume that is named holds to the end of its clause, and what is numbered after it
is of that volume; where none is named, it is of the citing cable's own. "Ibid." is the volume cited last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.link.references.citations import Citation
from pipeline.link.references.home import Home
from pipeline.link.references.locators import Number, Token, Word, tokens
from pipeline.link.references.volumes import Named, Volume, read_volume
from pipeline.link.references.works import ends_in_title, ends_in_work, is_bracketed, is_pointed_at
from pipeline.model import Certainty, ReferenceKind

FRUS = "https://history.state.gov/historicaldocuments/"
"""Where the Office of the Historian publishes the volumes of Foreign Relations: VOLUME/dN, VOLUME/dN#fnM, VOLUME/pg_N."""

_JOINT = re.compile(r"[\s,(]*(?:(?:and|to|of|in|as|the|also|see)\s){0,3}")
"""What may stand between two words of one citation."""
_TITLE = re.compile(r",\s[A-Z“][^.]{0,120}")
"""The title of a volume, which may stand between its number and that of a document."""


class Publications:
    """Reads passage after passage, and keeps from one to the next what was cited last."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._last: Volume | None = None

    def read(self, text: str, *, is_apparatus: bool) -> Sequence[Citation]:
        """Each citation in reading order. is_apparatus: the editors wrote the passage: its "page 12" may be one of theirs."""
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
        """The volume named in this clause, and why it is that, where print does not say so."""
        self.because = ""
        self.opened: _Opened | None = None
        self.is_other = False
        """Whether the clause has named another publication."""
        self.document: tuple[Volume, int] | None = None
        """The document cited last in this passage."""
        self.notes: list[Number] = []
        """Notes whose document is not named yet, and where their citation begins; or where that of their document began."""
        self.notes_from: int | None = None

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
        if named and self.last is None and self.home.is_numbered:
            named = None
        if named is None and self.last and following and following.word in _NUMBERED and self.is_joined(token, following):
            named = Named(self.last, token.end)
        last = self.last
        self.open(token.start, named, "“ibid.” is the volume cited last")
        self.last = self.last or last

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

    def other_publication(self, token: Token, following: Token | None) -> Iterator[Citation]:
        yield from self.close()
        self.open(token.start, None)

    def open(self, start: int, named: Named | None, because: str = "") -> None:
        """From here on, what is numbered is of this volume, or of another publication where it is none of the edition."""
        self.is_other, self.because = named is None, because
        self.volume = self.last = named.volume if named else None
        self.opened = _Opened(start, named.end) if named else None

    def is_of_the_edition(self, token: Token) -> bool:
        """Whether a volume without a series is of this one: "see vol. XIV", not "Memoirs, vol. II" or "Box 12, Vol. II"."""
        return self.text[token.start] == "v" and not ends_in_work(self.text, token.start)

    def close(self) -> Iterator[Citation]:
        """A volume of which nothing was cited is cited itself."""
        opened, self.opened = self.opened, None
        if opened and self.volume:
            volume = self.volume.at(None)
            if self.text[opened.start] == "F" or self.home.links_unnumbered:
                inferred = "" if volume == self.volume else "of a volume in parts, named whole, the first is meant"
                yield self.cite(ReferenceKind.VOLUME, *opened, volume.id, inferred)
            else:
                yield self.leave(ReferenceKind.VOLUME, *opened, volume.id)

    # ---- clauses ----

    def end_clause(self, token: Token, following: Token | None) -> Iterator[Citation]:
        if not self.is_within_title(token):
            yield from self.close()
            self.volume, self.is_other = None, False
            self.drop_notes()

    def is_within_title(self, stop: Token) -> bool:
        """Whether a semicolon stands in the title of the volume: "vol. XXX, Greece; Cyprus; Turkey, Document 20"."""
        if self.opened is None or self.text[stop.start] != ";" or not self.text[stop.end + 1 : stop.end + 2].isupper():
            return False
        return bool(_TITLE.fullmatch(self.text, self.opened.end, stop.start))

    def is_joined(self, token: Token, following: Token) -> bool:
        """Whether the two words are of one citation."""
        return following.start - token.end < 30 and bool(_JOINT.fullmatch(self.text, token.end, following.start))

    # ---- documents and pages ----

    def documents(self, token: Token, following: Token | None) -> Iterator[Citation]:
        volume = self.volume or (self.home.volume if self.home.cites_numbers else None)
        if volume is None or self.is_other or self.text.startswith(" of ", token.end):
            self.drop_notes()
            return
        self.document, self.last = (volume, token.numbers[0].value), volume
        start = self.take_start(token)
        if self.notes:
            yield from self.cite_notes(volume, token.numbers[0].value, token.numbers[0].end)
        elif following and following.word is Word.NOTE and self.text[token.end : following.start] == ", ":
            self.notes_from = start
        else:
            yield from self.cite_each(ReferenceKind.DOCUMENT, start, token.numbers, f"{volume.id}/d")

    def pages(self, token: Token, following: Token | None) -> Iterator[Citation]:
        if self.notes and self.volume is None and self.home.links_unnumbered:
            of = f"a document on page {token.numbers[0].value} of {self.home.volume.id}"
            yield self.leave(ReferenceKind.NOTE, self.notes_from or token.start, token.end, of)
        elif self.volume is None:
            yield from self.own_pages(token)
        elif following and following.word is Word.DOCUMENT and self.text[token.end : following.start].strip() == "(":
            return
        elif self.home.links_pages:
            volume = self.volume.at(token.numbers[0].value)
            yield from self.cite_each(ReferenceKind.PAGE, self.take_start(token), token.numbers, f"{volume.id}/pg_")
        else:
            yield from self.close()
        self.drop_notes()

    def own_pages(self, token: Token) -> Iterator[Citation]:
        is_own = not self.home.is_numbered and not self.is_other and self.is_of_this_volume(token)
        self.last = self.home.volume.beside(token.numbers[0].value) if is_own else None
        if self.last:
            yield from self.cite_each(ReferenceKind.PAGE, token.start, token.numbers, f"{self.last.id}/pg_")

    def is_of_this_volume(self, token: Token) -> bool:
        """Whether a page is one of this volume: its editors write "p.", and "page" only where they point to one."""
        if self.text.startswith(" of ", token.end):
            return False
        if self.text.startswith("age", token.start + 1) and not is_bracketed(self.text, token.start):
            return self.is_apparatus and is_pointed_at(self.text, token.start)
        return not ends_in_title(self.text, token.start)

    # ---- notes ----

    def footnotes(self, token: Token, following: Token | None) -> Iterator[Citation]:
        is_after_document = self.notes_from is not None and not self.notes
        self.notes += token.numbers
        self.notes_from = token.start if self.notes_from is None else self.notes_from
        owner = following.word if following and self.is_joined(token, following) else None
        is_back = owner is Word.IBID or (owner is Word.HERE and following is not None and self.text[following.start] == "t")
        if self.document and (is_after_document or is_back):
            yield from self.cite_notes(*self.document, token.end)
        elif is_back:
            self.drop_notes()
        elif owner not in _OWNERS:
            yield from self.own_notes(token.end)

    def own_notes(self, end: int) -> Iterator[Citation]:
        """Those of the citing cable itself."""
        is_own = not self.is_other and self.volume is None and not self.text.startswith(" to ", end)
        if self.home.document and is_own and all(self.home.has_note(n.value) for n in self.notes):
            yield from self.cite_notes(self.home.volume, self.home.document, end)
        self.drop_notes()

    def beside(self, token: Token, following: Token | None) -> Iterator[Citation]:
        """ "supra" and "infra": the document before, and the next."""
        number = self.home.neighbour(-1 if self.text[token.start] in "sS" else 1)
        if number is None:
            return
        self.document = (self.home.volume, number)
        address = f"{self.home.volume.id}/d{number}"
        if self.notes:
            yield from self.cite_notes(self.home.volume, number, token.end)
        elif self.home.links_unnumbered:
            yield self.cite(ReferenceKind.DOCUMENT, token.start, token.end, address, "it stands beside this one in its volume")
        elif self.is_apparatus:
            yield self.leave(ReferenceKind.DOCUMENT, token.start, token.end, address)

    def drop_notes(self) -> None:
        self.notes, self.notes_from = [], None

    def nothing(self, token: Token, following: Token | None) -> Iterator[Citation]:
        """What only says whose the notes before it are."""
        yield from ()

    # ---- the citations themselves ----

    def take_start(self, token: Token) -> int:
        """Where a citation begins: with the name of its volume, the first time."""
        start = self.opened.start if self.opened else token.start
        self.opened = None
        return start

    def cite_notes(self, volume: Volume, document: int, end: int) -> Iterator[Citation]:
        """Each note that waits, of this document; the last citation reaches to `end`."""
        starts = [self.notes_from or 0, *(number.start for number in self.notes[1:])]
        ends = [*(number.end for number in self.notes[:-1]), end]
        for number, start, stop in zip(self.notes, starts, ends, strict=True):
            yield self.cite(ReferenceKind.NOTE, start, stop, f"{volume.id}/d{document}#fn{number.value}")
        self.drop_notes()

    def cite_each(self, kind: ReferenceKind, start: int, numbers: Sequence[Number], address: str) -> Iterator[Citation]:
        for n, number in enumerate(numbers):
            yield self.cite(kind, number.start if n else start, number.end, f"{address}{number.value}")

    def cite(self, kind: ReferenceKind, start: int, end: int, address: str, because: str = "") -> Citation:
        because = because or (self.because if self.volume else "")
        certainty = Certainty.HIGH if because else None
        return Citation(
            start, end, kind, f"references.{kind.value}", target=f"{FRUS}{address}", certainty=certainty, because=because
        )

    def leave(self, kind: ReferenceKind, start: int, end: int, of: str) -> Citation:
        """A citation that the edition does not link."""
        because = f"it is of {of}, which the edition does not link from here"
        return Citation(start, end, kind, f"references.{kind.value}", because=because)


_NUMBERED = frozenset({Word.DOCUMENT, Word.PAGE, Word.NOTE})
_OWNERS = frozenset({*_NUMBERED, Word.BESIDE, Word.SERIES, Word.VOLUME, Word.PART})
"""What says, after a note, whose it is."""

_Reader = Callable[[_Passage, Token, Token | None], Iterator[Citation]]
_READERS: Mapping[Word, _Reader] = {
    Word.SERIES: _Passage.series,
    Word.IBID: _Passage.ibid,
    Word.VOLUME: _Passage.other_volume,
    Word.PART: _Passage.part,
    Word.OTHER: _Passage.other_publication,
    Word.DOCUMENT: _Passage.documents,
    Word.PAGE: _Passage.pages,
    Word.NOTE: _Passage.footnotes,
    Word.BESIDE: _Passage.beside,
    Word.HERE: _Passage.nothing,
    Word.SEE: _Passage.end_clause,
    Word.STOP: _Passage.end_clause,
}
