"""Deciding, staging and publishing, all or nothing a cable; a run that was cut off is completed by the next one.

A run: `with lock(output)`, `rebuild` if the catalogue is empty, `recover`, `Workroom.open`; for each cable `decide`, then
`stage_cable` or `stage_quarantine`; `commit` (the point of no return), `settle`.
"""

from pipeline.publish.decide import Verdict, decide, digests_of
from pipeline.publish.ledger import read_ledger, verify_ledger
from pipeline.publish.lock import lock
from pipeline.publish.places import RECORD, SUFFIXES, Places, published_digests
from pipeline.publish.plan import Move, Plan, Quarantine, Release
from pipeline.publish.rebuild import Rebuilt, rebuild
from pipeline.publish.settle import recover, settle
from pipeline.publish.workroom import Keepsake, Workroom

__all__ = [
    "RECORD",
    "SUFFIXES",
    "Keepsake",
    "Move",
    "Places",
    "Plan",
    "Quarantine",
    "Rebuilt",
    "Release",
    "Verdict",
    "Workroom",
    "decide",
    "digests_of",
    "lock",
    "published_digests",
    "read_ledger",
    "rebuild",
    "recover",
    "settle",
    "verify_ledger",
]
