"""Commands about rules: which hold, what one of them says, which packs there are, and what differs between places."""

from __future__ import annotations

import argparse

import perfeval
from perfeval.commands.output import OK, write, write_json
from perfeval.comparison import choices, differences
from perfeval.plugins import installed
from perfeval.renderers.comparing import differences_content, differences_text
from perfeval.renderers.law import explained, packs_text, rules_text


def rules(options: argparse.Namespace) -> int:
    """List the rules of a place and year."""
    write(
        rules_text(perfeval.rulebook(options.jurisdiction, options.year), options.lang),
        options.output,
        force=options.force,
    )
    return OK


def explain(options: argparse.Namespace) -> int:
    """Explain one rule, framework or indicator."""
    book = perfeval.rulebook(options.jurisdiction, options.year)
    write(explained(book, options.rule, options.lang), options.output, force=options.force)
    return OK


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
