"""What of the findings counts no more: what a person accepted beside a report or for a whole folder, and a baseline.

Rule 1: what is kept for a folder or a baseline is about many reports: only what a report's own findings match is taken of
it, and nothing of it is missed.
Rule 2: a baseline is an earlier run as JSON. What stood in it is known and counts no more; what is new counts.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from attrs import frozen

from perfeval.acceptance import FOLDER_FILE, acceptances, folder_acceptances
from perfeval.boundary import file_bytes, printable
from perfeval.commands.inputs import Given
from perfeval.errors import UnreadableError
from perfeval.evaluation import Evaluation
from perfeval.findings import Acceptance

#: No run of a county is larger, as JSON.
LARGEST_BASELINE = 512 * 1024 * 1024
#: What is known from a baseline has no end: the next baseline is without it.
FOREVER = date.max


@frozen
class Accepting:
    """What is set aside in a run.

    Attributes
    ----------
    beside
        Whether what a person accepted counts at all.
    known
        The findings of the baseline, by fingerprint.
    baseline
        Its name; empty for none.
    """

    beside: bool = True
    known: frozenset[str] = frozenset()
    baseline: str = ""

    def of(self, given: Given, made: Evaluation) -> tuple[Acceptance, ...]:
        """What is accepted of a report: beside it, in its folders, and by the baseline."""
        found = {f.fingerprint for f in made.findings if f.identified}
        own = acceptances(*given.files) if self.beside else ()
        wide = [a for a in self._of_folders(given) if a.fingerprint in found] if self.beside else []
        taken = {a.fingerprint for a in (*own, *wide)}
        reason = f"基线 {self.baseline} 中已有"
        known = [Acceptance(name, reason, FOREVER) for name in sorted(self.known & found - taken)]
        return (*own, *wide, *known)

    @staticmethod
    def _of_folders(given: Given) -> Iterator[Acceptance]:
        """What is accepted for the folders a file stands in, up to the one that was given."""
        for folder in folders_of(given):
            yield from folder_acceptances(folder)


def folders_of(given: Given) -> list[Path]:
    """The folders the files of a report stand in, each once; up to the one that was given, or only their own."""
    found: dict[Path, None] = {}
    for file in given.files:
        folder = file.parent
        found[folder] = None
        while given.root is not None and folder != given.root and folder != folder.parent:
            folder = folder.parent
            found[folder] = None
    return list(found)


def accepting(options: argparse.Namespace) -> Accepting:
    """What is set aside in a run.

    Raises
    ------
    UnreadableError
        If the baseline is no run of perfeval as JSON.
    """
    if options.baseline is None:
        return Accepting(not options.no_suppressions)
    path = Path(options.baseline)
    return Accepting(not options.no_suppressions, _fingerprints(path), printable(path.name))


def _fingerprints(path: Path) -> frozenset[str]:
    """The findings of an earlier run that can be told again."""
    try:
        text = file_bytes(path, LARGEST_BASELINE).decode("utf-8-sig")
        runs = [json.loads(line) for line in text.splitlines()] if text.startswith('{"schema"') else [json.loads(text)]
        several = [evaluation for run in runs for evaluation in run["evaluations"]]
        return frozenset(f["fingerprint"] for e in several for f in e["findings"] if f["identified"])
    except FileNotFoundError as error:
        raise UnreadableError(
            f"{path}：没有这个文件；请检查路径。", f"{path}: no such file; check the path."
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableError(
            f"{path}：不是 perfeval check --format json 或 jsonl 的结果，不能用作基线。",
            f"{path}: is no result of perfeval check --format json or jsonl, and no baseline.",
        ) from error


__all__ = ["FOLDER_FILE", "Accepting", "accepting", "folders_of"]
