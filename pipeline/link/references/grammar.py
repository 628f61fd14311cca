"""The grammar of references: how one paper names another. Finding only; what is meant is for the rest of the room to say.

A citation of papers is a head, which says whose they are ("your telegrams", "Moscow’s", "Deptel", "Secto"), and a list of
numbers, each with its day and with where it went: `numbers.py` reads the list.

Source: the wording counted in 106 volumes of Foreign Relations of the United States (docs/references.md).
"""

from __future__ import annotations

from pipeline.knowledge import rows
from pipeline.moments import DAY, MONTH, TIME
from pipeline.patterns import DASH, Pattern

# ---- a number, its day, its way -------------------------------------------------------------------------------------

_NO = r"(?:[Nn](?:o|r|umber|UMBER|O)s?\.?\s)"
_AIRGRAM = rf"[ACG]{{1,2}}{DASH}"
NUMBER = Pattern(
    rf"""{_NO}?(?P<number>(?:{_AIRGRAM})?\d{{1,5}})\b(?![./:–-]\d|,\d{{3}}\b|\s?%)""",
    matches=["117", "No. 195", "no. 12", "Nos. 406 of", "A–22", "No. A-22", "CA–4735"],
    rejects=["1949–50", "12,000", "3.5", "3:30", "117000"],
)
COUNTS = Pattern(
    r"\s(?:men|women|people|per|percent|million|billion|thousand|[ap]\.?\s?m\b|(?!(?:is|was|has)\b)[a-z]+s)\b",
    matches=[" men", " reasons", " p.m."],
    rejects=[" is", " has", " which"],
)
"""After a bare number: what it counts, as in "your 290 men" or "my 20 reasons"."""
DATED = Pattern(
    rf"""(?:,?\s(?:of\s|dated\s)?) {DAY} (?!\d) (?:\s\[(?P<corrected>\d{{1,2}})\?{{0,2}}\])?
         (?: (?:\s?{DASH}\s?|,\s) (?:12\s(?=noon|midnight))? {TIME} )?""",
    matches=[
        ", August 24, 6 p.m.",
        " of April 27",
        ", dated May 3, 1950",
        " Sept 14",
        ", January 15 [16], 1 p.m.",
        ", May 3, 12 noon",
    ],
    rejects=[", August", " of May 1950", ", May 3 [sic]"],
)
_NAME = rf"(?:St\.\s)?[A-Z][\w-]+(?:\s(?!{MONTH}\b)[A-Z][\w-]+){{0,3}}"
_CHIEF = r"""(?:Ambassador|Minister|Charg[ée]|Embassy|Legation|(?:Vice\s)?Consul(?:ate)?(?:\sGeneral)?
             |Mission|Political\sAdviser|Delegation)"""
_HEADQUARTERS = (
    r"""(?:the\s)?(?P<department>(?:Acting\s|Under\s)?Secretary(?:\sof\sState)?|Dep(?:artmen)?t(?:\sof\sState)?)\b"""
)
_PERSON = r"(?:Mr|Mrs|Miss|Dr|Gen|General|Senator|President|Prime|Foreign)\b"
ROUTE = Pattern(
    rf""",?\s(?P<way>from|to)\s
        (?: {_HEADQUARTERS}
        | (?:the\s(?:Acting\s)?{_CHIEF}\s(?:\([A-Z][\w’-]+\)\s)?(?:in|at)\s(?:the\s)?)? (?!{_PERSON}) (?P<post>{_NAME}) )""",
    matches=[
        " from Cairo",
        ", to Paris",
        " from Mexico City",
        ", from the Ambassador in China",
        " to the Department",
        " from the Consul at Omsk",
        ", from the Chargé in the Soviet Union",
    ],
    rejects=[" from", " to which", " to Mr. Reed", " from Cairo May"],
)
NEXT = Pattern(r"[,;]\s(?:and\s|or\s|&\s)?|\s(?:and|or|&)\s", matches=[", ", " and ", "; and ", ", and "], rejects=[" ", "."])
"""Between the papers of a list: the number that follows goes with the same head."""

# ---- heads: whose they are, up to the number ------------------------------------------------------------------------

