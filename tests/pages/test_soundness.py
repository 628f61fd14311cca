"""The checker of pages itself finds what is unsound."""

from __future__ import annotations

import pytest

from pipeline.write.html import to_html
from tests.cables import henderson_195
from tests.pages.soundness import faults

# what is put into a sound page · what must be said of it
UNSOUND = {
    "script": ("<script>1</script>", "script"),
    "handler": ('<b onclick="f()">x</b>', "onclick"),
    "image": ('<img alt="" src="x.png"/>', "src"),
    "javascript": ('<a href="javascript:f()">x</a>', "unsafe link"),
    "data": ('<a href="data:text/html,x">x</a>', "unsafe link"),
    "absolute path": ('<a href="/etc/passwd">x</a>', "unsafe link"),
    "protocol-relative": ('<a href="//example.org/x">x</a>', "unsafe link"),
    "nowhere": ('<a href="#nowhere">x</a>', "nowhere"),
    "twice": ('<b id="text">x</b>', "2 times"),
    "heading": ("<h6>x</h6><h2>y</h2>", "before h6"),
    "second h1": ("<h1>x</h1>", "headings"),
    "table": ("<table><tr><td>1</td></tr></table>", "column headers"),
    "inline style": ('<b style="color: red">x</b>', "style"),
}


@pytest.mark.parametrize(("inserted", "said"), UNSOUND.values(), ids=UNSOUND)
def test_unsound_pages_are_found(inserted: str, said: str) -> None:
    page = to_html(henderson_195()).replace(b"</article>", inserted.encode() + b"</article>")
    assert any(said in fault for fault in faults(page))


def test_a_changed_style_breaks_the_policy() -> None:
    assert "policy" in faults(to_html(henderson_195()).replace(b"</style>", b"b{}</style>"))
