"""How long the first commands take: the table in the README. usage: .venv/bin/python benchmarks/times.py [TIMES]

Each command runs in a process of its own, TIMES times (3 unless told); the fastest counts, as the slower ones measure
the machine's other work. "cold" is the first run of a user: an empty HOME, so that Prefect makes its database, and an
empty output folder.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
SEED = next((ROOT / "seeds").glob("*.txt"))
COMMAND = str(Path(sys.executable).with_name("cablegram"))


def seconds(arguments: list[str], home: Path) -> float:
    began = time.perf_counter()
    done = subprocess.run(
        [COMMAND, *arguments], cwd=ROOT, env={**os.environ, "HOME": str(home)}, capture_output=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr.decode())
    return time.perf_counter() - began


def fastest(arguments: list[str], times: int, *, is_cold: bool = False) -> float:
    """In seconds. `{out}` in the arguments is an output folder: a new one each time, or when not cold one that is kept."""
    with TemporaryDirectory() as warm:
        taken = []
        for _ in range(times):
            with TemporaryDirectory() as cold:
                place = Path(cold if is_cold else warm)
                taken.append(seconds([a.format(out=place / "out") for a in arguments], place))
        return min(taken)


ROWS = (
    ("`cablegram --help`", ["--help"], False),
    ("`cablegram convert` of the seed to TEI", ["convert", str(SEED), "--to", "tei"], False),
    ("`cablegram ingest seeds/ --plain`, cold", ["ingest", "seeds", "--plain", "-o", "{out}"], True),
    ("`cablegram ingest seeds/`, cold (Prefect makes its database)", ["ingest", "seeds", "-o", "{out}"], True),
    ("`cablegram ingest seeds/` again (nothing changed)", ["ingest", "seeds", "-o", "{out}"], False),
)


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    print(f"| on {os.cpu_count()} cores, Python {platform.python_version()} | seconds |\n|---|---|")
    for name, arguments, is_cold in ROWS:
        print(f"| {name} | {fastest(arguments, times, is_cold=is_cold):.2f} |", flush=True)


if __name__ == "__main__":
    main()
