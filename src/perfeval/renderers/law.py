"""What applies in a place and a year, as text: the list of rules, one of them explained, the packs there are.

What a rule rests on is said through `authority`, so that nothing unconfirmed is printed as law.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from perfeval.errors import PackError, UnknownNameError
from perfeval.findings import Standing, Text
from perfeval.jurisdictions import called, lineage
from perfeval.quantities import short
from perfeval.renderers.wording import either, say
from perfeval.resolution import FrameworkInForce, InForce, Installed, Rulebook, items_of
from perfeval.ruling import AnyRule, Empty, Framework, Indicator, Pack, RowMethod, RuleHeader, authority, header_of
from perfeval.ruling.naming import figure_text

STEPS = {"set": Text("设定", "set"), "replaced": Text("改为", "replaced"), "withdrawn": Text("撤销", "withdrawn")}

#: Parts of a framework that a patch replaces whole.
WHOLE = ("sections", "bands", "rows")


def _rests_on(one: RuleHeader | Framework | Indicator | RowMethod, lang: str) -> str:
    return say(authority(one.basis, one.standing), lang)


def _title(book: Rulebook, lang: str) -> str:
    year = "—" if book.year is None else str(book.year)
    return f"{book.code}  {year} 年" if lang == "zh" else f"{book.code}  {year}"


def _label(rule: object, lang: str) -> str:
    return say(header_of(rule).label, lang)


def rules_text(book: Rulebook, lang: str = "zh") -> str:
    """Every rule in force, who set it and what it rests on; then the frameworks; then what was looked for and not found.

    Both lists are grouped by whose they are, the nation's first and the place's own last; what is unconfirmed ends each.
    """
    rules = [
        _Line(force.by.pack.code, header_of(force.rule).standing, _rule_line(force, lang)) for force in book.in_order
    ]
    lines = [_title(book, lang), either("规则", "rules", lang), *_grouped(book, rules, lang)]
    lines += [either("指标体系", "frameworks", lang), *_grouped(book, _framework_lines(book, lang), lang)]
    if book.newer:
        lines.append(either("此后有新文件，未见原文", "later documents are known and were not read", lang))
        lines += [f"  {called(code)}\t{document}" for code, document in book.newer]
    if book.missing:
        lines.append(either("曾查找而未见", "looked for and not found", lang))
        lines += [f"  {called(code)}\t{say(what, lang)}" for code, what in book.missing]
    return "\n".join(lines) + "\n"


@frozen
class _Line:
    """A line of a list, whose it is, and what is known of it."""

    code: str
    standing: Standing
    text: str


def _rule_line(force: InForce, lang: str) -> str:
    return f"  {force.rule.id}\t{_label(force.rule, lang)}\t{force.by.name}\t{_rests_on(header_of(force.rule), lang)}"


def _framework_lines(book: Rulebook, lang: str) -> Iterator[_Line]:
    for name in book.framework_names:
        try:
            whole = book.framework(name)
        except PackError as error:  # one of another year that does not make sense: its own year's book says so, too
            yield _Line("", Standing.UNCONFIRMED, f"  {name}\t{error.en if lang == 'en' else error.zh}")
            continue
        assert whole is not None
        one = whole.framework
        text = f"  {name}\t{say(one.name, lang)}\t{whole.by.name}\t{_rests_on(one, lang)}{_mark(book, whole, lang)}"
        yield _Line(whole.by.pack.code, one.standing, text)


def _grouped(book: Rulebook, lines: Iterable[_Line], lang: str) -> Iterator[str]:
    """The lines of each place under its name, the nation's first; those that are unconfirmed under a head of their own."""
    lines = list(lines)
    for code in lineage(book.code):
        own = [line.text for line in lines if line.code == code and line.standing is not Standing.UNCONFIRMED]
        if own or code == book.code:
            yield f" {called(code)}"
            yield from own or [either("  （无）", "  (none)", lang)]
    unconfirmed = [line.text for line in lines if line.standing is Standing.UNCONFIRMED]
    if unconfirmed:
        yield either(" 未核实，仅供参考", " not confirmed, for reference only", lang)
        yield from unconfirmed


def _mark(book: Rulebook, whole: FrameworkInForce, lang: str) -> str:
    zh = lang == "zh"
    if whole.year is not None:
        since, until = whole.by.pack.since or "", whole.by.pack.until or ""
        return f"\t适用于 {since}—{until} 年度" if zh else f"\tholds in {since}-{until}"
    if whole.framework.id == book.default:
        return "\t默认" if zh else "\tdefault"
    if whole.framework.id == book.project_default:
        return "\t项目表默认" if zh else "\tdefault of project forms"
    return ""


