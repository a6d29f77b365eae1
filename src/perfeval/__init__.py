"""perfeval: is a budget performance self-evaluation (预算绩效自评) right?

::

    import perfeval

    report = perfeval.read("report.txt")
    evaluation = perfeval.evaluate(report)
    print(perfeval.render(evaluation))
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

__all__ = [
    "ACTUAL",
    "FINAL",
    "ORIGINAL",
    "Budget",
    "Category",
    "Contradiction",
    "Evaluation",
    "Finding",
    "Form",
    "IndicatorRow",
    "Judged",
    "PerfevalError",
    "Quantity",
    "Report",
    "Rulebook",
    "Score",
    "Severity",
    "Stage",
    "Statement",
    "acceptances",
    "evaluate",
    "evaluate_many",
    "locate",
    "quantity",
    "read",
    "render",
    "repair",
    "rulebook",
]

if TYPE_CHECKING:
    from perfeval.api import acceptances, evaluate, locate, read, render, repair, rulebook
    from perfeval.errors import PerfevalError
    from perfeval.evaluation import Evaluation
    from perfeval.findings import Finding, Severity
    from perfeval.many import Judged, evaluate_many
    from perfeval.model import (
        ACTUAL,
        FINAL,
        ORIGINAL,
        Budget,
        Category,
        Contradiction,
        Form,
        IndicatorRow,
        Report,
        Stage,
        Statement,
    )
    from perfeval.quantities import Quantity, quantity
    from perfeval.resolution import Rulebook
    from perfeval.scores import Score
else:
    #: Where the public names live. Nothing is loaded before one of them is asked for: judging, and the rules it needs,
    #: are most of the package, and whoever imports it may only want a number read.
    _HOMES = {
        "perfeval.api": ("acceptances", "evaluate", "locate", "read", "render", "repair", "rulebook"),
        "perfeval.errors": ("PerfevalError",),
        "perfeval.evaluation": ("Evaluation",),
        "perfeval.findings": ("Finding", "Severity"),
        "perfeval.many": ("Judged", "evaluate_many"),
        "perfeval.model": (
            "ACTUAL",
            "FINAL",
            "ORIGINAL",
            "Budget",
            "Category",
            "Contradiction",
            "Form",
            "IndicatorRow",
            "Report",
            "Stage",
            "Statement",
        ),
        "perfeval.quantities": ("Quantity", "quantity"),
        "perfeval.resolution": ("Rulebook",),
        "perfeval.scores": ("Score",),
    }
    _HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

    def __getattr__(name: str) -> object:
        """A public name, loaded when it is first asked for (PEP 562) and kept."""
        if name not in _HOME_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}; it offers {', '.join(__all__)}")
        found = globals()[name] = getattr(import_module(_HOME_OF[name]), name)
        return found

    def __dir__() -> list[str]:
        """The public names."""
        return [*__all__]
