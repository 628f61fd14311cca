"""The grammar of references: how one paper names another. Finding only; what is meant is for the rest of the room to say.

Source: the wording counted in 106 volumes of Foreign Relations of the United States (docs/references.md).
"""

from __future__ import annotations

from pipeline.moments import DAY, TIME
from pipeline.patterns import DASH, Pattern

FORM = r"(?P<form>telegram|cable|despatch|dispatch|airgram|instruction|circular\stelegram|note|letter)"
_NUMBER = r"(?:[Nn]o\.\s)?(?P<number>\d{1,5})\b(?![./–-]\d)"
_NO_COUNT = r"(?!\s(?:men|women|people|per|percent|million|billion|thousand|(?!(?:is|was|has)\b)[a-z]+s)\b)"
"""After a bare number: what it counts, as in "your 290 men" or "my 20 reasons"."""
_DATED = rf"(?:,?\s(?:of\s|dated\s)? {DAY} (?: (?:\s?{DASH}\s?|,\s) {TIME} )? )?"

WHOSE = Pattern(
    rf"""\b(?P<whose>Department|Embassy|Legation|Consulate(?:\sGeneral)?|Mission)(?:['’]s|['’]|s['’])\s
        (?:{FORM}\s)?{_NUMBER} {_DATED}""",
    matches=[
        "Department’s 117, August 24, 6 p.m.",
        "Embassy's telegram 816",
        "Embassy’s 1091, July 5, 10 a.m.",
        "Department’s No. 12",
    ],
    rejects=["Department’s telegram of August 24", "the Department"],
)
MINE = Pattern(
    rf"""\b(?:[Rr]e)?(?P<whose>my|our|your|My|Our|Your)\s(?:{FORM}\s)?{_NUMBER} (?(form)|{_NO_COUNT}) {_DATED}""",
    matches=["my telegram No. 195, August 27, 1936", "your 290", "Your despatch No. 1850", "my 12, May 3, noon"],
    rejects=["your 290 men", "my telegram of August 27, 1936"],
)
STEM = Pattern(
    rf"""\b(?:[Rr]e)?(?P<stem>[Ee]mb|[Dd]ep|[Ll]eg|[Cc]on|[Uu]r|[Mm]y|[Oo]ur)(?P<form>tel|desp)s?\s
        {_NUMBER} {_DATED}""",
    matches=["Embtel 816", "Deptel 117", "urtel 248, March 28", "reurtel 12", "Legtel 8, May 3, 4 p.m.", "mytel 5"],
    rejects=["Embtel", "hotel 816"],
)
FROM_POST = Pattern(
    rf"""\b(?P<form>[Tt]elegram|[Dd]espatch|[Aa]irgram|[Ii]nstruction)\s(?:[Nn]o\.\s)?(?P<number>\d{{1,5}})\s(?P<way>from|to)\s
        (?P<post>[A-Z][\w’.-]*(?:\s[A-Z][\w’-]*)*) {_DATED}""",
    matches=[
        "telegram 611 from Cairo, October 1",
        "Telegram 626 from Bucharest, November 11",
        "despatch No. 1850 from Mexico City",
    ],
    rejects=["telegram 611", "telegram from Cairo"],
)
FILED = Pattern(
    rf"""(?<=[(\s])(?P<number>\d{{3}}[A-Za-z]?\.[0-9A-Za-z]+(?:(?:{DASH}|\s)[A-Z][A-Za-z]+(?:\s[A-Z][a-z]+)?(?:\s\d{{4}})?)?/[\w½¼¾⅓⅔⅛]+(?:{DASH}\d+)?)""",
    matches=[],  # it stands after a bracket or space: see tests/link/test_grammar.py
    rejects=["861.00/11629", "(1918/19)"],
)
NOT_PRINTED = Pattern(
    r"(?P<said>(?:Neither|Not|None)\s(?:printed|found|attached|reproduced)(?:\shere)?)\b",
    matches=["Not printed", "Neither printed"],
    rejects=["Printed", "not"],
)