def explained(book: Rulebook, name: str, lang: str = "zh") -> str:
    """A rule, a framework or one of its indicators: formula, text, what it rests on, history.

    Raises
    ------
    UnknownNameError
        If nothing of that name is in force; the message names near ones.
    """
    whole, _, inside = name.partition("/")
    if whole in book.framework_names:
        force = book.framework(whole)
        assert force is not None
        if not inside or inside in WHOLE:
            lines = list(_framework(force, lang))
        else:
            indicator = force.framework.indicator(inside)
            if indicator is None:
                known = "、".join(i.id for i in force.framework.indicators) or "—"
                raise UnknownNameError(
                    f"指标体系“{whole}”没有指标“{inside}”；有：{known}。",
                    f"The framework {whole!r} has no indicator {inside!r}; it has {known}.",
                )
            lines = list(_indicator(book, force, indicator, lang))
    else:
        lines = list(_rule(book, book.rule(name), lang))
    return "\n".join([_title(book, lang), *lines, *history_lines(book, name, lang)]) + "\n"


def _line(zh: str, en: str, text: str, lang: str) -> str:
    """What something is called, and what it is."""
    return f"{either(zh, en, lang)}  {text}"


#: Words of formulas that are no line item, in Chinese.
_WORDS = {
    "original": "年初预算", "final": "全年预算", "actual": "执行数", "arrived": "到位数", "stock": "", "base": "基数",
    "change": "增减额", "now": "本期数",
}  # fmt: skip
_SLUG = re.compile(r"[A-Za-z*][\w*.-]*(?:@\d+)?(?::[\w-]+)?")


def formula_text(rule: AnyRule, book: Rulebook, lang: str) -> str:
    """The formula of a rule; in Chinese with the labels of its line items."""
    text = say(rule.formula(), lang)
    if lang != "zh":
        return text

    def called(found: re.Match[str]) -> str:
        slug = found[0]
        if slug in book.labels:
            return book.labels[slug]
        base, _, rate = slug.partition(":")
        line, _, code = base.partition("@")
        known = _WORDS.get(slug, book.labels.get(line))
        return slug if known is None else f"{known}{code}{_WORDS.get(rate, rate)}"

    return _SLUG.sub(called, text)


def _rule(book: Rulebook, force: InForce, lang: str) -> Iterator[str]:
    """One rule: its formula, its words, how loud it is, and what it rests on."""
    zh = lang == "zh"
    rule = force.rule
    yield f"{rule.id}  {_label(rule, lang)}"
    yield _line("公式", "formula", formula_text(rule, book, lang), lang)
    items = sorted(items_of(rule))
    if items:
        named = "、".join(f"{i}（{book.labels[i]}）" if i in book.labels else i for i in items)
        yield _line("科目", "items", named, lang)
    header = header_of(rule)
    if header.own_words:
        yield _line("文字", "text", say(header.own_words, lang), lang)
    yield _line("级别", "severity", header.severity.zh if zh else header.severity.value, lang)
    yield _line("核对范围", "profile", header.profile.zh if zh else header.profile.value, lang)
    if header.innocent:
        yield _line("可能的原因", "may be right if", say(header.innocent, lang), lang)
    if header.nature:
        yield _line("说明", "nature", say(header.nature, lang), lang)
    yield _line("依据", "rests on", _rests_on(header, lang), lang)


def _indicator(book: Rulebook, force: FrameworkInForce, indicator: Indicator, lang: str) -> Iterator[str]:
    zh = lang == "zh"
    yield f"{force.framework.id}/{indicator.id}  {say(indicator.name, lang)}  {short(indicator.points)}{'分' if zh else ' points'}"
    if indicator.formula is not None:
        yield f"{'公式' if zh else 'formula'}  {indicator.formula.text(lambda ref: say(figure_text(ref, book.labels), lang))}"
    yield f"{'计分' if zh else 'scoring'}  {say(indicator.scoring.text(), lang)}"
    if indicator.empty is not Empty.UNKNOWN:
        yield f"{'无事项时' if zh else 'if empty'}  {say(indicator.empty.text, lang)}"
    if indicator.definition:
        yield f"{'口径' if zh else 'definition'}  {say(indicator.definition, lang)}"
    yield f"{'依据' if zh else 'rests on'}  {_rests_on(indicator, lang)}"
    yield f"{'设定者' if zh else 'set by'}  {force.parts.get(indicator.id, force.by.name)}"


def _framework(force: FrameworkInForce, lang: str) -> Iterator[str]:
    """One framework: its sections and rows, its grades, what a person enters, and what it rests on."""
    framework = force.framework
    yield f"{framework.id}  {say(framework.name, lang)}  {short(framework.total)}{either('分', ' points', lang)}"
    yield from _sections(framework, lang)
    if framework.rows is not None:
        yield either("表内指标", "rows of the form", lang)
        for method in framework.rows.methods:
            yield f"  {say(method.kind.text, lang)}  {say(method.scoring.text(), lang)}  {_rests_on(method, lang)}"
    yield _grades(framework, lang)
    yield from _what_a_person_adds(framework, lang)
    if framework.adding is not None:
        yield _line("汇总", "several units", say(framework.adding.text(), lang), lang)
    if framework.note:
        yield _line("说明", "note", say(framework.note, lang), lang)
    yield _line("依据", "rests on", _rests_on(framework, lang), lang)


