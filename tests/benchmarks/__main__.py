"""How long things take: `python -m tests.benchmarks [import_time | reading]`. Nothing here passes or fails."""

from __future__ import annotations

import sys

from tests.benchmarks import import_time, reading

ALL = {"import_time": import_time.main, "reading": reading.main}


def main(names: list[str]) -> int:
    """Run the benchmarks named, or all of them."""
    unknown = [name for name in names if name not in ALL]
    if unknown:
        print(f"There is no benchmark {unknown[0]!r}; there are {', '.join(ALL)}.", file=sys.stderr)
        return 2
    for name in names or ALL:
        print(f"== {name}")
        ALL[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
