"""A volume's id from its printed name: the rule on which the Office of the Historian made its ids, and what departs from it."""

from __future__ import annotations

import pytest

from pipeline.link.references.volumes import Volume, arabic, read_volume, volume_of
from tests.read.rows import rows

NAMES = [
    # After "Foreign Relations": the whole name.
    (", 1952–1954, vol. XIV, Part 2, p. 3", "frus1952-54v14p2", ", p. 3"),
    (", 1961-1963, vol. V, Document 7", "frus1961-63v05", ", Document 7"),
    (", 1941, vol. iv, pp. 1 ff.", "frus1941v04", ", pp. 1 ff."),
    (" , 1948 , vol. VI , p. 3", "frus1948v06", " , p. 3"),
    (", 1951 vol. I, p. 3", "frus1951v01", ", p. 3"),
    (". 1918, supp 1, vol I. pp. 433", "frus1918Supp01v01", ". pp. 433"),
    (", 1915, p. 6", "frus1915", ", p. 6"),
    (", 1915, supp., p. 6", "frus1915Supp", ", p. 6"),
    (", 1917, Supplement 2, vol. i, p. 161", "frus1917Supp02v01", ", p. 161"),
    (", 1969–76, volume XL, Germany", "frus1969-76v40", ", Germany"),
    (", 1969–1976, vol. E–15, Part 2, Documents on", "frus1969-76ve15p2", ", Documents on"),
    # Volumes with a name, before the years, after them, or without them.
    (", 1918, Russia, vol. iii, p. 34", "frus1918Russiav03", ", p. 34"),
    (", Japan, 1931–1941, vol. ii, p. 117", "frus1931-41v02", ", p. 117"),
    (", 1901, Appendix, (Affairs in China), p. 312", "frus1901China", ", p. 312"),
    (", The Conferences at Cairo and Tehran, 1943, pp. 4", "frus1943CairoTehran", ", pp. 4"),
    (", The Soviet Union, 1933–1939, p. 300", "frus1933-39", ", p. 300"),
    # A country in the title of another volume is no name.
    (", 1969–1976, vol. XVII, China, 1969–1972, Document 1", "frus1969-76v17", ", 1969–1972, Document 1"),
    (", 1944, China, p. 3", None, ""),
    # Since 1919 a year alone is no volume.
    (", 1948, p. 3", None, ""),
    (" Committee, 1951", None, ""),
]


@pytest.mark.parametrize(("text", "id", "rest"), rows(NAMES))
def test_names(text: str, id: str | None, rest: str) -> None:
    named = read_volume(text, 0, None)
    assert (named and named.volume.id, named and text[named.end :]) == (id, rest if id else None)


RELATIVE = [
    # What is left out is as in the volume before it, or as in the citing one.
    (", vol. ii, p. 40", "frus1918Russiav01", "frus1918Russiav02"),
    (", supp. 1, vol. i, p. 70", "frus1918Russiav03", "frus1918Supp01v01"),
    (", 1950, vol. I, p. 4", "frus1948v01p2", "frus1950v01"),
    (", The Conference of Berlin (Potsdam), vol. ii, pp. 4", "frus1943CairoTehran", "frus1945Berlinv02"),
    ("vol. IV, p. 9", "frus1952-54Guat", "frus1952-54v04"),
    ("vol. VI, Part 1, p. 9", "frus1951v07p2", "frus1951v06p1"),
    ("vol. i, p. 9", "frus1914-20v02", "frus1914-20v01"),
]


@pytest.mark.parametrize(("text", "base", "id"), [pytest.param(*row, id=f"{row[0]} after {row[1]}") for row in RELATIVE])
def test_names_after_others(text: str, base: str, id: str) -> None:
    named = read_volume(text, 0, volume_of(base))
    assert named is not None
    assert named.volume.id == id


@pytest.mark.parametrize("id", ["frus1943v06", "frus1951v07p2", "frus1969-76ve05p1", "frus1917Supp02v01", "frus1919Parisv03",
                                "frus1865p2", "frus1872p2v4", "frus1877app"])  # fmt: skip
def test_collections(id: str) -> None:
    volume = volume_of(id)
    assert volume is not None
    assert volume.id == id


@pytest.mark.parametrize("collection", ["swedish", "frus", "frusty1950"])
def test_other_collections(collection: str) -> None:
    assert volume_of(collection) is None


PARTS = [
    # Print names no part: the one that has the page; of the volume as a whole, the first.
    ("in the first", Volume("1951", "", "v06"), 1478, "frus1951v06p1"),
    ("in the second", Volume("1951", "", "v06"), 1479, "frus1951v06p2"),
    ("as a whole", Volume("1951", "", "v06"), None, "frus1951v06p1"),
    ("not in parts", Volume("1951", "", "v01"), 12, "frus1951v01"),
    ("named", Volume("1951", "", "v06", "p2"), 12, "frus1951v06p2"),
]


@pytest.mark.parametrize(("case", "volume", "page", "id"), rows(PARTS))
def test_parts(case: str, volume: Volume, page: int | None, id: str) -> None:
    assert volume.at(page).id == id


def test_pages_run_on_from_part_to_part() -> None:
    second = Volume("1951", "", "v07", "p2")
    assert (second.beside(93).id, second.beside(1700).id) == ("frus1951v07p1", "frus1951v07p2")
    assert Volume("1955-57", "", "v23", "p2").beside(93).id == "frus1955-57v23p2"


@pytest.mark.parametrize(("roman", "number"), [("i", 1), ("iv", 4), ("IX", 9), ("xiv", 14), ("XXXIX", 39), ("XL", 40)])
def test_roman(roman: str, number: int) -> None:
    assert arabic(roman) == number
