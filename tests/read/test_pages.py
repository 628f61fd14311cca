"""Page labels, and the words that they part."""

from __future__ import annotations

import pytest

from pipeline.model import MarkKind
from pipeline.read.structure.pages import page_breaks
from tests.read.rows import rows
from tests.read.texts import cable_of

HEAD = "861.24/88: Telegram\n\nThe Consul at Omsk (Ray) to the Secretary of State\n\nOmsk, May 1, 1919.\n\n"

PARTED = [
    # Between words.
    ("The grain [Page 9] has come.", "The grain has come.", "pages.label"),
    ("The grain. [Page 9] It has come.", "The grain. It has come.", "pages.label"),
    # After a hyphen, unless that is suspended, or a dash.
    ("It is self- [Page 9] rule.", "It is self-rule.", "pages.after-hyphen"),
    ("From July- [Page 9] October.", "From July-October.", "pages.after-hyphen"),
    ("The pre- [Page 9] and post-war grain.", "The pre- and post-war grain.", "pages.label"),
    ("The grain— [Page 9] the wheat.", "The grain— the wheat.", "pages.label"),
    # The second half is the end of a word.
    ("The institu [Page 9] tions came.", "The institutions came.", "pages.within-word"),
    ("An arrange [Page 9] ment for grain.", "An arrangement for grain.", "pages.within-word"),
    # The whole stands elsewhere, and its halves do not.
    ("The under [Page 9] score. An underscore is due.", "The underscore. An underscore is due.", "pages.within-word"),
    ("Every [Page 9] body came. A body is here. Everybody left. Every day.", None, "pages.label"),
    ("The grain [Page 9] store is full.", "The grain store is full.", "pages.label"),
    ("The Under [Page 9] Secretary. The UnderSecretary.", "The Under Secretary. The UnderSecretary.", "pages.label"),
]


@pytest.mark.parametrize(("text", "read", "rule"), rows(PARTED))
def test_words_that_a_page_parts(text: str, read: str | None, rule: str) -> None:
    block = cable_of(HEAD + text).blocks[-1]
    assert block.text == (read or text.replace("[Page 9] ", ""))
    (page,) = (mark for mark in block.marks if mark.kind is MarkKind.PAGE)
    assert (page.value, page.evidence.rule) == ("9", rule)
    assert (page.evidence.certainty is not None) == (rule == "pages.within-word")


def test_labels_past_the_first_hundreds_are_read_and_not_joined() -> None:
    found = page_breaks("a institu [Page 9] tions " * 300)
    assert len(found) == 300
    assert {f.evidence.rule for f in found[-50:]} == {"pages.label"}
