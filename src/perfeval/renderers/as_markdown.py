"""Markdown for a wiki, an issue or a comment on a change: tables that any renderer of it shows, and nothing that acts.

No text of a report can be markup: signs with a meaning are escaped, and neither names nor addresses become links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from perfeval.evaluation import Evaluation
from perfeval.renderers.scores import summaries
from perfeval.renderers.voices import Voice, pages_of
from perfeval.summary import Group, Summary, batch_of, batch_row

_SIGNS = re.compile(r"([\\`*_\[\]<>|~#])")
HEADS = (
    ("序号", "no."),
    ("类别", "kind"),
    ("问题", "matter"),
    ("位置", "place"),
    ("事实与核算", "facts"),
    ("要求", "request"),
    ("编号", "id"),
)


def render_markdown(evaluations: Sequence[Evaluation], lang: str = "zh") -> str:
    """The reports one after the other; of several, a table of all of them first."""
    pages, voice = pages_of(evaluations, lang)
    lines: list[str] = []
    if len(pages) > 1:
        lines += [*_batch(pages, voice), ""]
    for page in pages:
        lines += [*_report(page, voice), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def plain(text: str) -> str:
    """A text that Markdown shows as it is, on one line of a table."""
    shown = _SIGNS.sub(r"\\\1", text).replace("@", "&#64;").replace("://", "&#58;//").replace("www.", "www&#46;")
    return "<br>".join(part.strip() for part in shown.splitlines()) or ""


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield "| " + " | ".join(map(plain, row)) + " |"


def _batch(pages: Sequence[Summary], voice: Voice) -> Iterator[str]:
    batch = batch_of(batch_row(page) for page in pages)
    yield voice.either(f"# 汇总：{len(pages)} 份报告", f"# {len(pages)} reports")
    yield ""
    heads = [voice.either("文件", "file"), voice.either("单位", "unit"), *(voice(group.text) for group in Group)]
    rows = [(voice(r.path), voice(r.entity), *(f"{r.count(group)}" for group in Group)) for r in batch.rows]
    yield from _table(heads, rows)


def _report(page: Summary, voice: Voice) -> Iterator[str]:
    yield f"## {plain(voice(page.head.line))}"
    yield ""
    counts = voice.either("，", ", ").join(f"{voice(group.text)} {page.counts[group]}" for group in Group)
    holds, unrun = sum(h.count for h in page.holding), len(page.evaluation.not_run)
    yield counts + voice.either(f"；核对一致 {holds}，未能核对 {unrun}。", f"; {holds} hold, {unrun} not checked.")
    yield voice.either("机器初核，供人工复核。", "A machine's first check, for a person to review.")
    yield ""
    for line in summaries(page.evaluation, voice.lang):
        yield f"- {plain(voice(line))}"
    if page.matters:
        yield ""
        heads = [voice.either(*head) for head in HEADS]
        rows = [
            (f"{m.number}", voice(m.group.text), voice(m.title), voice(m.where), voice(m.fact), voice(m.request), m.id) for m in page.matters
        ]  # fmt: skip
        yield from _table(heads, rows)
    yield ""
    for said in page.applied.lines:
        yield plain(voice(said))


__all__ = ["render_markdown"]
