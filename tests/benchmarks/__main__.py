"""How long things take, and what they bear: `python -m tests.benchmarks [NAME …]`. Nothing here passes or fails.

`fuzz` takes arguments: `python -m tests.benchmarks fuzz [COUNT] [FORMAT …]`, and so do `tables FILE.jl.gz` and `peers [REPORTS]`. Without a name the timings are run.
"""

from __future__ import annotations

import sys

from tests.benchmarks import (
    evaluation,
    fuzz,
    import_time,
    localisation,
    peers,
    readers,
    reading,
    repair,
    strategies,
    tables,
)

TIMINGS = {
    "import_time": import_time.main, "evaluation": evaluation.main, "reading": reading.main, "readers": readers.main,
    "localisation": localisation.main, "repair": repair.main, "strategies": strategies.main,
}  # fmt: skip


def main(names: list[str]) -> int:
    """Run the benchmarks named, or all timings."""
    if names[:1] == ["fuzz"]:
        fuzz.main(names[1:])
        return 0
    if names[:1] == ["peers"]:
        peers.main(names[1:])
        return 0
    if names[:1] == ["tables"]:
        return tables.main(names[1:])
    unknown = [name for name in names if name not in TIMINGS]
    if unknown:
        print(
            f"There is no benchmark {unknown[0]!r}; there are {', '.join((*TIMINGS, 'fuzz', 'peers', 'tables'))}.",
            file=sys.stderr,
        )
        return 2
    for name in names or TIMINGS:
        print(f"== {name}")
        TIMINGS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
