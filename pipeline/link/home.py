"""What the citing cable is in its edition: the ground on which "Document 12", "p. 34", "footnote 2" and "supra" stand.

Which of its references the edition makes into links is its editors' practice, and changed with the years (docs/reading.md).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from pipeline.link.volumes import Volume, volume_of
from pipeline.model import Cable

PAGES_UNTIL = 1951
"""The last year whose volumes link a page of another volume; later ones link that volume as a whole (126 of 128 such links)."""
UNNUMBERED = range(1952, 1955)
"""The years whose volumes link what is named without a number, "supra", "see volume VI", and of "footnote 2, p. 20" the note
(42, 57 and 92 links in the one measured; in 19 other volumes none of the first and the last, 7 of the second)."""

_PATH = re.compile(r"(?:^|/)d(\d{1,4})(?:\.\w+)?$")


class Home(NamedTuple):
    """The place of a cable in the edition."""

    volume: Volume
    document: int | None
    """Its number there."""
    is_numbered: bool
    """Whether the edition prints the numbers of its documents, and so cites them by those and not by their pages."""
    notes: Mapping[int, int]
    """The place in the cable's list of notes of each that is there, by its printed number."""

    @property
    def links_pages(self) -> bool:
        """Whether pages of other volumes are linked."""
        return int(self.volume.years[:4]) <= PAGES_UNTIL

    @property
    def links_unnumbered(self) -> bool:
        """Whether "supra" and "see volume VI" are linked."""
        return not self.is_numbered and int(self.volume.years[:4]) in UNNUMBERED

    def neighbour(self, step: int) -> int | None:
        """The number of the document before (-1) or after (1) this one."""
        return self.document + step if self.document and self.document + step > 0 else None

    def note(self, printed: int) -> int | None:
        """The place of a note that is cited by its number. Volumes with numbered documents number their notes anew in each."""
        return printed if self.is_numbered or self.links_unnumbered else self.notes.get(printed)


def home_of(cable: Cable) -> Home | None:
    """The place of a cable in the edition; None where its collection is no volume of it."""
    volume = volume_of(cable.accession.collection)
    if volume is None:
        return None
    printed = cable.document_number.text if cable.document_number else ""
    named = _PATH.search(cable.accession.path)
    number = printed if printed.isdigit() else named[1] if named else ""
    notes = {int(note.n): place for place, note in enumerate(cable.notes, start=1) if note.n.isdigit()}
    return Home(volume, int(number) if number else None, bool(printed), notes)
