"""How many examples a property is tried on: what the profile says (see conftest), or a share of it where one takes long."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

#: Whole reports and damaged files take long to draw; that is no fault of theirs.
PATIENT = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def share(part: int) -> int:
    """One in so many of the profile's examples, for a property whose examples take about a second each."""
    return max(2, settings().max_examples // part)
