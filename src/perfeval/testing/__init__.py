"""For tests of packs and of whatever is built on perfeval: strategies of honest figures and reports, and the pack kit.

::

    from perfeval.testing import check_pack

    def test_pack():
        assert check_pack(PACK) == ()

`reports` builds its reports so that they are right: it draws what nothing else decides, adds up what is a sum, divides
what is a rate, and states nothing that would contradict a rule. Nothing is drawn and thrown away.
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

from perfeval.testing.honest import amounts, rates, reports
from perfeval.testing.kit import check_pack

__all__ = ["amounts", "check_pack", "rates", "reports"]
