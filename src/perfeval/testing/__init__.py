"""For tests of packs and of whatever is built on perfeval: honest and broken reports, ready properties, the pack kit.

::

    from perfeval.testing import check_pack

    def test_pack():
        assert check_pack(PACK) == ()

`reports` builds its reports so that they are right. The identities of a rulebook are solved: what they leave free is
drawn from the interval that the others leave it, totals are added up, rates are divided. Nothing is drawn and thrown
away. `broken` puts one known slip into such a report. `properties` are tests ready to be run on other software.
Every argument that takes a value takes a strategy, too.
Needs hypothesis: `pip install "perfeval[testing]"`.
"""

from __future__ import annotations

from perfeval.errors import MissingExtraError

try:
    import hypothesis as _hypothesis  # noqa: F401 - asked for here, so that its absence is said in one sentence
except ImportError as error:
    raise MissingExtraError(
        'perfeval.testing 需要 hypothesis；请运行 pip install "perfeval[testing]"。',
        'perfeval.testing needs hypothesis; run pip install "perfeval[testing]".',
    ) from error

from perfeval.testing.breaking.broken import broken
from perfeval.testing.breaking.figures import FigureSlip, broken_figures
from perfeval.testing.breaking.slips import SLIPS, Broken, Slip
from perfeval.testing.cases import cases, check_cases
from perfeval.testing.making.documents import documents, writable
from perfeval.testing.making.files import as_page, as_text
from perfeval.testing.making.honest import (
    amounts,
    consistent_figures,
    identities_book,
    indicator_tables,
    jurisdictions,
    periods,
    rates,
    reports,
)
from perfeval.testing.proving import properties
from perfeval.testing.proving.kit import check_pack
from perfeval.testing.proving.soundness import Soundness, soundness

__all__ = [
    "SLIPS",
    "Broken",
    "FigureSlip",
    "Slip",
    "Soundness",
    "amounts",
    "as_page",
    "as_text",
    "broken",
    "broken_figures",
    "cases",
    "check_cases",
    "check_pack",
    "consistent_figures",
    "documents",
    "identities_book",
    "indicator_tables",
    "jurisdictions",
    "periods",
    "properties",
    "rates",
    "reports",
    "soundness",
    "writable",
]
