"""Which finding a finding is: fingerprints that last from one year to the next, and tell apart what is not the same.

Rule 1: a finding is known by its rule, the unit, what of the unit it is about (the unit as a whole, or a project) and by
which form, and the names of its figures; never by a value or a place.
Rule 2: years count from the report's own, in labels and in the names of projects, too.
Rule 3: how a name is typed does not matter: full or half width, blanks, invisible characters, punctuation, numbering.
Rule 4: an ordinal comes last, and only tells apart findings that all this is the same of.
Rule 5: where the unit or the subject is not known, the finding says so (`identified`).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from attrs import evolve

from perfeval.findings import Cited, Finding, fingerprint
from perfeval.model import OWN_UNIT, OWN_YEAR, Report, Subject
from perfeval.quantities import tidy

#: The subject of what is about the unit as a whole.
UNIT = "unit"
#: A code of so many characters is given once in the country; shorter ones are given again by every place, or every list.
LONG_CODE = 15
_NUMBERING = re.compile(r"(?:\(?(?:[一二三四五六七八九十]{1,3}|\d{1,3})(?:\)|[、.](?!\d))|[①-⑳])+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?=年|[-~至到](?:19|20)\d{2}年)")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)\.(?=\d)")


def identified(report: Report, findings: Iterable[Finding]) -> list[Finding]:
    """The findings with their fingerprints, in the order they came in."""
    names = Names(report)
    ordinals: Counter[tuple[object, ...]] = Counter()
    marked = []
    for finding in findings:
        subjects = names.subjects(finding.figures)
        figures = names.figures(finding.figures if finding.about is None else finding.about)
        known = bool(names.entity) and None not in subjects
        key = (finding.rule, frozenset(subjects), figures)
        said = {"?" if subject is None else subject for subject in subjects}
        made = fingerprint(finding.rule, names.entity, said, figures, ordinals[key])
        ordinals[key] += 1
        marked.append(evolve(finding, fingerprint=made, identified=known))
    return marked


class Names:
    """What things of one report are called in fingerprints.

    Attributes
    ----------
    entity
        The unit, by its code or its name; empty where nothing says whose the report is.
    whole
        What the report as a whole is about; None where nothing says it.
    forms
        What each form is about, by its id.
    """

    def __init__(self, report: Report) -> None:
        self.year = report.year
        self.unit = self.typed(report.entity or "")
        self.entity = _known_by(report.entity_code, self.unit)
        self.whole = self._subject(report.subject, "")
        self.forms = {form.id: self._subject(form.subject, form.kind) for form in report.forms}
        self.projects = {self.typed(form.subject.project) for form in report.forms if form.subject is not None} | {
            self.typed(report.subject.project) if report.subject is not None else ""
        }

    def _subject(self, subject: Subject | None, kind: str) -> str | None:
        if subject is None:
            return None
        project = _known_by(subject.code, self.typed(subject.project))
        return f"project\x1e{project}\x1e{kind}" if project else f"{UNIT}\x1e{kind}"

    def subjects(self, figures: Sequence[Cited]) -> set[str | None]:
        """What some figures are about; what the report is about, where there are none."""
        return {self.forms.get(f.form, self.whole) for f in figures} or {self.whole}

    def figures(self, figures: Iterable[Cited]) -> frozenset[str]:
        """The names of some figures."""
        return frozenset(self._figure(figure) for figure in figures)

    def _figure(self, figure: Cited) -> str:
        entity = self.typed("" if figure.entity == OWN_UNIT else figure.entity)
        if entity == self.unit or entity in self.projects:
            entity = ""  # the finding's own unit or project is said already
        item, label = figure.item, ""
        if not figure.is_named:  # its label names it; what its item has besides may be its number in a text
            item = item.partition("/")[0]
            label = self.typed(figure.label) if figure.label != figure.printed else ""
        return "\x1e".join((self.typed(item), label, entity, self._relative(figure.year), figure.stage, figure.fund))

    def _relative(self, year: str) -> str:
        """A year counted from the report's own; one that cannot be counted stays as it is."""
        if year == OWN_YEAR:
            return "0"
        return str(int(year) - self.year) if self.year is not None and year.isdecimal() else year

    def typed(self, text: str) -> str:
        """A name however it is typed, with years counted from the report's own."""
        plain = tidy("".join(c for c in text if unicodedata.category(c) != "Cf"))
        plain = _NUMBERING.sub("", plain, count=1) if _NUMBERING.match(plain) else plain
        if self.year is not None:
            own = self.year
            plain = _YEAR.sub(lambda m: f"\x1f{int(m[0]) - own:+d}\x1f", plain)
        plain = _BETWEEN_DIGITS.sub("\x1f", plain)
        return "".join(c for c in plain if unicodedata.category(c)[0] not in "PZ" or c == "%").casefold()


def _known_by(code: str, name: str) -> str:
    """A code that is given once, or the name with its short code."""
    plain = tidy(code).casefold()
    return plain if len(plain) >= LONG_CODE else f"{plain}\x1e{name}" if plain else name
