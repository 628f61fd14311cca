"""A document as read against what its editors encoded.

Where the editors encoded nothing, a reading is neither right nor wrong. A document that is not published counts as missed
in every field. Datelines and signatures are not in the text from the web, so there a date can only be inferred.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable

from benchmarks.frus.document import Document, Form, PrintedNote, Truth
from benchmarks.frus.letters import bare
from benchmarks.frus.published import Published, ReadNote
from benchmarks.frus.tally import Field, Scores

TYPE_OF_FILE = re.compile(
    r"\s*[:;]\s*(?:Circular |Airgram|Paraphrase|Despatch|Instruction)?\s*"
    r"(?:Telegram|Airgram|Despatch|Circular airgram)?\s*(?:\(.*\))?\.?$"
)
"""What stands after the number: "851.51/2201: Telegram"."""
CENTRAL_FILE = re.compile(r"\d[\dA-Z.]*\b.*/\s*\S")
"""The decimal and the numerical file: "851.51/2201", "1166/239–241"; never a lot or a collection of papers."""
TIME = re.compile(r"T(\d\d:\d\d)")
TO_THE_SERIES = re.compile(r"frus[0-9A-Za-z-]+(#|$)")
PAGE_LABEL = re.compile(r"\[Page [^\]]*\]")
NEAR = 8
"""Letters and digits before a note that tell its place well enough."""
OTHER_WORDS = 2
"""How many words more than the editors' name a name may have."""


def score(document: Document, said: Published | None, form: Form, scores: Scores) -> None:
    """Adds to the scores what is right, wrong and missed in one document; None: it was not published."""
    comparison = _Comparison(document, said, scores)
    comparison.front()
    if form is Form.WEB:
        comparison.inferred_date()
    else:
        comparison.dateline()
        comparison.signatures()
    comparison.notes(is_web=form is Form.WEB)
    comparison.pages()
    comparison.references()
    comparison.persons()
    comparison.text(document.texts[form])


