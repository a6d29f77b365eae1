"""What hypothesis calls when it is loaded (its entry point): `st.from_type(perfeval.Report)` then draws honest reports."""

from __future__ import annotations

from hypothesis import strategies as st

from perfeval.model import Report
from perfeval.testing.making.honest import reports


def register() -> None:
    """Tell hypothesis how to make a report."""
    st.register_type_strategy(Report, reports())


__all__ = ["register"]
