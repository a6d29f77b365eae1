"""The arguments of the command line: what can be asked, and in which words. What is done with them is the door's business."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib import import_module

import perfeval


def named_as_check(explain: argparse.ArgumentParser) -> None:
    """The options of `check` that change what is found, so that a number means the same thing."""
    explain.add_argument("--jurisdiction", metavar="CODE", help="行政区划代码 / GB/T 2260 code")
    explain.add_argument("--year", type=int, metavar="Y", help="预算年度 / fiscal year")
    explain.add_argument("--framework", metavar="F", help="指标体系 / the framework to score by")
    explain.add_argument("--previous", metavar="FILE", help="上年报告 / last year's report")
    explain.add_argument(
        "--profile",
        choices=("minimal", "default", "strict"),
        help="核对范围 / how much is to be said",
    )
    explain.add_argument(
        "--no-suppressions", action="store_true", help="不理会已接受的问题 / as if nothing had been accepted"
    )
    explain.set_defaults(fact=[], baseline=None)


#: Commands whose options stand beside them, because what may be said depends on what they know; the module and the function.
_OWN = {
    "fill": ("blanks", "add_arguments"),
    "consolidate": ("consolidating", "add_consolidate"),
    "exchange": ("consolidating", "add_exchange"),
    "corpus": ("corpus", "add_arguments"),
    "ledger": ("ledger", "add_arguments"),
}


def _add_own(name: str, parser: argparse.ArgumentParser, given: Sequence[str] | None) -> None:
    """The options of a command that stand beside it; they are loaded only where the command is named."""
    if given is None or name in given:
        home, function = _OWN[name]
        getattr(import_module(f"perfeval.commands.{home}"), function)(parser)


def argument_parser(given: Sequence[str] | None = None) -> argparse.ArgumentParser:
    """The parser of `perfeval`, with every command and option; with those a command line may need, where it is given."""
    parser = argparse.ArgumentParser(
        prog="perfeval", description="核对预算绩效自评报告 / check budget performance self-evaluations",
    )  # fmt: skip
    parser.add_argument("--version", action="version", version=f"perfeval {perfeval.__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="核对报告 / check reports")
    read = commands.add_parser("read", help="只读取，列出认定了什么 / read only, and list what was recognised")
    accept = commands.add_parser(
        "accept", help="接受一个问题，写明理由和期限 / accept a finding, with a reason and an end"
    )
    own = {"fill": commands.add_parser("fill", help="由报告或数据填表 / fill in a form from a report or from figures")}
    score = commands.add_parser("score", help="计算得分 / compute the scores")
    rules = commands.add_parser("rules", help="列出一地一年的规则 / list the rules of a place and year")
    explain = commands.add_parser("explain", help="解释一条规则 / explain one rule")
    packs = commands.add_parser("packs", help="列出规则包 / list the rule packs")
    comparing = commands.add_parser(
        "compare", help="同一数据按各地口径计分 / score the same figures under several places"
    )
    diff = commands.add_parser("diff", help="两地或两年的规则有何不同 / what differs between two places or years")
    new = commands.add_parser("new-pack", help="写出一个完整的小规则包 / write a small complete pack")
    lint = commands.add_parser("lint", help="检查规则包 / look a pack over")
    own["consolidate"] = commands.add_parser(
        "consolidate", help="各单位汇总成部门 / put units together as their department"
    )
    own["exchange"] = commands.add_parser("exchange", help="金额导出为平表 / write amounts as flat rows")
    own["corpus"] = commands.add_parser("corpus", help="许多报告放在一起看 / many reports side by side")
    own["ledger"] = commands.add_parser("ledger", help="整改台账 / the rectification ledger")
    for name, one in own.items():
        _add_own(name, one, given)
    weights = commands.add_parser(
        "weights", help="由两两判断定权重和分值 / weights and points from judgements in pairs"
    )
    panel = commands.add_parser("panel", help="汇总专家打分 / the marks of a panel of experts")
    new.add_argument("jurisdiction", metavar="CODE", help="行政区划代码 / GB/T 2260 code")
    new.add_argument("name", metavar="NAME", help="名称，如 yueyang / a slug such as yueyang")
    new.add_argument("--since", type=int, default=2024, metavar="Y", help="首个预算年度 / first fiscal year")
    new.add_argument("--into", default=".", metavar="FOLDER", help="写入的文件夹 / the folder to write into")
    lint.add_argument("pack", metavar="PACK", help="已安装的规则包，或 .py 文件 / an installed pack, or a .py file")
    for sub in (new, lint):
        sub.add_argument("--lang", choices=("zh", "en"), default="zh")
    for sub in (check, read, score, comparing):
        sub.add_argument(
            "files", nargs="+", metavar="FILE", help="文件，或装有文件的文件夹 / files, or folders of files"
        )
        sub.add_argument("--together", action="store_true", help="几个文件同属一份报告 / the files are one report")
        if sub is not check:
            sub.add_argument("-o", "--output", metavar="OUT", help="写入文件 / write to a file")
        sub.add_argument("--force", action="store_true", help="覆盖已有的文件 / replace the file that is there")
    accept.add_argument("file", metavar="FILE", help="报告 / the report")
    accept.add_argument(
        "fingerprint",
        nargs="?",
        metavar="FINGERPRINT",
        help="问题的指纹；不给则列出 / of the finding; without it, they are listed",
    )
    accept.add_argument("--reason", metavar="TEXT", help="理由 / why")
    accept.add_argument(
        "--folder", metavar="FOLDER", help="对该文件夹中的所有报告接受 / for all reports in a folder, in its own file"
    )  # fmt: skip
    accept.add_argument("--until", metavar="YYYY-MM-DD", help="期限，含当日 / until and with this day")
    for sub in (check, score, accept):
        sub.add_argument("--previous", metavar="FILE", help="同一单位的上年报告 / last year's report of the same unit")
    for sub in (check, accept):
        sub.add_argument(
            "--profile",
            choices=("minimal", "default", "strict"),
            help="核对的松紧 / how much is to be said",
        )
    check.add_argument(
        "--no-suppressions", action="store_true", help="不理会已接受的问题 / as if nothing had been accepted"
    )
    for sub in (check, read, score, comparing, accept):
        sub.add_argument("--lang", choices=("zh", "en"), default="zh")
        sub.add_argument("--jurisdiction", metavar="CODE", help="行政区划代码 / GB/T 2260 code")
        sub.add_argument("--year", type=int, metavar="Y", help="预算年度 / fiscal year")
    check.add_argument(
        "--format",
        metavar="FORMAT",
        help="text, json, xlsx, docx, html, …；不给则按后缀 / else by the ending of the file",
    )
    check.add_argument(
        "-o", "--output", action="append", default=[], metavar="[FORMAT=]OUT",
        help="写入文件，可写几个 / write to a file, or to several",
    )  # fmt: skip
    check.add_argument(
        "--annotate", metavar="DIR", help="把批注写入 docx、xlsx 的副本 / comments in copies of docx and xlsx files"
    )
    check.add_argument(
        "--update",
        action="store_true",
        help="更新已有的文件，保留人工改动 / renew the file, keeping what a person changed",
    )
    check.add_argument(
        "--baseline", metavar="JSON", help="以往结果，其中已有的问题不再计入 / an earlier result, whose findings count no more"
    )  # fmt: skip
    check.add_argument("--all", action="store_true", help="全部列出 / write everything out")
    check.add_argument(
        "--jobs", type=int, default=1, metavar="N", help="同时核对几份，0 为处理器数 / so many at once, 0 for all processors"
    )  # fmt: skip
    check.add_argument(
        "--fail-on", choices=("error", "warning"), default="error",
        help="从哪一级起以 1 结束：更正或说明 / exit with 1 for what is to be corrected, or also for what is to be explained",
    )  # fmt: skip
    check.add_argument("--exit-zero", action="store_true", help="有问题也以 0 结束 / exit with 0 whatever is found")
    for sub in (read, score, comparing, diff):
        sub.add_argument("--format", choices=("text", "json"), default="text")
    for sub in (check, score, accept):
        sub.add_argument("--framework", metavar="F", help="指标体系 / the framework to score by")
    for sub in (check, score, accept):
        sub.add_argument(
            "--fact", action="append", default=[], metavar="ID[=N]", help="人工认定的事项 / what a person established"
        )
    comparing.add_argument(
        "--with", dest="places", required=True, metavar="CODE[/FRAMEWORK],…", help="各地代码 / codes of places"
    )
    for end in ("one", "two"):
        diff.add_argument(end, metavar="CODE[/FRAMEWORK]", help="行政区划代码 / GB/T 2260 code")
        diff.add_argument(f"year_{end}", type=int, metavar="YEAR", help="预算年度 / fiscal year")
    score.add_argument(
        "--added",
        metavar="NAME",
        help="把各文件的单位汇总成一个部门 / put the units of the files together, by the name of the whole",
    )
    score.add_argument("--panel", metavar="FILE", help="专家打分表 / a table of a panel's marks")
    score.add_argument("--trace", action="store_true", help="逐步列出 / every step")
    for sub in (rules,):
        sub.add_argument("jurisdiction", metavar="CODE", help="行政区划代码 / GB/T 2260 code")
        sub.add_argument("year", type=int, metavar="YEAR", help="预算年度 / fiscal year")
    explain.add_argument(
        "asked", nargs="+", metavar="FILE NUMBER | CODE YEAR RULE",
        help="报告中的第几项，或某地某年的规则、指标体系、体系/指标 / a number on a report's page, or a rule, framework or framework/indicator",
    )  # fmt: skip
    named_as_check(explain)
    for sub in (rules, explain, packs, diff):
        sub.add_argument("--lang", choices=("zh", "en"), default="zh")
        sub.add_argument("-o", "--output", metavar="OUT", help="写入文件 / write to a file")
        sub.add_argument("--force", action="store_true", help="覆盖已有的文件 / replace the file that is there")
    weights.add_argument("file", metavar="FILE", help="判断文件（TOML）/ a file of judgements (TOML)")
    looking = commands.add_parser("indicators", help="检查指标质量 / look the indicators of forms over")
    looking.add_argument(
        "files", nargs="+", metavar="FILE", help="文件，或装有文件的文件夹 / files, or folders of files"
    )
    looking.add_argument("--together", action="store_true", help="几个文件同属一份报告 / the files are one report")
    looking.add_argument("--previous", metavar="FILE", help="同一单位的上年报告 / last year's report of the same unit")
    watching = commands.add_parser("monitor", help="绩效运行监控 / spending and goals in the course of the year")
    watching.add_argument("file", metavar="FILE", help="监控表 / a table of what was spent (.csv, .tsv, .xlsx)")
    watching.add_argument("--jurisdiction", metavar="CODE", help="行政区划代码 / GB/T 2260 code")
    watching.add_argument("--on", metavar="YYYY-MM-DD", help="截至哪一天 / up to which day")
    watching.add_argument("--ledger", metavar="LEDGER", help="登入台账 / enter what was found into this ledger")
    panel.add_argument("file", metavar="FILE", help="打分表 / a table of marks (.csv, .tsv, .xlsx)")
    for sub in (panel, score):
        sub.add_argument(
            "--drop",
            default="0",
            metavar="N[,N]",
            help="去掉几个最低分、最高分 / how many of the lowest and of the highest marks are dropped",
        )
    panel.add_argument(
        "--experts",
        choices=("columns", "rows"),
        default="columns",
        help="专家按列还是按行 / whether an expert is a column or a row",
    )
    for sub in (weights, panel, looking, watching):
        sub.add_argument("--lang", choices=("zh", "en"), default="zh")
        sub.add_argument("-o", "--output", metavar="OUT", help="写入文件 / write to a file")
        sub.add_argument("--force", action="store_true", help="覆盖已有的文件 / replace the file that is there")
    return parser