def _sections(framework: Framework, lang: str) -> Iterator[str]:
    """The sections with their points, each with its indicators."""
    zh = lang == "zh"
    for section in framework.sections:
        rows = either("（按表内指标）", " (by the form's own rows)", lang) if section.by_rows else ""
        yield f"  {section.label if zh else section.id}  {short(section.points)}{rows}"
        for indicator in framework.of_section(section.id):
            standing = indicator.standing.zh if zh else indicator.standing.value
            yield f"    {indicator.id}  {say(indicator.name, lang)}  {short(indicator.points)}  {standing}"


def _grades(framework: Framework, lang: str) -> str:
    """The grades and where each begins."""
    if not framework.bands:
        return either("等级  未见公开的等级标准", "grades  none known", lang)
    several = either("；", "; ", lang).join(f"{say(b.text, lang)} ≥ {short(b.at_least)}" for b in framework.bands)
    return _line("等级", "grades", several, lang)


def _what_a_person_adds(framework: Framework, lang: str) -> Iterator[str]:
    """Facts that are entered, what a grade leads to, and what a re-check takes off."""
    words = {b.id: b.text for b in framework.bands}
    for fact in framework.facts:
        said = f"{fact.id}  {say(fact.name, lang)}  {say(fact.text(words), lang)}"
        yield _line("人工认定", "entered by a person", said, lang)
    for due in framework.consequences:
        yield _line("结果应用", "what follows", say(due.label, lang), lang)
    for deduction in framework.rows.deductions if framework.rows is not None else ():
        yield _line("复核扣分", "re-check", f"{deduction.id}  {say(deduction.text(), lang)}", lang)


def history_lines(book: Rulebook, name: str, lang: str) -> Iterator[str]:
    """Which packs set, replaced or withdrew a rule or framework on the way from the nation to the place."""
    keys = [key for key in sorted(book.history) if key == name or key.startswith(f"{name}/")]
    if not keys and "/" in name:
        keys = [key for key in (name.partition("/")[0],) if key in book.history]
    if keys:
        yield "规则来源" if lang == "zh" else "history"
    for key in keys:
        for step in book.history[key]:
            what = say(STEPS.get(step.what, Text(step.what, step.what)), lang)
            inside = f"  {key.partition('/')[2]}" if key != name and "/" in key else ""
            yield f"  {step.code}  {step.by}  {what}{inside}"


def _source(pack: Pack, lang: str) -> str:
    """What a pack is made from and where it was seen; what came later and was not read."""
    found = [_rests_on_basis(pack, lang)]
    if pack.newer:
        later = either("、", ", ", lang).join(pack.newer)
        found.append(either(f"此后有{later}，未见原文", f"later {later}, not read", lang))
    return either("；", "; ", lang).join(found)


def _rests_on_basis(pack: Pack, lang: str) -> str:
    said = authority(pack.basis, pack.standing)
    where = f" {pack.basis.address}" if pack.basis.address and pack.standing is not Standing.UNCONFIRMED else ""
    return say(said, lang) + where


def packs_text(packs: Sequence[Installed], quarantined: Sequence[tuple[str, str, str]], lang: str = "zh") -> str:
    """The packs there are, from which distribution and version, and what was set aside."""
    zh = lang == "zh"
    lines = ["规则包" if zh else "packs"]
    for installed in sorted(packs, key=lambda p: (p.pack.code, p.name)):
        pack = installed.pack
        years = (
            f"{pack.since or ''}—{pack.until or ''}" if pack.since or pack.until else ("各年" if zh else "all years")
        )
        what = (
            f"规则 {len(pack.rules)}，指标体系 {len(pack.frameworks)}，科目 {len(pack.line_items)}，表式 {len(pack.layouts)}" if zh
            else f"{len(pack.rules)} rules, {len(pack.frameworks)} frameworks, {len(pack.line_items)} items, {len(pack.layouts)} layouts"
        )  # fmt: skip
        version = f" {installed.version}" if installed.version else ""
        lines.append(f"  {installed.name}{version}\t{pack.code}\t{years}\t{pack.label}\t{what}\t{_source(pack, lang)}")
    if quarantined:
        lines.append("已隔离" if zh else "set aside")
        lines += [
            f"  {name}（{origin}）：{error}" if zh else f"  {name} ({origin}): {error}"
            for name, origin, error in quarantined
        ]
    return "\n".join(lines) + "\n"
