"""The tables: for the terminal a part a form with what changed since the last run, and in Markdown one for the README."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.frus.document import Form
from benchmarks.frus.figures import FieldFigures, Figures, FormFigures
from benchmarks.frus.tally import Field

SEEN = 0.0005
"""A change of F1 that shows when three digits are printed."""
HEADER = f"{'field':16}{'precision':>10}{'recall':>9}{'F1':>9}{'number':>9}   since the last run"


def plain_table(figures: Figures, last: Figures | None) -> str:
    """last: with the same documents, or None."""
    parts = [_part(form, said, last.forms.get(form) if last else None) for form, said in figures.forms.items()]
    return "\n\n".join("\n".join(part) for part in parts)


def _part(form: Form, said: FormFigures, last: FormFigures | None) -> Iterator[str]:
    yield f"{form}: {said.published:,} of {said.documents:,} documents published"
    yield HEADER
    for field, of in said.fields.items():
        shares = f"{share(of.precision):>10}{share(of.recall):>9}{share(of.f1):>9}"
        yield f"{field:16}{shares}{of.number:>9,}   {change(of, last.fields.get(field) if last else None)}".rstrip()


def change(now: FieldFigures, before: FieldFigures | None) -> str:
    """ ".934 → .971 (+.037)", or nothing where F1 is as it was."""
    if before is None or abs(now.f1 - before.f1) < SEEN:
        return ""
    difference = now.f1 - before.f1
    return f"{share(before.f1)} → {share(now.f1)} ({'+' if difference > 0 else '−'}{share(abs(difference))})"


def share(value: float) -> str:
    """Three digits: ".971"; "1.000"."""
    return f"{value:.3f}".removeprefix("0")


def markdown_table(figures: Figures) -> str:
    """A row a field, a column a form: F1, in brackets precision and recall; the number is that of the form with the most."""
    forms = list(figures.forms)
    rows = [("field: F1 (precision, recall)", *forms, "number"), ("---",) * (len(forms) + 2)]
    rows += [_row(field, figures) for field in Field if any(field in said.fields for said in figures.forms.values())]
    rows.append(("published", *(_published(said) for said in figures.forms.values()), _documents(figures)))
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _row(field: Field, figures: Figures) -> tuple[str, ...]:
    cells = [said.fields.get(field) for said in figures.forms.values()]
    number = max(cell.number for cell in cells if cell)
    return field, *(_cell(cell) if cell else "–" for cell in cells), f"{number:,}"


def _cell(of: FieldFigures) -> str:
    return f"**{share(of.f1)}** ({share(of.precision)}, {share(of.recall)})"


def _published(said: FormFigures) -> str:
    return share(said.published / said.documents) if said.documents else "–"


def _documents(figures: Figures) -> str:
    return f"{max(said.documents for said in figures.forms.values()):,}"
