"""What was done with a paper: "Drafted by Sapt, cleared in draft with AID, and repeated to Paris and London"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.knowledge import rows
from pipeline.model import Act, ActKind, CableDate, Evidence, Span
from pipeline.moments import DAY, HOUR, MOMENT, TIME
from pipeline.passages import fold
from pipeline.patterns import Pattern
from pipeline.read.front.receipts import dated_receipt

HOUR_ON_DAY = Pattern(
    rf"(?P<at>{TIME})\son\s(?P<on>{DAY})",
    matches=["6:07 a.m. on May 3", "noon on December 10, 1966"],
    rejects=["6:07 a.m.", "May 3, 6:07 a.m."],
)

_KINDS = {row["verb"]: ActKind(row["act"]) for row in rows("acts")}
_VERBS = "|".join(_KINDS)
BEGINS_ACT = re.compile(
    rf"(?:(?:Also|Subsequently|Apparently|Presumably|It\swas|The\s(?:telegram|message)\swas)\s)?(?P<verb>{_VERBS})\b",
    re.IGNORECASE,
)
_NEXT = re.compile(rf"(?:[,;]\s*(?:and\s)?|\sand\s)(?:also\s|was\s|subsequently\s)?(?P<verb>{_VERBS})\b")
_BY = re.compile(r"\b(?:by|with|within|in)\s(?=[A-Z\[(]|the\s)")
_TO = re.compile(r"\b(?:to|through)\s(?=[A-Z\[]|the\s)")
_DAY = re.compile(r"[A-Z][a-z]{2,8}\.?\s\d")
_NAMES_END = re.compile(
    r"""\s (?: (?:on|at|in)\s(?:[A-Z][a-z]+\s)?\d | in\s(?:telegram|despatch|\w+\ssections) | (?:under|who|which|as|from|via)\s
        | with\s(?:instructions|the|a|an)\s | for\s(?:delivery|approval|transmission|the)\s )
      | ,\s(?:on|who|which|under|where)\s | [;(]?\sSee\s""",
    re.VERBOSE,
)
_BETWEEN = re.compile(r"(?:,\s(?:and\s)?|;\s(?:and\s)?|\sand\s)(?![^()]{0,80}\))")
_SUFFIXES = ("Jr", "Sr")
_PREPOSITION = re.compile(r"^(?:in\s(?:draft|substance|part)\s)?(?:by|with|in|to|for)\s")
_MOST_NAMES = 80


def read_acts(source: str, span: Span) -> list[Act]:
    """The acts of a sentence that begins with one: "Drafted by Wood, cleared with AID, and repeated to London and Paris"."""
    first = BEGINS_ACT.match(source, *span)
    if first is None:
        return []
    found = [first, *_NEXT.finditer(source, first.end(), span.end)]
    ends = [*(m.start() for m in found[1:]), span.end]
    clauses = [Span(m.start("verb"), end) for m, end in zip(found, ends, strict=True)]
    acts = [_act(source, _KINDS[m["verb"].lower()], c) for m, c in zip(found, clauses, strict=True)]
    return list(_shared(acts))


def _act(source: str, kind: ActKind, clause: Span) -> Act:
    evidence = Evidence(rule="acts.clause", spans=(clause,))
    return Act(kind=kind, text=fold(source[slice(*clause)]), names=_names(source, kind, clause), evidence=evidence)


def _names(source: str, kind: ActKind, clause: Span) -> tuple[str, ...]:
    """Those by whom or to whom it was done, up to when, how and under which cover."""
    link = (_TO if kind in (ActKind.SENT, ActKind.REPEATED) else _BY).search(source, *clause)
    if link is None or kind is ActKind.RECEIVED:
        return ()
    end = _NAMES_END.search(source, link.end(), clause.end)
    stretch = fold(source[link.end() : end.start() if end else clause.end])
    names: list[str] = []
    for part in _BETWEEN.split(stretch)[:_MOST_NAMES]:
        name = _PREPOSITION.sub("", part).strip(" ,.")
        if names and name in _SUFFIXES:
            names[-1] += f", {name}."
        elif (name[:1].isupper() or name.startswith(("[", "(", "the "))) and not _DAY.match(name):
            names.append(name)
    return tuple(names)


def _shared(acts: Sequence[Act]) -> Iterator[Act]:
    """ "Drafted and signed by Smith": an act without a name has those of the next."""
    for act, following in zip(acts, [*acts[1:], None], strict=True):
        if not act.names and following and len(act.text.split()) == 1:
            yield act.model_copy(update={"names": following.names})
        else:
            yield act


def receipt_of(source: str, acts: Sequence[Act]) -> CableDate | None:
    """The hour, and the day where it is said, of "Received at 9:01 p.m."."""
    for act in acts:
        if act.kind is ActKind.RECEIVED:
            span = act.evidence.spans[0]
            m = next((m for p in (HOUR_ON_DAY, MOMENT, HOUR) if (m := p.search(source, span.start, span.end + 1))), None)
            if m:
                evidence = Evidence(rule="acts.received", spans=(Span(*m.span()),))
                return CableDate(text=fold(m[0]), evidence=(evidence,))
    return None


def dated(received: CableDate | None, sent: CableDate | None) -> CableDate | None:
    """The receipt, what it leaves open taken from the dateline."""
    if received is None or sent is None or sent.when is None:
        return received
    in_order = HOUR_ON_DAY.regex.sub(r"\g<on>, \g<at>", received.text)
    when = dated_receipt(received.model_copy(update={"text": in_order}), sent.when).when
    return received.model_copy(update={"when": when})
