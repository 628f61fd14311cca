"""What counts when two texts are compared: letters and digits, never spacing or the cut of a dash."""

from __future__ import annotations

import re

SITE = "https://history.state.gov/historicaldocuments/"
ADDRESS = re.compile(r"(?P<volume>[^/#]+)(?:/(?P<place>[^#]+))?(?:#fn(?P<note>\d+))?")
"""Below the site: "frus1943v06/d33#fn2"."""
TO = re.compile(r"\bto\b")


def squeeze(text: str) -> str:
    """The text, its white space single spaces."""
    return " ".join(text.split())


def bare(text: str) -> str:
    """The letters and digits of the text, in lower case."""
    return "".join(filter(str.isalnum, text.lower()))


def reference(target: str, volume: str) -> str:
    """A reference's target as "VOLUME#dN", whether it is an address on the web, within the volume, or that already."""
    target = target.strip()
    if target.startswith("#"):
        return volume + target
    if not target.startswith(SITE):
        return target
    below = target.removeprefix(SITE).rstrip("/")
    parts = ADDRESS.fullmatch(below)
    if parts is None:
        return below
    place = f"#{parts['place']}" if parts["place"] else ""
    return parts["volume"] + place + (f"fn{parts['note']}" if parts["note"] else "")


def two_ends(senders: list[str], recipients: list[str], heading: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Senders and recipients, mended where the editors tagged both ends of "X to Y" as senders."""
    cut = TO.search(heading)
    if len(senders) < 2 or recipients or not cut:
        return tuple(senders), tuple(recipients)
    before = tuple(name for name in senders if heading.find(name) < cut.start())
    return before, tuple(name for name in senders if heading.find(name) > cut.start())
