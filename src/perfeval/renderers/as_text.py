"""The first screen a reviewer wants: the conclusion, what to correct, what to explain, what to ask, what held.

One line is one thing to do, with its cell and its arithmetic. No rule ids here (`--all` and JSON have them).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from perfeval.boundary import one_line
from perfeval.evaluation import Evaluation, Held
from perfeval.findings import AcceptanceState, Accepted, Finding, Severity, Text
from perfeval.privacy import masked
from perfeval.renderers.masking import figures_judged
from perfeval.renderers.scores import summaries
from perfeval.renderers.wording import either, place_text, say

HEADS = {
    "zh": {
        Severity.ERROR: "一、必须更正（表上数字或填法自相矛盾）", Severity.WARNING: "二、请书面说明（可能有合理解释）", Severity.NOTICE: "三、提示",
    },
    "en": {
        Severity.ERROR: "1. To correct (the page contradicts itself)", Severity.WARNING: "2. To explain (there may be a good reason)",
        Severity.NOTICE: "3. Notices",
    },
}  # fmt: skip


#: What stands before a suggestion: another way to see it, or where to look.
OR_ELSE = Text("另一可能：", "or else: ")
LEADS = {"figure": Text("核对线索：", "a clue: "), "table": Text("整表存疑：", "the whole table: ")}


#: So many findings of one rule are written out; a table that is wrong throughout is said once, not forty times.
MOST_OF_A_KIND = 6
#: So many findings that share a root are shown under it.
MOST_MEMBERS = 5
NOTHING = Text(
    "注意  没有一项可以核对，不等于没有问题；请看 perfeval read 认定了什么",
    "Note    nothing could be checked, which is not to say that all is well; perfeval read shows what was identified",
)


def _short_label(finding: Finding, lang: str) -> str:
    return say(finding.message, lang).split("：" if lang == "zh" else ":")[0]


def _where(finding: Finding, lang: str) -> str:
    places = [place_text(f.place, lang) for f in finding.figures if place_text(f.place, lang)]
    distinct = list(dict.fromkeys(places))
    if len(distinct) > 2:
        more = "等" if lang == "zh" else " …"
        return distinct[0] + more
    return " / ".join(distinct)


def _lines(finding: Finding, number: str, evaluation: Evaluation, lang: str) -> list[str]:
    where = _where(finding, lang)
    lines = [f"{number} {say(finding.message, lang)}" + (f"  〔{where}〕" if where else "")]
    members = evaluation.members(finding)
    lines += [f"   └ {say(member.message, lang)}" for member in members[:MOST_MEMBERS]]
    if len(members) > MOST_MEMBERS:
        more = len(members) - MOST_MEMBERS
        lines.append(f"   └ …… 另有 {more} 项（见 JSON）" if lang == "zh" else f"   └ … and {more} more (see the JSON)")
    for suggestion in finding.suggestions:
        lines.append(f"   {say(LEADS.get(suggestion.kind, OR_ELSE), lang)}{say(suggestion.text, lang)}")
    if finding.innocent and finding.severity is not Severity.NOTICE:
        lead = "可能的原因：" if lang == "zh" else "may be right if: "
        lines.append(f"   {lead}{say(finding.innocent, lang)}")
    return lines


def _summary(evaluation: Evaluation, lang: str) -> str:
    counts = {s: len(evaluation.of(s)) for s in Severity}
    questions = sum(f.question for f in evaluation.of(Severity.NOTICE))
    notices = counts[Severity.NOTICE] - questions
    if lang == "zh":
        return (
            f"结论  更正 {counts[Severity.ERROR]} 项，说明 {counts[Severity.WARNING]} 项，提问 {questions} 条，提示 {notices} 条；"
            f"核对一致 {len(evaluation.held)} 项，未能核对 {len(evaluation.not_run)} 项"
        )
    return (
        f"Result  {counts[Severity.ERROR]} to correct, {counts[Severity.WARNING]} to explain, {questions} questions, {notices} notices; "
        f"{len(evaluation.held)} relations hold, {len(evaluation.not_run)} could not be checked"
    )


def _read(evaluation: Evaluation, lang: str) -> str:
    c = evaluation.report.coverage
    unread = either(f"，未能读数 {c.unread} 个", f", {c.unread} unreadable", lang) if c.unread else ""
    if lang == "zh":
        return f"读取  表中数字 {c.numeric} 个，已认定 {c.bound} 个，口径未定 {c.open} 个，未能归属 {c.unmapped} 个{unread}"
    return f"Read    {c.numeric} numbers in tables, {c.bound} identified, {c.open} partly, {c.unmapped} not{unread}"


def _holding(evaluation: Evaluation, lang: str) -> list[str]:
    """What holds, one line a rule; many relations of one rule are counted, not listed."""
    grouped: dict[str, list[Held]] = {}
    for held in evaluation.held:
        grouped.setdefault(held.rule, []).append(held)
    lines = []
    for several in grouped.values():
        head = say(several[0].label, lang)
        shown = "；".join(
            dict.fromkeys(h.arithmetic + ("（尾差）" if h.rounding and lang == "zh" else "") for h in several[:4])
        )
        if len(several) > 4:
            shown += f"……共 {len(several)} 项" if lang == "zh" else f" … {len(several)} in all"
        lines.append(f"{head}：{shown}" if lang == "zh" else f"{head}: {shown}")
    return lines


def _one(evaluation: Evaluation, lang: str) -> list[str]:
    """The page of one report, from the conclusion to what stands behind it."""
    return [
        *_opening(evaluation, lang),
        *_to_do(evaluation, lang),
        *_unchecked(evaluation, lang),
        *_reading(evaluation, lang),
        *_failures(evaluation, lang),
        *_accepted(evaluation, lang),
    ]


def _opening(evaluation: Evaluation, lang: str) -> list[str]:
    """What was checked, the conclusion, the scores, and how much of the page was understood."""
    report = evaluation.report
    head = report.title or report.entity or report.source
    tail = either("机器初核，供人工复核", "machine check, for a person to review", lang)
    lines = [f"{head}    {tail}", _summary(evaluation, lang), *summaries(evaluation, lang), _read(evaluation, lang)]
    if not evaluation.held and not evaluation.findings:
        lines.append(say(NOTHING, lang))
    return lines


def _to_do(evaluation: Evaluation, lang: str) -> list[str]:
    """The findings under their heads, numbered through; what asks a question comes first among the notices."""
    lines: list[str] = []
    number = 0
    for severity in Severity:
        findings = evaluation.of(severity)
        if severity is Severity.NOTICE:
            findings = tuple(sorted(findings, key=lambda f: not f.question))
        if not findings:
            continue
        lines.append(HEADS[lang][severity])
        seen: Counter[str] = Counter()
        for finding in findings:
            number += 1
            seen[finding.rule] += 1
            if seen[finding.rule] <= MOST_OF_A_KIND:
                lines += _lines(finding, "? " if finding.question else f"{number:>2}", evaluation, lang)
        lines += _rest(findings, seen, lang)
    return lines


def _rest(findings: Sequence[Finding], seen: Counter[str], lang: str) -> list[str]:
    """How many more findings a rule has than are written out."""
    lines = []
    for rule, count in seen.items():
        more = count - MOST_OF_A_KIND
        if more > 0:
            label = next(_short_label(f, lang) for f in findings if f.rule == rule)
            lines.append(
                either(f"   … {label} 另有 {more} 项（见 JSON）", f"   … {label}: {more} more (see JSON)", lang)
            )
    return lines


def _unchecked(evaluation: Evaluation, lang: str) -> list[str]:
    """What could not be checked, and what holds."""
    lines = []
    if evaluation.not_run:
        lines.append(either("未能核对", "Not checked", lang))
        lines += [f"   {say(n.label, lang)}：{say(n.why, lang)}" for n in evaluation.not_run]
    if evaluation.held:
        lines.append(either("核对一致", "What holds", lang))
        lines += ["   " + text for text in _holding(evaluation, lang)]
    return lines


def _reading(evaluation: Evaluation, lang: str) -> list[str]:
    """What is to be known of the reading, beside what findings say."""
    head = either("读取说明：", "Reading: ", lang)
    return [head + say(note, lang) for note in evaluation.report.notes if note.kind not in ("unread", "personal")]


def _failures(evaluation: Evaluation, lang: str) -> list[str]:
    """Rules that failed inside themselves, and plugins that were set aside."""
    return [
        *(
            either(f"规则 {rule} 出错，已跳过：{error}", f"The rule {rule} failed and was skipped: {error}", lang)
            for rule, error in evaluation.faults
        ),
        *(
            either(
                f"插件 {name}（{origin}）已隔离：{error}", f"The plugin {name} ({origin}) was set aside: {error}", lang
            )
            for name, origin, error in evaluation.quarantined
        ),
    ]


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


def _accepted(evaluation: Evaluation, lang: str) -> list[str]:
    """The findings a person set aside, each with the reason and the day; and the acceptances that set nothing aside."""
    lines = []
    for state, head in ACCEPTED.items():
        several = [a for a in evaluation.accepted if a.state is state]
        if several:
            lines.append(say(head, lang).format(count=len(several)))
            lines += [f"   {_acceptance(one, lang)}" for one in several]
    return lines


def _acceptance(accepted: Accepted, lang: str) -> str:
    one = accepted.acceptance
    what = say(accepted.finding.message, lang) if accepted.finding else one.fingerprint
    if lang == "zh":
        return (
            f"{what}理由：{one.reason}（至{one.until}）"
            if accepted.finding
            else f"{what}：{one.reason}（至{one.until}）"
        )
    return (
        f"{what} Reason: {one.reason} (until {one.until})"
        if accepted.finding
        else f"{what}: {one.reason} (until {one.until})"
    )


def fingerprints_text(evaluation: Evaluation, lang: str = "zh") -> str:
    """Every finding with its fingerprint, loudest first: what somebody needs who wants to accept one."""
    mark = "（报告未载明单位或项目，不能接受）" if lang == "zh" else " (no unit or project known: cannot be accepted)"
    lines = [
        f"{f.fingerprint}  {f.severity.zh if lang == 'zh' else f.severity.value}  {say(f.message, lang)}{'' if f.identified else mark}"
        for f in evaluation.findings
    ]
    return "".join(line + "\n" for line in lines)


def render_text(evaluations: Sequence[Evaluation], lang: str = "zh") -> str:
    """The evaluations, one after the other."""
    # a line break of the document's own would let it write lines of this page
    page = "\n\n".join("\n".join(map(one_line, _one(e, lang))) for e in evaluations) + "\n"
    return masked(page, figures_judged(evaluations))
