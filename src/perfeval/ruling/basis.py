"""What a rule rests on: the document, where and of which year it was seen, for whom it holds, and how that may be shown."""

from __future__ import annotations

from attrs import field, frozen

from perfeval.errors import PackError
from perfeval.findings import Standing, Text
from perfeval.jurisdictions import lineage


def _a_code(_basis: Basis, _: object, code: str) -> None:
    if code:
        lineage(code)


def _a_year(basis: Basis, _: object, year: int | None) -> None:
    if year is not None and not (isinstance(year, int) and 1995 <= year <= 2099):
        raise PackError(
            f"依据“{basis.document}”的 seen_year“{year}”不是年度（1995—2099）。",
            f"seen_year {year!r} of the basis {basis.document!r} is no fiscal year (1995 to 2099).",
        )


@frozen(kw_only=True)
class Basis:
    """The document a rule rests on, the article, and where and when it was seen. Arithmetic needs none.

    Attributes
    ----------
    document
        Title and number as cited.
    article
        The article, annex or note of it.
    seen_at
        The GB/T 2260 code of the place whose copy was read: of a form, the unit's place, which may lie below the place the
        form is of. Empty where it is not known.
    seen_year
        The fiscal year that copy is of; None where it prints none.
    whole
        The document was read to its end, and not only an excerpt or a summary of it.
    covers
        The code of the place for which the document itself says it holds; empty where it does not say, and then it is
        known to hold where it was seen.
    notice
        It is a notice or rule of an authority, or a form with its printed notes, and not only a form as one unit filled it in.
        Only such a document may ask others for its weights.
    annual
        Each year has a document of its own, so that this one ends with its year.
    address
        Where it was read.

    Raises
    ------
    JurisdictionError
        If a place is no GB/T 2260 code.
    PackError
        If the year is no fiscal year.
    """

    document: str = ""
    article: str = ""
    seen_at: str = field(default="", validator=_a_code)
    seen_year: int | None = field(default=None, validator=_a_year)
    whole: bool = False
    covers: str = field(default="", validator=_a_code)
    notice: bool = False
    annual: bool = False
    address: str = ""

    def __str__(self) -> str:
        return "".join((self.document, self.article))

    @property
    def holds_in(self) -> str:
        """The code of the place in which it is known to hold; empty where nobody knows."""
        return self.covers or self.seen_at

    @property
    def seen(self) -> Text:
        """Where and of which year it was seen, as lists show it; empty where neither is known."""
        year = Text() if self.seen_year is None else Text(f"{self.seen_year}年度", f"fiscal year {self.seen_year}")
        zh, en = [t for t in (self.seen_at, year.zh) if t], [t for t in (self.seen_at, year.en) if t]
        part = Text() if self.whole or not zh else Text("，节录", ", an excerpt")
        return Text(f"见于{' '.join(zh)}{part.zh}", f"seen in {', '.join(en)}{part.en}") if zh else Text()


NO_BASIS = Basis()


def authority(basis: Basis, standing: Standing) -> Text:
    """What a rule rests on, as it may be shown: nothing unconfirmed is printed as law, so it names no document."""
    if standing is Standing.UNCONFIRMED:
        return Text("按通行做法（未核实）", "by common practice (not confirmed)")
    document, seen = str(basis), basis.seen
    if standing is Standing.ARITHMETIC:
        return Text(document or "算术关系", document or "arithmetic")
    said = {Standing.CONFIRMED: "official text read", Standing.ATTESTED: "seen in published forms"}[standing]
    zh, en = "；".join(t for t in (standing.zh, seen.zh) if t), "; ".join(t for t in (said, seen.en) if t)
    return Text(f"{document}（{zh}）" if document else zh, f"{document} ({en})" if document else en)
