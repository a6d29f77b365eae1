"""The version of perfeval that runs."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def own_version() -> str:
    """The version of the installed distribution; empty where it is run without being installed."""
    try:
        return version("perfeval")
    except PackageNotFoundError:
        return ""


__all__ = ["own_version"]
