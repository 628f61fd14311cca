"""The grammar of file numbers: what the parts of one are, before any words are put to them.

Source: the shapes counted in 106 volumes of Foreign Relations of the United States (docs/file-numbers.md).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.patterns import DASH, Pattern

DECIMAL = Pattern(
    rf"""
    (?P<class>\d)(?P<country>\d\d[A-Za-z]?)          # 8 61
    \. (?P<subject>[0-9A-Za-z]+)                       # .00
    (?P<infix>(?:{DASH}|\ )[A-Z][A-Za-z.() -]{{0,40}}(?:\d{{4}})?)?      # -MSP, European War 1939
    \s?/\s? (?P<item>[\w½¼¾⅓⅔⅛]+(?:{DASH}[\w½¼¾⅓⅔⅛]+)?|{DASH})         # /11630, /3-457, /95½
    (?:\ Suppl\.?)?
    """,
    matches=[
        "861.00/11630",
        "611.61/3–2550",
        "893.51/391",
        "751K.5-MSP/6-1461",
        "763.72/3578½",
        "740.0011 European War 1939/6363",
        "501.BC Indonesia/12–648",
        "823.00/—",
        "812.00/88a Suppl.",
    ],
    rejects=["1918/19", "861.00", "12.5 percent/year", "POL 27-14 VIET"],
)
CLASS_ONLY = Pattern(
    rf"(?P<class>\d)(?P<country>\d\d) \s?/\s? (?P<item>\d{{1,2}}{DASH}\d{{3,4}})",
    matches=["320/10–450", "330/5-1457"],
    rejects=["1918/19", "861.00/11630"],
)
NUMERICAL = Pattern(
    rf"(?P<case>\d{{1,6}}) / (?P<item>\d+[A-Za-z]?(?:{DASH}\d+)?)",
    matches=["3767/5", "5276/1", "774/245B", "9254/5-7"],
    rejects=["861.00/11630", "3767"],
)
_PRIMARIES = """ACC|AE|AGR|AID|AV|BG|BUD|CENTO|CON|CR|CSM|CUL|DEF|ECIN|EDU|EDX|EEC|ES|E|FN|FSE|FT|HLTH|INCO|INF|INT|IT|LAB|LEG
    |MP|NATO|OAS|OECD|ORG|OS|PER|PET|POL|PO|PPB|PPT|PPV|PR|PS|RAD|REF|SCI|SEATO|SOC|SP|STR|SY|TEL|TP|TRV|TV|UN|VEH|V"""
SUBJECT_NUMERIC = Pattern(
    rf"""(?: {_PRIMARIES} ) (?:\ \([A-Z]{{2,4}}\))? (?:-[A-Z]{{2,12}}){{0,2}}   # POL, AID (US), INCO-CHROME
    (?= [\ -] | (?<=-[A-Z]{{3}}) ) (?:\ \d{{1,2}}(?:-\d{{1,2}}){{0,3}})?            # 27-14
    (?: [\ /-] (?!Files?\b) [A-Z][\w.]{{0,15}} (?: -[A-Z][\w.]{{0,15}} )? ){{0,4}}      # VIET S, US-USSR, VIET/XYZ
    (?: \ (?:\d{{1,2}} | \([A-Z]{{2,3}}\)) )?                     # (PA)""",
    matches=["POL 27-14 VIET/XYZ", "POL US-USSR", "AID (US) 15-4 UAR", "DEF 12-5 NIGERIA", "POL 15-1 US/Johnson"],
    rejects=["RG 59", "NSSM 104", "POL", "861.00/11630", "Central Files", "UN Files"],
)
"""Shape alone; the primaries are those of the Records Classification Handbooks of 1963 and 1965."""
FILM = Pattern(
    r"[DPN]\d{2}\d{4}-\d{4}",
    matches=["D750284-0946", "P840114-1808"],
    rejects=["D7502-0946", "750284-0946"],
)
"""Roll and frame of the film of the Central Foreign Policy Files, 1973–79: made in '75, roll 0284, frame 0946."""
ITEM_DATE = Pattern(
    rf"(?P<month>\d{{1,2}}){DASH}(?P<day>\d{{1,2}})(?P<year>\d\d)",
    matches=["3-457", "11-543", "12–1857"],
    rejects=["11630", "4-5", "1918-19"],
)

_DASHES = re.compile(DASH)
_PARTED = re.compile(r"^(\d{3}[A-Za-z]?)\. (?=[\dA-Z])")
"""A number that print or its reading has parted after the full stop: "501. BC"."""
_SPACES = re.compile(r"\s+")


class Parts(NamedTuple):
    """A file number taken apart. `kind`: decimal, numerical, subject-numeric or film, of which the last two are not
    taken apart; empty strings for parts that it lacks."""

    kind: str
    canonical: str
    class_: str = ""
    country: str = ""
    subject: str = ""
    infix: str = ""
    item: str = ""


@lru_cache(maxsize=256)
def canonical(text: str) -> str:
    """The number with plain dashes and spaces: "611.61/3–2550" → "611.61/3-2550"."""
    plain = _SPACES.sub(" ", _DASHES.sub("-", text)).replace(" /", "/").replace("/ ", "/").strip()
    return _PARTED.sub(r"\1.", plain)


@lru_cache(maxsize=256)
def parse(text: str) -> Parts | None:
    """The parts of a file number, or None where the text follows no scheme known here."""
    text = canonical(text)
    if m := DECIMAL.fullmatch(text):
        infix = (m["infix"] or "").strip(" -")
        return Parts("decimal", text, m["class"], m["country"].lower(), m["subject"].lower(), infix, m["item"])
    if m := CLASS_ONLY.fullmatch(text):
        return Parts("decimal", text, m["class"], m["country"], item=m["item"])
    if m := NUMERICAL.fullmatch(text):
        return Parts("numerical", text, m["case"], item=m["item"])
    if SUBJECT_NUMERIC.fullmatch(text):
        return Parts("subject-numeric", text)
    if FILM.fullmatch(text):
        return Parts("film", text)
    return None
