"""What the citing cable is in its edition: the ground on which "Document 12", "p. 34", "footnote 2" and "supra" stand.

Which of its references the edition makes into links is its editors' practice, and changed with the years (docs/reading.md).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.link.references.volumes import Volume, volume_of
from pipeline.model import Cable

PAGES_UNTIL = 1951
"""The last year whose volumes link a page of another volume; later ones link that volume as a whole (126 of 128 such links)."""
UNNUMBERED = range(1952, 1955)
"""The years whose volumes link "supra", "infra", "see volume VI", and of "footnote 2, p. 20" the note.

Such links: 42, 81 and 80 in the one volume of those years that was measured; in 19 others 0, 1 and 1, though their notes have
"supra" and "infra" alone 206 times.
"""

_PATH = re.compile(r"(?:^|/)d(\d{1,4})(?:\.\w+)?$")
_PRINTED = re.compile(r"No\. (?<=^No\. )(\d{1,4})\b", re.MULTILINE)
_HEAD = 600
"""In characters: so far from the beginning may the heading of a document stand."""


class Home(NamedTuple):
    """The place of a cable in the edition."""

    volume: Volume
    document: int | None
    """Its number there."""
    is_numbered: bool
    """Whether the edition prints the numbers of its documents, and so does not cite them by their pages."""
    notes: frozenset[str] = frozenset()
    """The printed numbers of the cable's own notes."""

    @property
    def links_pages(self) -> bool:
        """Whether pages of other volumes are linked."""
        return not self.is_numbered and self.year <= PAGES_UNTIL

    @property
    def links_unnumbered(self) -> bool:
        """Whether "supra" and "see volume VI" are linked."""
        return self.year in UNNUMBERED

    @property
    def cites_numbers(self) -> bool:
        """Whether "Document 12" is one of the same volume."""
        return self.is_numbered or self.year > PAGES_UNTIL

    @property
    def year(self) -> int:
        """The first that the volume covers."""
        return int(self.volume.years[:4])

    def neighbour(self, step: int) -> int | None:
        """The number of the document before (-1) or after (1) this one."""
        return self.document + step if self.document and self.document + step > 0 else None

    def has_note(self, n: int) -> bool:
        """Whether "footnote 3" alone is one of the cable's own: where documents have numbers, notes begin anew in each."""
        return self.is_numbered or self.links_unnumbered or str(n) in self.notes


def home_of(cable: Cable) -> Home | None:
    """The place of a cable in the edition; None where its collection is no volume of it."""
    volume = volume_of(cable.accession.collection)
    if volume is None:
        return None
    named = _PATH.search(cable.accession.path)
    number = named[1] if named else ""
    printed = _printed_number(cable, number)
    document = int(printed or number or 0) or None
    return Home(volume, document, bool(printed), frozenset(note.n for note in cable.notes))


def _printed_number(cable: Cable, number: str) -> str:
    """The number of the document as its heading has it, "40. Telegram From…", or as it stands over that: "No. 40".

    number: the one in its path, if any; a number over the heading that is another is that of a despatch.
    """
    if cable.document_number and cable.document_number.text.isdigit():
        return cable.document_number.text
    return number if number and number in _PRINTED.findall(cable.source.text, 0, _HEAD) else ""
