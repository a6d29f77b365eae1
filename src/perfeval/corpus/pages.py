"""What is noticed over many reports, as text and as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from perfeval.corpus.collection import VALUES, Corpus
from perfeval.corpus.noted import Noted
from perfeval.corpus.spread import FEWEST
from perfeval.findings import Text

#: So many questions of one kind are printed; JSON has all of them.
MOST_SHOWN = 20


def left_out(corpus: Corpus) -> Iterator[Text]:
    """What could not be looked for, and for lack of what."""
    lacking = len(corpus.compared.lacking)
    if lacking:
        yield Text(
            f"{lacking} 份报告除表式用语外文字太少，未比较雷同",
            f"reports with too few words of their own to be compared: {lacking}",
        )
    for name, (label, _) in VALUES.items():
        groups = corpus.peer_groups(name)
        small = sum(len(group) for group in groups if len(group) < FEWEST)
        if small:
            yield Text(
                f"{small} 份的{label.zh}同类不足 {FEWEST} 份，未比较",
                f"forms with fewer than {FEWEST} peers by {label.en}: {small}",
            )
    undefined = corpus.first_digits().undefined
    if undefined:
        yield undefined


def content(corpus: Corpus, questions: Iterable[Noted]) -> dict[str, Any]:
    """Questions as plain data, with what could not be looked for."""
    return {
        "reports": len(corpus.sketches), "questions": [one.to_dict() for one in questions],
        "left_out": [text.to_dict() for text in left_out(corpus)],
    }  # fmt: skip


def page(corpus: Corpus, questions: Iterable[Noted], lang: str) -> str:
    """Questions as text, one kind after the other, each with what would make it innocent."""
    zh = lang == "zh"
    made = [f"{len(corpus.sketches)} 份报告" if zh else f"{len(corpus.sketches)} reports"]
    for kind, several in groupby(questions, key=lambda one: one.kind):
        found = list(several)
        made += ["", f"{kind.text.zh}：{len(found)} 处" if zh else f"{kind.text.en}: {len(found)}"]
        for one in found[:MOST_SHOWN]:
            made.append(f"  {one.message.zh if zh else one.message.en}")
            made.append(
                f"     n = {one.n}；若{one.innocent.zh}则无妨"
                if zh
                else f"     n = {one.n}; nothing is amiss if {one.innocent.en}"
            )
            made.append(
                f"     {'、'.join(one.sources[:4]) if zh else ', '.join(one.sources[:4])}{' …' if len(one.sources) > 4 else ''}"
            )
        if len(found) > MOST_SHOWN:
            more = len(found) - MOST_SHOWN
            made.append(f"  另 {more} 处，见 --format json" if zh else f"  and {more} more: --format json")
    rest = list(left_out(corpus))
    if rest:
        made += ["", "未比较：" if zh else "not compared:", *(f"  {text.zh if zh else text.en}" for text in rest)]
    return "\n".join(made) + "\n"


__all__ = ["content", "left_out", "page"]
