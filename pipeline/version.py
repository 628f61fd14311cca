"""The name and version that every record carries."""

from __future__ import annotations

__version__ = "0.2.0"
SOFTWARE = f"cablegram {__version__}"
