"""How reading, recognising and judging grow with the size of a report: the time per cell should stay the same."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable
from itertools import pairwise

from perfeval.document import Document
from perfeval.evaluation import Evaluation, evaluate
from perfeval.model import Report
from perfeval.plugins import installed
from perfeval.readers.text import read_text
from perfeval.recognition import recognise
from perfeval.resolution import resolve

SIZES = (10**2, 10**3, 10**4, 10**5)


def projects(cells: int) -> bytes:
    """One base data table with as many projects as make so many cells; its total is the sum."""
    rows = max(1, cells // 4 - 2)
    lines = [
        "怀化市某单位2023年基础数据表",
        "单位：万元",
        "\t".join(("经费控制情况", "2022年决算数", "2023年预算数", "2023年决算数")),
    ]
    lines.append("\t".join(("项目支出", f"{rows}.00", f"{rows * 2}.00", f"{rows * 3}.00")))
    lines += [f"{n}.第{n}个项目\t1.00\t2.00\t3.00" for n in range(1, rows + 1)]
    return "\n".join(lines).encode()


def indicators(cells: int) -> bytes:
    """One self-evaluation form with as many indicator rows as make so many cells; points and scores add up."""
    rows = max(1, cells // 8 - 2)
    head = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因")
    lines = ["怀化市某单位2023年整体支出绩效自评表", "\t".join(head)]
    lines += [f"产出指标\t数量指标\t第{n}项工作\t≥{n}次\t{n}次\t1\t1\t" for n in range(1, rows + 1)]
    lines.append(f"总分\t\t\t\t\t{rows}\t{rows}\t")
    return "\n".join(lines).encode()


def tables(cells: int) -> bytes:
    """Many small tables of one kind, in one file: the same project in each of them."""
    count = max(1, cells // 12)
    head = "\t".join(("经费控制情况", "2022年决算数", "2023年预算数", "2023年决算数"))
    one = f"附件1\n{head}\n项目支出\t1.00\t2.00\t3.00\n1.修缮\t1.00\t2.00\t3.00\n"
    return ("怀化市某单位2023年基础数据表\n单位：万元\n" + one * count).encode()


KINDS: dict[str, Callable[[int], bytes]] = {"projects": projects, "indicators": indicators, "tables": tables}


def judge(document: Document) -> tuple[Report, Evaluation]:
    """Recognise and judge a document by the bundled rules of Huaihua."""
    plugins = installed()
    report = recognise(document, plugins.words)
    return report, evaluate(report, resolve(plugins.packs, "431200", 2023))


def timed(data: bytes) -> tuple[list[float], int]:
    """Seconds to read, to recognise and to judge; and the findings, as a sign of life."""
    plugins = installed()
    book = resolve(plugins.packs, "431200", 2023)
    marks = [time.perf_counter()]
    document = read_text(data, "generated.txt")
    marks.append(time.perf_counter())
    report = recognise(document, plugins.words)
    marks.append(time.perf_counter())
    evaluation = evaluate(report, book)
    marks.append(time.perf_counter())
    return [later - earlier for earlier, later in pairwise(marks)], len(evaluation.findings)


def peak(data: bytes) -> int:
    """The most memory all three take at once, in bytes."""
    tracemalloc.start()
    judge(read_text(data, "generated.txt"))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def main() -> None:
    """Print time, time per cell, and peak memory for each size."""
    installed()
    print(
        f"{'table':<12}{'cells':>8}{'read':>10}{'recognise':>11}{'judge':>10}{'per cell':>11}{'peak':>10}{'findings':>10}"
    )
    for kind, make in KINDS.items():
        for cells in SIZES:
            data = make(cells)
            (reading, recognising, judging), findings = timed(data)
            per_cell = (reading + recognising + judging) / cells * 10**6
            print(
                f"{kind:<12}{cells:>8}{reading:>9.3f}s{recognising:>10.3f}s{judging:>9.3f}s{per_cell:>8.0f} µs"
                f"{peak(data) / 2**20:>7.1f} MB{findings:>10}",
                flush=True,
            )
