"""What the pages say in words, and the colours in which they say it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.model import CableDate, CableKey, Certainty, Evidence, Form, Outcome, Reference, ReferenceKind
from pipeline.write import page, words

EVIDENCE = Evidence(rule="tests.hand")

# W3CDTF · as Foreign Relations prints it
MOMENTS = {
    "year": ("1936", "1936"),
    "month": ("1936-08", "August 1936"),
    "day": ("1936-08-07", "August 7, 1936"),
    "afternoon": ("1936-08-27T19:00", "August 27, 1936, 7 p.m."),
    "minutes": ("1936-08-28T13:10", "August 28, 1936, 1:10 p.m."),
    "after midnight": ("1936-08-28T00:05", "August 28, 1936, 12:05 a.m."),
    "midnight": ("1936-08-28T00:00", "August 28, 1936, midnight"),
    "noon": ("1936-08-28T12:00", "August 28, 1936, noon"),
    "no month": ("1936-13-01", "1936-13-01"),
    "words": ("after 1936-08-24", "after 1936-08-24"),
    "empty": ("", ""),
}


@pytest.mark.parametrize(("when", "said"), MOMENTS.values(), ids=MOMENTS)
def test_moments(when: str, said: str) -> None:
    assert words.moment_words(when) == said


# date · in words
DATES = {
    "day": (CableDate(text="Moscow, August 27", when="1936-08-27"), "August 27, 1936"),
    "not before": (CableDate(not_before="1936-08-24"), "not before August 24, 1936"),
    "not after": (CableDate(not_after="1936-08-24"), "not after August 24, 1936"),
    "between": (CableDate(not_before="1936-08", not_after="1937"), "between August 1936 and 1937"),
    "undated": (CableDate(text="undated"), "undated"),
    "nothing": (CableDate(), "unknown"),
}


@pytest.mark.parametrize(("date", "said"), DATES.values(), ids=DATES)
def test_dates(date: CableDate, said: str) -> None:
    assert words.date_words(date) == said


# evidence · in words
INFERENCES = {
    "printed": (EVIDENCE, ""),
    "reason": (
        Evidence(rule="a.b", certainty=Certainty.LOW, because="it answers 117."),
        "It answers 117 (certainty: low).",
    ),
    "no reason": (Evidence(rule="a.b", certainty=Certainty.HIGH), "No reason is recorded (certainty: high)."),
}


@pytest.mark.parametrize(("evidence", "said"), INFERENCES.values(), ids=INFERENCES)
def test_inferences(evidence: Evidence, said: str) -> None:
    assert words.inference_words(evidence) == said


# what a reference holds · what it means
REFERENCES = {
    "telegram": (
        {"form": Form.TELEGRAM, "key": CableKey("Moscow", "Department of State", "195", "1936-08-27")},
        "Telegram 195, Moscow to Department of State, August 27, 1936",
    ),
    "sender alone": ({"key": CableKey("Moscow", "", "195", None)}, "Cable 195, Moscow"),
    "filed": (
        {"form": Form.DESPATCH, "key": CableKey("Moscow", "", "", None), "file_number": "861.00/1"},
        "Despatch, Moscow; filed under 861.00/1",
    ),
    "file number": ({"kind": ReferenceKind.FILE_NUMBER, "file_number": "861.00/1"}, "A paper filed under 861.00/1"),
    "date alone": ({"form": Form.LETTER, "date": "1936-08"}, "Letter of August 1936"),
    "page": ({"kind": ReferenceKind.PAGE}, "A page of the edition"),
}


@pytest.mark.parametrize(("fields", "said"), REFERENCES.values(), ids=REFERENCES)
def test_references(fields: dict[str, object], said: str) -> None:
    values = {
        "id": "r1",
        "kind": ReferenceKind.CABLE,
        "text": "x",
        "outcome": Outcome.NOT_HELD,
        "reason": "",
        "evidence": EVIDENCE,
    }
    assert words.reference_words(Reference.model_validate(values | fields)) == said


def test_every_outcome_and_kind_has_words() -> None:
    assert set(words.OUTCOMES) == set(Outcome)
    assert set(words.KINDS) == set(ReferenceKind)


# address · whether a reader may follow it
ADDRESSES = {
    "https://history.state.gov/x#fn1": True,
    "http://a/": True,
    "HTTPS://a/": False,
    "https:///x": False,
    "https://\\evil": False,
    "https://a b": False,
    "urn:uuid:5f3c1c3e": False,
    "javascript://x/%0aalert(1)": False,
    "": False,
}


@pytest.mark.parametrize(("address", "is_link"), ADDRESSES.items(), ids=ADDRESSES)
def test_web_links(address: str, is_link: bool) -> None:
    assert page.web_link(address) == (address if is_link else None)


# ---- colours -----------------------------------------------------------------------------------------------------------

STYLE = Path(page.__file__).with_name("page.css").read_text("utf-8")
PALETTES = re.findall(r":root \{[^}]*--paper:[^}]*\}", STYLE)


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(d * 2 for d in digits)
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert contrast("#fff", "#000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("palette", PALETTES, ids=["light", "dark", "print"])
@pytest.mark.parametrize("ink", ["ink", "quiet", "accent"])
@pytest.mark.parametrize("ground", ["paper", "shade"])
def test_text_has_the_contrast_of_wcag_aa(palette: str, ink: str, ground: str) -> None:
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]+)", palette))
    assert contrast(colours[ink], colours[ground]) >= 4.5