_KIND = r"telegram|cable|tel|despatch|dispatch|desp|airgram|instruction|circular(?:\s(?:telegram|airgram))?|note|letter|message"
_FORM = rf"(?P<form>(?i:{_KIND}))(?P<many>e?s)?"
_URGENT = r"(?:(?:urgent|top\ssecret|secret|confidential|cipher|coded|immediately\spreceding|telegraphic)\s)?"
_END = rf"\s(?P<list>){_NO}?(?:{_AIRGRAM})?\Z"
_WHAT = rf"(?:\s{_URGENT}{_FORM})?{_END}"

WHOSE = Pattern(
    rf"""\b(?!(?:Re|Ref|Refer|Reference|See|From|With|In|As|To|And|Also|The)\s)
         (?P<whose>Secretary\sof\sState|[A-Z][\w-]{{2,20}}(?:\s[A-Z][\w-]{{2,20}}){{0,2}})['’]s?{_WHAT}""",
    matches=[
        "Department’s ",
        "Embassy's telegram ",
        "Moscow’s ",
        "New Delhi’s No. ",
        "Embassy’s airgrams nos. A–",
        "Secretary of State’s telegram ",
    ],
    rejects=["Department’s telegram of August ", "the Department ", "Reference Moscow’s "],
)
HOUSE = Pattern(
    rf"\b(?P<whose>Department|Dept|Embassy|Emb|Legation|Consulate(?:\sGeneral)?){_WHAT}",
    matches=["Embassy ", "Department Telegram ", "Consulate General despatch "],
    rejects=["Department of State ", "Embassy’s "],
)
AT_POST = Pattern(
    rf"\b(?:Embassy|Legation|Consulate(?:\sGeneral)?)\s(?:at|in)\s(?P<whose>{_NAME})(?:['’]s)?,?(?:\s{_FORM})?\s(?P<list>){_NO}\Z",
    matches=["Embassy at Moscow, no. ", "Consulate General at Omsk’s telegram No. "],
    rejects=["Embassy at Moscow ", "Embassy in "],
)
MINE = Pattern(
    rf"\b(?:[Rr]e)?(?P<whose>my|our|your|ur|My|Our|Your|Ur){_WHAT}",
    matches=["my telegram No. ", "your ", "Your despatch No. ", "ur ", "my urgent message ", "our desp "],
    rejects=["your men ", "my telegram of August "],
)
STEM = Pattern(
    rf"\b(?i:(?:re)?(?P<whose>emb|dep|leg|con(?:gen)?|mis|ur|my|our)(?P<form>tel|desp|airgram)(?P<many>s)?){_END}",
    matches=["Embtel ", "Deptel ", "urtels ", "reurtel No. ", "Legtel ", "mytel ", "REEMBTEL ", "Embdesp "],
    rejects=["Embtel", "hotel "],
)
SERIES = Pattern(
    rf"\b(?P<whose>(?i:{'|'.join(row['series'] for row in rows('series'))}))(?P<many>s)?{_END}",
    matches=["Secto ", "TOSEC ", "Delga No. ", "Sectos "],
    rejects=["Secto", "Delgado "],
)
ALONE = Pattern(
    rf"\b(?:{_FORM}|(?i:dep)?(?i:circ?(?P<circular>tel))s?){_END}",
    matches=["telegram ", "Telegram No. ", "despatch ", "circular ", "Depcirtel ", "telegrams Nos. "],
    rejects=["telegram from Cairo ", "circular letter of "],
)
"""Whose it is stands after it, or it is one of the Department's circulars."""

FILED = Pattern(
    rf"""(?P<number>\d(?<=[(\s]\d)\d\d[A-Za-z]?\.[0-9A-Za-z]+(?:(?:{DASH}|\s)[A-Z][A-Za-z]+(?:\s[A-Z][a-z]+)?(?:\s\d{{4}})?)?/[\w½¼¾⅓⅔⅛]+(?:{DASH}\d+)?)""",
    matches=[],  # it stands after a bracket or space: see tests/link/test_grammar.py
    rejects=["861.00/11629", "(1918/19)"],
)
NOT_PRINTED = Pattern(
    r"(?P<said>(?:Neither|Not|None)\s(?:printed|found|attached|reproduced)(?:\shere)?)\b",
    matches=["Not printed", "Neither printed"],
    rejects=["Printed", "not"],
)