class _Comparison:
    def __init__(self, document: Document, said: Published | None, scores: Scores) -> None:
        self.id, self.volume, self.truth, self.said, self.scores = document.id, document.volume, document.truth, said, scores

    def judge(self, field: Field, truth: object, read: object, *, is_right: bool) -> None:
        self.scores.judge(field, self.id, truth, read, is_right=is_right)

    def front(self) -> None:
        number = file_number(self.truth)
        if number is not None:
            read = self.said.file_numbers if self.said else []
            self.judge(Field.FILE_NUMBER, number, read, is_right=bare(number) in map(bare, read))
        for name in self.truth.senders:
            self._correspondent(Field.SENDER, name, self.said.senders if self.said else [])
        for name in self.truth.recipients:
            self._correspondent(Field.RECIPIENT, name, self.said.recipients if self.said else [])

    def _correspondent(self, field: Field, name: str, read: list[str]) -> None:
        self.judge(field, name, read, is_right=any(is_same_name(name, other) for other in read))

    def inferred_date(self) -> None:
        """A wrong one is not a miss as well: precision tells how far to trust what is inferred, recall how much is."""
        tally, day = self.scores.tallies[Field.INFERRED_DATE], self._day()
        read = self.said.when if self.said else None
        if not day:
            return
        if not read:
            tally.missed += 1
        elif read[:10] == day:
            tally.right += 1
        else:
            tally.wrong += 1
            self.scores.miss(Field.INFERRED_DATE, self.id, self.truth.when, read)

    def _day(self) -> str:
        when = self.truth.when or ""
        return when[:10] if len(when) >= len("1938-03-03") else ""

    def dateline(self) -> None:
        if self.truth.place:
            place = self.said.place if self.said else None
            self.judge(
                Field.PLACE, self.truth.place, place, is_right=bare(place or "") == bare(self.truth.place) and bool(place)
            )
        if day := self._day():
            read = self.said.when if self.said else None
            is_read = bool(read) and not (self.said and self.said.is_inferred)
            self.judge(Field.DATE, day, read, is_right=is_read and (read or "")[:10] == day)
            if time := _time(self.truth.when):
                self.judge(Field.TIME, time, read, is_right=_time(read) == time)

    def signatures(self) -> None:
        """A name and a title may be one to the editors and two to us, or the other way about."""
        read = self.said.signed if self.said else []
        for name in filter(None, self.truth.signed):
            is_right = any(bare(name) in bare(other) or bare(other) in bare(name) for other in read if other)
            self.judge(Field.SIGNED, name, read, is_right=is_right)

    def notes(self, *, is_web: bool) -> None:
        read = defaultdict[str, deque[ReadNote]](deque)
        for other in self.said.notes if self.said else []:
            read[bare(other.text)].append(other)
        for note in self.truth.notes:
            alike = read[bare(note.text)]
            self.judge(Field.NOTE_TEXT, note.text, None, is_right=bool(alike))
            found = alike.popleft() if alike else None
            if not (is_web and note.is_lost_on_web):
                self._anchor(note, found)
        self.scores.tallies[Field.NOTE_TEXT].wrong += sum(map(len, read.values()))

    def _anchor(self, note: PrintedNote, found: ReadNote | None) -> None:
        if found is None:
            self.scores.tallies[Field.NOTE_ANCHOR].missed += 1
            return
        is_right = found.before is not None and found.before[-NEAR:] == note.before[-NEAR:]
        self.judge(Field.NOTE_ANCHOR, note.before, found.before, is_right=is_right)

    def pages(self) -> None:
        read = self.said.pages if self.said else []
        self.scores.judge_all(Field.PAGE_BREAK, self.id, filter(None, self.truth.pages), read)

    def references(self) -> None:
        read = filter(TO_THE_SERIES.match, self.said.references if self.said else [])
        self.scores.judge_all(Field.REFERENCE, self.id, self.truth.references, read)

    def persons(self) -> None:
        """Only where the editors linked some: other volumes have no list of persons, or one that was not used."""
        linked = [(bare(name), id_) for name, id_ in self.truth.mentions if id_]
        if not linked:
            return
        read = [(bare(name), id_) for name, id_ in self.said.mentions] if self.said else []
        self.scores.judge_all(Field.PERSON_MENTION, self.id, _names(linked), _names(read))
        self.scores.judge_all(Field.PERSON_LINK, self.id, linked, ((name, id_) for name, id_ in read if id_))

    def text(self, raw: str) -> None:
        tally = self.scores.tallies[Field.TEXT_KEPT]
        if self.said is None:
            tally.missed += 1
        else:
            self.judge(Field.TEXT_KEPT, "", "", is_right=is_text_kept(raw, self.said.text))


def file_number(truth: Truth) -> str | None:
    """The number in the source line, where it is one of the central files."""
    number = TYPE_OF_FILE.sub("", truth.source or "")
    return number if CENTRAL_FILE.match(number) and "Lot" not in number else None


def is_same_name(truth: str, read: str) -> bool:
    """Whether it is that name, or that name with a title or two before or after it."""
    want, have = bare(truth), bare(read)
    if want == have:
        return True
    return (have.startswith(want) or have.endswith(want)) and len(read.split()) - len(truth.split()) <= OTHER_WORDS


def is_text_kept(raw: str, text: str) -> bool:
    """Whether no letter of the raw text is missing, and at most 20 and 2% were added; page labels aside."""
    want, have = _letters(PAGE_LABEL.sub("", raw)), _letters(text)
    return not want - have and (have - want).total() <= 20 + 0.02 * want.total()


def _letters(text: str) -> Counter[str]:
    return Counter(filter(str.isalpha, text.lower()))


def _time(when: str | None) -> str | None:
    found = TIME.search(when or "")
    return found[1] if found else None


def _names(mentions: Iterable[tuple[str, str]]) -> Iterable[str]:
    return (name for name, _ in mentions)
