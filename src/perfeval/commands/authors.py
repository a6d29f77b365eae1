"""Commands for authors of packs: begin one, and look one over."""

from __future__ import annotations

import argparse
from pathlib import Path

from perfeval.authoring import linted
from perfeval.authoring import new_pack as written
from perfeval.commands.output import FOUND, OK, write
from perfeval.plugins import installed


def new_pack(options: argparse.Namespace) -> int:
    """Write a small complete pack."""
    place = installed().words.gazetteer.get(options.jurisdiction)
    label = place.name if place is not None else ""
    made = written(options.jurisdiction, options.name, Path(options.into), label=label, since=options.since)
    write(f"{made}\n", None)
    return OK


def lint(options: argparse.Namespace) -> int:
    """Say what is wrong or odd in a pack."""
    found = linted(options.pack)
    zh = options.lang == "zh"
    for name, several in found:
        lines = [f"{name}  {len(several)} 处" if zh else f"{name}  {len(several)} to look at"]
        lines += [f"  {text.zh if zh else text.en}" for text in several]
        write("\n".join(lines) + "\n", None)
    return FOUND if any(several for _, several in found) else OK


__all__ = ["lint", "new_pack"]
