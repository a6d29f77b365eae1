"""The day a run is made on."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from perfeval.errors import UsageError

#: With this in the environment, a run is made on the day of that second, whenever it runs: the same in, the same out.
EPOCH = "SOURCE_DATE_EPOCH"


def today() -> date:
    """The day, or the one that the environment names.

    Raises
    ------
    UsageError
        If what the environment names is no time.
    """
    named = os.environ.get(EPOCH, "")
    if not named:
        return date.today()
    try:
        return datetime.fromtimestamp(int(named), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"环境变量 {EPOCH} 应为秒数，得到“{named}”。", f"{EPOCH} should be a number of seconds, not {named!r}."
        ) from error


__all__ = ["EPOCH", "today"]
