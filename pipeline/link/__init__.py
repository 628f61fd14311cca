"""Link: references found, dates inferred, and both put among the cables of the archive.

`study` needs the cable alone; `link` asks the archive.
"""

from pipeline.link.dating.among import Dateable, date_among, dateable_of
from pipeline.link.dating.dates import own_key
from pipeline.link.dating.neighbours import REACH, placed_of
from pipeline.link.resolve import LINKED_CODES, Holdings, Linked, Nothing, date_in_words, link, study
from pipeline.link.rows import FILED, citations_of, held_of, mentions_of

__all__ = [
    "FILED",
    "LINKED_CODES",
    "REACH",
    "Dateable",
    "Holdings",
    "Linked",
    "Nothing",
    "citations_of",
    "date_among",
    "date_in_words",
    "dateable_of",
    "held_of",
    "link",
    "mentions_of",
    "own_key",
    "placed_of",
    "study",
]
