"""The sheet that every HTML page is set on: one style sheet, one content policy, templates that always escape.

A page opens from disk and asks nothing of a network: its style is inlined and named by its hash in the content policy, which
forbids all else. Pages are well-formed XML as well as HTML, so that a strict parser can check them.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).parent
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WEB_ADDRESS = re.compile(r"https?://[^\s/?#\\]+[^\s\\]*")


def render_page(template: Path, **values: object) -> bytes:
    """The template filled, as UTF-8. A character that cannot stand in XML becomes U+FFFD.

    template: a file beside which, or in this room, the templates lie that it extends. Raises jinja2.UndefinedError when a
    value that it names is missing.
    """
    page = environment(template.parent).get_template(template.name).render(style=style(), policy=policy(), **values)
    return _NOT_XML.sub("\ufffd", page).encode()


@cache
def environment(folder: Path) -> Environment:
    """Jinja's environment for the templates of `folder` and of this room; compiled once a process."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader([folder, _HERE]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def style() -> Markup:
    """`page.css` without comments and indentation, for a `<style>` element."""
    css = re.sub(r"/\*.*?\*/", "", (_HERE / "page.css").read_text("utf-8"), flags=re.DOTALL)
    return Markup("\n".join(line.strip() for line in css.splitlines() if line.strip()))  # noqa: S704  our own file


@cache
def policy() -> str:
    """The content policy: nothing is loaded, run, sent or framed; only our style sheet applies."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def web_link(uri: str | None) -> str | None:
    """The address if a reader may follow it from a page: http or https with a host. None for `urn:` and all else."""
    return uri if uri and _WEB_ADDRESS.fullmatch(uri) else None
