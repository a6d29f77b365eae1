"""The page of `perfeval monitor`: what is to be asked of whom, by which rule, and what could not be checked."""

from __future__ import annotations

from collections.abc import Sequence

from perfeval.monitoring import Watched
from perfeval.renderers.wording import either, say
from perfeval.ruling import Progress


def monitoring_text(watched: Sequence[Watched], rule: Progress, by: str, lang: str) -> str:
    """All rows of a table, those with something to ask one by one."""
    asked = [one for one in watched if one.findings]
    silent = sum(one.due is None for one in watched)
    standing = rule.standing.zh if lang == "zh" else rule.standing.value
    lines = [
        either(
            f"{len(watched)} 项，{len(asked)} 项请说明，{len(watched) - len(asked)} 项未见问题",
            f"{len(watched)} rows: {len(asked)} to explain, nothing to ask of {len(watched) - len(asked)}",
            lang,
        ),
        either(
            f"依据：{say(rule.label, lang)}（{by}，{standing}）{say(rule.formula(), lang)}",
            f"by {say(rule.label, lang)} ({by}, {standing}): {say(rule.formula(), lang)}",
            lang,
        ),
    ]
    for one in asked:
        where = either(f"{one.one.entity}  ", f"{one.one.entity}  ", lang) if one.one.project else ""
        lines += [f" {where}{say(finding.message, lang)}" for finding in one.findings]
    if silent:
        lines.append(
            either(
                f"{silent} 项的截至日期不是规定的月底，未核对支出进度",
                f"{silent} rows are of a day for which nothing is due; their progress was not checked",
                lang,
            )
        )
    lines += [f"  {say(text, lang)}" for one in watched for text in one.open]
    return "\n".join([*lines, ""])


__all__ = ["monitoring_text"]
