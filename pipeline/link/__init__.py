"""Link: references found, dates inferred, and both put among the cables of the archive.

`study` needs the cable alone; `link` asks the archive.
"""

from pipeline.link.dates import own_key
from pipeline.link.resolve import Archive, Linked, Nothing, date_in_words, link, study

__all__ = ["Archive", "Linked", "Nothing", "date_in_words", "link", "own_key", "study"]
