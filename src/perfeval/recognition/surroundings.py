"""What holds for a whole table or text: who it is about, its year, and the unit of money over it."""

from __future__ import annotations

from attrs import define

from perfeval.model import OWN_YEAR, Known, Part, Stage, declared
from perfeval.quantities import Unit


@define
class Surroundings:
    """What holds for a whole table or text: who it is about, its year, the unit of money over it.

    `stage` is that of its summary's lines, where the title says budget or accounts.
    """

    entity: Part
    year: int | None
    year_known: Known = Known.PRINTED
    unit: Unit | None = None
    stage: Stage | None = None

    def own_year(self, years: int = 0, known: Known | None = None) -> Part:
        """The report's year, so many years on; where no year is printed, the file's own, by the file itself."""
        if self.year is not None:
            return Part(self.year + years, known or self.year_known)
        return declared(f"{OWN_YEAR}{years:+d}" if years else OWN_YEAR)
