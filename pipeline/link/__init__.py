"""Link: references found, dates inferred, and both put among the cables of the archive.

`study` needs the cable alone; `link` asks the archive.
"""

from pipeline.link.dating.dates import is_printed, own_key
from pipeline.link.dating.mentions import date_by_mentions, witnesses
from pipeline.link.resolve import LINKED_CODES, Holdings, Linked, Nothing, date_in_words, link, study
from pipeline.link.rows import FILED, citations_of, held_of, mentions_of

__all__ = [
    "FILED",
    "LINKED_CODES",
    "Holdings",
    "Linked",
    "Nothing",
    "citations_of",
    "date_by_mentions",
    "date_in_words",
    "held_of",
    "is_printed",
    "link",
    "mentions_of",
    "own_key",
    "study",
    "witnesses",
]
