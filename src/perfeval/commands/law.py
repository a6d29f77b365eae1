"""Commands about rules: which hold, what one of them says, which packs there are, and what differs between places."""

from __future__ import annotations

import argparse
from pathlib import Path

import perfeval
from perfeval.commands.baselines import accepting
from perfeval.commands.checking import judged
from perfeval.commands.inputs import Given
from perfeval.commands.output import OK, write, write_json
from perfeval.comparison import choices, differences
from perfeval.errors import UsageError
from perfeval.plugins import installed
from perfeval.renderers.comparing import differences_content, differences_text
from perfeval.renderers.explaining import matter_text
from perfeval.renderers.law import explained, packs_text, rules_text
from perfeval.resolution import checked_year
from perfeval.summary import summary_of


def rules(options: argparse.Namespace) -> int:
    """List the rules of a place and year."""
    write(
        rules_text(perfeval.rulebook(options.jurisdiction, options.year), options.lang),
        options.output,
        force=options.force,
    )
    return OK


def explain(options: argparse.Namespace) -> int:
    """Explain a number on a report's page; or one rule, framework or indicator of a place and year."""
    if len(options.asked) == 2:
        text = _number(options, *options.asked)
    elif len(options.asked) == 3 and options.asked[1].isdecimal():
        code, year, name = options.asked
        text = explained(perfeval.rulebook(code, checked_year(int(year))), name, options.lang)
    else:
        raise UsageError(
            "请写作 perfeval explain 文件 序号，或 perfeval explain 地区代码 年度 规则。",
            "Say perfeval explain FILE NUMBER, or perfeval explain CODE YEAR RULE.",
        )
    write(text, options.output, force=options.force)
    return OK


def _number(options: argparse.Namespace, file: str, number: str) -> str:
    """What a number on the page of a report is about."""
    given = Given((Path(file),), (Path(file).name,))
    made = judged(options, accepting(options), given)
    page = summary_of(made)
    matter = page.matter(int(number)) if number.isdecimal() else None
    if matter is None:
        raise UsageError(
            f"“{number}”不是 {file} 的序号；核对结果有 1 至 {len(page.matters)} 项。",
            f"{number!r} is no number on the page of {file}; it goes from 1 to {len(page.matters)}.",
        )
    return matter_text(page, matter, options.lang)


def packs(options: argparse.Namespace) -> int:
    """List the packs there are, and what was set aside."""
    found = installed()
    aside = [(q.name, q.origin, q.error) for q in found.quarantined]
    write(packs_text(found.packs, aside, options.lang), options.output, force=options.force)
    return OK


def diff(options: argparse.Namespace) -> int:
    """Say what differs between two places or years."""
    ends, books = [], []
    for word, year in ((options.one, options.year_one), (options.two, options.year_two)):
        code, _, name = word.partition("/")
        books.append(perfeval.rulebook(code, year))
        several = choices(books[-1], name)
        ends.append((code, year, several[0].framework if len(several) == 1 else ""))
    found = differences(books[0], books[1], ends[0][2] or None, ends[1][2] or None)
    if options.format == "json":
        write_json(differences_content(found, ends[0], ends[1]), options.output, force=options.force)
    else:
        write(differences_text(found, ends[0], ends[1], options.lang), options.output, force=options.force)
    return OK


__all__ = ["diff", "explain", "packs", "rules"]
