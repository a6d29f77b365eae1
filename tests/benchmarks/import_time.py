"""What `import perfeval` costs in a fresh process, beside Python itself and the two libraries it stands on."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

RUNS = 9
PROGRAMS = {
    "python -c pass": "pass",
    "import attrs, pluggy": "import attrs, pluggy",
    "import perfeval": "import perfeval",
}


def seconds(program: str) -> float:
    """Wall time of one fresh process."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the medians; the programs take turns, so that a busy moment falls on all of them."""
    for program in PROGRAMS.values():
        seconds(program)  # files in the cache, bytecode compiled
    times: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for _ in range(RUNS):
        for name, program in PROGRAMS.items():
            times[name].append(seconds(program))
    floor = statistics.median(times["python -c pass"])
    print(f"median of {RUNS} fresh processes, and above an empty one")
    for name, taken in times.items():
        median = statistics.median(taken)
        print(f"{name:<22} {median * 1000:7.1f} ms  {(median - floor) * 1000:+7.1f} ms")
