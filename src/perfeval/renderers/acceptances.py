"""What a person accepted of a report, and what somebody needs who wants to accept something of it."""

from __future__ import annotations

from perfeval.evaluation import Evaluation
from perfeval.findings import AcceptanceState, Accepted, Text
from perfeval.renderers.wording import either, say

#: What became of an acceptance, as the head of its lines.
ACCEPTED = {
    AcceptanceState.IN_FORCE: Text("已接受，未计入结论：{count} 项", "Accepted, and counted nowhere: {count}"),
    AcceptanceState.EXPIRED: Text(
        "曾接受，期限已过，重新计入：{count} 项", "Accepted once, the day is past, counted again: {count}"
    ),
    AcceptanceState.UNIDENTIFIED: Text(
        "不能接受，仍计入（报告未载明单位或项目，无法确认是同一问题）：{count} 项",
        "Not accepted, and counted (the report does not say its unit or project, so that nobody can tell the finding again): {count}",
    ),
    AcceptanceState.UNMATCHED: Text("曾接受，本次未出现：{count} 项", "Accepted, but not found this time: {count}"),
}


def acceptance_lines(evaluation: Evaluation, lang: str) -> list[str]:
    """The findings a person set aside, each with the reason and the day; and the acceptances that set nothing aside."""
    lines = []
    for state, head in ACCEPTED.items():
        several = [a for a in evaluation.accepted if a.state is state]
        if several:
            lines.append(say(head, lang).format(count=len(several)))
            lines += [f"   {_acceptance(one, lang)}" for one in several]
    for rule, reason, count in evaluation.ignored:
        label = say(evaluation.rulebook.label_of(rule), lang) or rule
        lines.append(
            either(
                f"按设置不核对“{label}”（{count} 项）：{reason}",
                f"Not asked by the settings: {label} ({count}): {reason}",
                lang,
            )
        )
    return lines


def _acceptance(accepted: Accepted, lang: str) -> str:
    one = accepted.acceptance
    if accepted.finding is None:
        return either(
            f"{one.fingerprint}：{one.reason}（至{one.until}）", f"{one.fingerprint}: {one.reason} (until {one.until})", lang
        )  # fmt: skip
    said = say(accepted.finding.message, lang)
    return either(
        f"{said}理由：{one.reason}（至{one.until}）", f"{said} Reason: {one.reason} (until {one.until})", lang
    )


def fingerprints_text(evaluation: Evaluation, lang: str = "zh") -> str:
    """Every finding with its fingerprint, loudest first: what somebody needs who wants to accept one."""
    mark = either("（报告未载明单位或项目，不能接受）", " (no unit or project known: cannot be accepted)", lang)
    lines = [
        f"{f.fingerprint}  {either(f.severity.zh, f.severity.value, lang)}  {say(f.message, lang)}{'' if f.identified else mark}"
        for f in evaluation.findings
    ]
    return "".join(line + "\n" for line in lines)


__all__ = ["ACCEPTED", "acceptance_lines", "fingerprints_text"]
