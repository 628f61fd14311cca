"""The years of a collection: given by the archive, else named by its title, else by the edition's name for the volume."""

from __future__ import annotations

import pytest

from pipeline.link.dating.period import period_of
from pipeline.model import Accession
from tests.read.rows import rows

FRUS = "Foreign Relations of the United States"
TITLES = [
    ("one year", f"{FRUS}, 1931, Volume I, General", ("1931", "1931")),
    ("several", f"{FRUS}, 1946–1948, Brazil", ("1946", "1948")),
    ("shortened", "Letters from Omsk, 1918-20", ("1918", "1920")),
    ("years within those of the series", f"{FRUS}, 1981–1988, Volume VI, Soviet Union, October 1986–1987", ("1986", "1987")),
    ("months of one year within them", f"{FRUS}, 1964–1968, Volume II, Laos, May–July 1966", ("1966", "1966")),
    ("a year outside them", f"{FRUS}, 1946–1948, The Conference of 1907", ("1946", "1948")),
    ("an annual message", "Papers with the annual message of December 5, 1871", ("1870", "1871")),
    ("longer numbers", "Accession 19361, box 18005", None),
    ("no years", "Papers of the Legation", None),
]  # fmt: skip


@pytest.mark.parametrize(("case", "title", "years"), rows(TITLES))
def test_years_of_a_title(case: str, title: str, years: tuple[str, str] | None) -> None:
    period = period_of(Accession(path="1.txt", collection="papers", collection_title=title))
    assert (period[:2] if period else None) == years


COLLECTIONS = [
    ("a volume of the edition", "frus1931v01", ("1931", "1931")),
    ("one of several years", "frus1946-48v09", ("1946", "1948")),
    ("another collection", "box-1931", None),
]


@pytest.mark.parametrize(("case", "collection", "years"), rows(COLLECTIONS))
def test_years_of_a_volume(case: str, collection: str, years: tuple[str, str] | None) -> None:
    period = period_of(Accession(path="1.txt", collection=collection))
    assert (period[:2] if period else None) == years


def test_what_the_archive_gives_goes_before_the_title() -> None:
    given = Accession(path="1.txt", collection="frus1931v01", collection_title="Papers, 1931", date_from="1930-11")
    period = period_of(given)
    assert period is not None
    assert (period.first, period.last, period.year) == ("1930-11", None, None)
    assert (period.has_year(1929), period.has_year(1929, give=1), period.has_year(1950)) == (False, True, True)
