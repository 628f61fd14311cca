"""What can go wrong that is not a matter of one cable.

CablegramError          anything below; the command prints its message and ends with 2
├─ InputError           what was named cannot be ingested at all
├─ OutputError          the output folder cannot be used: not writable, in use, full
├─ CatalogueError       the catalogue is locked, corrupt, or not ours
├─ LedgerError          the ledger's chain is broken
├─ ConfigError          cablegram.toml or an option does not say what it must
└─ TransientError       I/O that may succeed when tried again; the only kind that is retried

A bad cable raises nothing: it makes Findings (pipeline/codes.py).
"""

from __future__ import annotations


class CablegramError(Exception):
    """`what` went wrong and where; `hint`: what to try, as a command where there is one."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.hint = hint


class InputError(CablegramError):
    pass


class OutputError(CablegramError):
    pass


class CatalogueError(CablegramError):
    pass


class LedgerError(CablegramError):
    pass


class ConfigError(CablegramError):
    pass


class TransientError(CablegramError):
    pass
