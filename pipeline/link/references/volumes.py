"""Volumes of Foreign Relations: from the name that print gives one to the id that the Office of the Historian gives it.

The rule: "frus", the years with the second shortened, the number in two digits, the part. "1952–1954, vol. XIV, Part 2" →
frus1952-54v14p2. What does not follow it is in `volumes.csv` (volumes with a name) and `volume_parts.csv` (in parts).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pipeline.knowledge import rows
from pipeline.patterns import DASH, Pattern

ROMAN = r"[IVXLivxl]{1,7}"
"""Volumes are numbered to some forty."""
YEARS = rf"(?P<years>1[89]\d\d(?:\s?{DASH}\s?(?:1[89])?\d\d)?)(?!\d)"
VOLUME = rf"""(?:[Vv]ol(?:ume)?s?\b\.?)\s?
    (?: (?P<electronic>E)\s?{DASH}?\s?(?P<electronic_number>\d{{1,2}}) | (?P<number>{ROMAN})\b )
    (?: [,.]?\s(?:[Pp]art|[Pp]t\.)\s(?P<part>\d|I{{1,3}})\b )?"""
SUPPLEMENT = r"(?P<supplement>[Ss]upp(?:lement\b|\b\.?))(?:\s(?P<supplement_number>\d)\b)?"


def _named() -> str:
    return "|".join(re.escape(row["words"]).replace(r"\ ", r"\s") for row in rows("volumes"))


SINGLE_UNTIL = "1919"
"""Before this year a year's volume may have no number."""

COMPONENT = Pattern(
    rf"""\s?[,.]?\s?\(?(?:[Aa]ppendix,\s\()?(?:[Tt]he\s)?
        (?: {YEARS} | {SUPPLEMENT} | {VOLUME} | (?P<words>{_named()})(?!\w)\)? )""",
    matches=[
        ", 1952–1954",
        ", vol. XIV, Part 2",
        ", supp. 2",
        ", Russia",
        " vol i",
        ", volume E–15, Part 2",
        ", The Soviet Union",
    ],
    rejects=[", p. 5", ", Document 3", ", 12", ", 19521", ", vol. xiv, p. 3"],
)


class Volume(NamedTuple):
    """A volume as far as it is named."""

    years: str
    """As in the id: "1952-54"."""
    special: str = ""
    """What follows the years in the id of a volume with a name, or a supplement: "China", "Supp02"."""
    number: str = ""
    """ "v14", "ve05"."""
    part: str = ""

    @property
    def id(self) -> str:
        return f"frus{self.whole}{self.part}"

    @property
    def whole(self) -> str:
        """The volume with all its parts."""
        return self.years + self.special + self.number

    def at(self, page: int | None) -> Volume:
        """The part that has the page, where print names none; without a page, the first: there the volume begins."""
        if self.part:
            return self
        fitting = [part for part, first in _parts().get(self.whole, ()) if not page or first <= page]
        return self._replace(part=fitting[-1 if page else 0]) if fitting else self

    def beside(self, page: int) -> Volume:
        """The part of this volume whose pages, numbered on from part to part, have this one."""
        return self._replace(part="").at(page) if self.whole in _parts() else self


class Named(NamedTuple):
    """A volume as a text names it, and where its name ends."""

    volume: Volume
    end: int


def read_volume(text: str, start: int, base: Volume | None) -> Named | None:
    """The volume that the words at `start` name; what they leave out is as in `base` ("ibid., vol. ii"). None if none does."""
    found: dict[str, str] = {}
    end = start
    while m := COMPONENT.match(text, end):
        said = {name: words for name, words in m.groupdict().items() if words}
        if found.keys() & said.keys():
            break
        found |= said
        end = m.end()
    volume = _composed(found, base)
    return Named(volume, end) if volume else None


def _composed(found: dict[str, str], base: Volume | None) -> Volume | None:
    years = _short(found.get("years", ""))
    words = " ".join(found.get("words", "").split())
    number, part = _number(found), _part(found)
    if words and (named := _named_volumes().get((words, "")) or _named_volumes().get((words, years))):
        return named._replace(number=number, part=part)
    special = _supplement(found)
    if not years and base and (number or special):
        years, special = base.years, special or (base.special if base.number else "")
    is_one = bool(number or special) or years < SINGLE_UNTIL
    return Volume(years, special, number, part) if years and is_one else None


def _supplement(found: dict[str, str]) -> str:
    """ "supp. 2" → "Supp02"."""
    if "supplement" not in found:
        return ""
    return f"Supp{int(found['supplement_number']):02d}" if "supplement_number" in found else "Supp"


def _number(found: dict[str, str]) -> str:
    if "electronic" in found:
        return f"ve{int(found['electronic_number']):02d}"
    return f"v{arabic(found['number']):02d}" if "number" in found else ""


def _part(found: dict[str, str]) -> str:
    said = found.get("part", "")
    return f"p{said if said.isdigit() else arabic(said)}" if said else ""


def _short(years: str) -> str:
    """ "1952–1954" → "1952-54"."""
    return f"{years[:4]}-{years[-2:]}" if len(years) > 4 else years


_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}


def arabic(roman: str) -> int:
    """ "xiv" → 14."""
    values = [_VALUES[letter] for letter in roman.lower()]
    return sum(-v if v < following else v for v, following in zip(values, [*values[1:], 0], strict=True))


_ID = re.compile(r"frus(\d{4}(?:-\d\d)?)([A-Z]\w*?|)(ve?\d\d|)(p\d|)")


@cache
def volume_of(collection: str) -> Volume | None:
    """The volume that a collection is, by its id; None for one that is no volume of the edition."""
    if m := _ID.fullmatch(collection):
        return Volume(*m.groups())
    return Volume(collection[4:]) if re.match(r"frus\d{4}", collection) else None


@cache
def _named_volumes() -> dict[tuple[str, str], Volume]:
    """By the words that name it, and the years where others have the words too."""
    named = {(row["words"], _short(row["years"])): volume_of(f"frus{row['stem']}") for row in rows("volumes")}
    return {words: volume for words, volume in named.items() if volume}


@cache
def _parts() -> dict[str, tuple[tuple[str, int], ...]]:
    """Each volume in parts: their ids and first pages, in order."""
    parts: dict[str, tuple[tuple[str, int], ...]] = {}
    for row in rows("volume_parts"):
        parts[row["volume"]] = (*parts.get(row["volume"], ()), (row["part"], int(row["from"] or 1)))
    return parts
