"""The papers of one run: which files are written, in which format, and what of those that are there is kept."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from attrs import frozen

import perfeval
from perfeval.annotating import WRITERS, annotated, can_be_annotated
from perfeval.boundary import file_bytes, file_name
from perfeval.commands.output import check_target, write
from perfeval.errors import UsageError
from perfeval.evaluation import Evaluation
from perfeval.plugins import Plugins, installed

#: No paper that was changed by hand is larger.
LARGEST_PAPER = 64 * 1024 * 1024
TEXT = "text"


@frozen
class Paper:
    """A file that is to be written, and its format; without a path it goes to standard output."""

    path: str | None
    format: str


def papers_of(options: argparse.Namespace) -> tuple[Paper, ...]:
    """What a run writes: to standard output where no file is named.

    Raises
    ------
    UnknownNameError
        If nobody offers a format.
    UsageError
        If one format is asked for, and several files; if two papers go to one file; or if one may not be written.
    """
    plugins = installed()
    if not options.output:
        return (Paper(None, plugins.renderer(options.format or TEXT).name),)
    papers = tuple(_paper(named, options.format, plugins) for named in options.output)
    if options.format is not None and len(papers) > 1:
        raise UsageError(
            "有几个输出文件时不用 --format；格式由后缀定，或写作 格式=文件名。",
            "With several files there is no --format: the endings say it, or FORMAT=FILE.",
        )
    paths = [Path(paper.path or "").resolve() for paper in papers]
    twice = next((path for path in paths if paths.count(path) > 1), None)
    if twice is not None:
        raise UsageError(f"{twice} 写了两次。", f"{twice} is named twice.")
    for path in paths:  # before anything is read: what would be refused at the end is refused at once
        check_target(path, force=options.force or options.update)
    return papers


def _paper(named: str, asked: str | None, plugins: Plugins) -> Paper:
    """A file with its format: as it says itself (`docx=OUT`), as the run is asked, or else by its ending."""
    before, sign, path = named.partition("=")
    if sign and path and any(r.name == before for r in plugins.renderers):
        return Paper(path, before)
    if asked is not None:
        return Paper(named, plugins.renderer(asked).name)
    ending = Path(named).suffix.lower()
    return Paper(named, next((r.name for r in plugins.renderers if ending in r.suffixes), TEXT))


@frozen
class Copies:
    """Where the annotated copies of files go: a folder, and the files that take comments with the copies' names."""

    folder: Path
    files: tuple[tuple[Path, Path], ...] = ()


def copies_of(options: argparse.Namespace, groups: Sequence[Sequence[Path]]) -> Copies | None:
    """The copies that `--annotate` asks for, in folders as the files lie in those that were named; None for none.

    Raises
    ------
    UsageError
        If the folder is a file, a copy would take the place of its original, or is there already without `--force`; or
        if no file takes comments.
    """
    if options.annotate is None:
        return None
    folder = Path(options.annotate)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} 不是文件夹。", f"{folder} is no folder.")
    taken = [file for group in groups for file in group if can_be_annotated(file.name)]
    files = tuple((file, folder / where) for file, where in zip(taken, _places(taken, options.files), strict=True))
    if not files:
        raise UsageError(
            f"没有可加批注的文件；可加批注的有 {'、'.join(WRITERS)}。",
            f"No file takes comments; {', '.join(WRITERS)} do.",
        )
    if len({copy for _, copy in files}) < len(files):
        raise UsageError("有副本同名；请分开核对。", "Two copies would have one name; check the files apart.")
    for file, copy in files:
        if copy.resolve() == file.resolve():
            raise UsageError(
                f"{copy} 就是原文件，不能覆盖；请另给一个文件夹。",
                f"{copy} is the original and stays; name another folder.",
            )
        if copy.exists() and not options.force:
            raise UsageError(
                f"{copy} 已存在，未覆盖；请换一个文件夹，或加 --force。",
                f"{copy} exists and was not overwritten; choose another folder, or say --force.",
            )
    return Copies(folder, files)


def _places(files: Sequence[Path], given: Sequence[str]) -> list[Path]:
    """Where each copy lies: as its file does in the folder that was named, or in the one that all named files share."""
    roots = [root for root in map(Path, given) if root.is_dir()]
    alone = {file.resolve().parent for file in files if not any(file.is_relative_to(root) for root in roots)}
    common = Path(os.path.commonpath(alone)) if len({parent.anchor for parent in alone}) == 1 else None

    def place(file: Path) -> Path:
        for root in roots:
            if file.is_relative_to(root):
                return file.relative_to(root)
        return file.resolve().relative_to(common) if common is not None else Path(file.name)

    return [place(file) for file in files]


def write_copies(evaluations: Sequence[tuple[Sequence[Path], Evaluation]], copies: Copies, lang: str) -> None:
    """Write each file that was judged with its comments; the folders are made."""
    wanted = dict(copies.files)
    for group, evaluation in evaluations:
        for file in group:
            copy = wanted.get(file)
            if copy is not None:
                made = annotated(file_bytes(file, LARGEST_PAPER), file_name(file), [evaluation], lang)
                copy.parent.mkdir(parents=True, exist_ok=True)
                write(made, str(copy), force=True)


def write_papers(evaluations: Sequence[Evaluation], papers: Sequence[Paper], options: argparse.Namespace) -> None:
    """Write every paper; with `--update` what a person changed in an earlier one is kept.

    All are made before the first is written, so that one that cannot be made leaves no others behind.
    """
    made = [(paper, _made(evaluations, paper, options)) for paper in papers]
    for paper, text in made:
        write(text, paper.path, force=options.force or options.update, utf8=paper.format != TEXT)


def _made(evaluations: Sequence[Evaluation], paper: Paper, options: argparse.Namespace) -> str | bytes:
    there = Path(paper.path) if paper.path is not None else None
    keeping = file_bytes(there, LARGEST_PAPER) if options.update and there is not None and there.exists() else None
    return perfeval.render(evaluations, paper.format, options.lang, keeping)


__all__ = ["Copies", "Paper", "copies_of", "papers_of", "write_copies", "write_papers"]
