"""What a person is told of a report: the one model behind the screen and every paper.

A renderer asks for it and lays it out; it decides nothing itself, so that number 3 is the same thing to do on the
screen, in a letter and in a working paper::

    from perfeval.summary import Group, summary_of

    page = summary_of(evaluation)
    page.head.line              # 单位 · 年度 · 地区（代码）· 文件
    page.counts[Group.CORRECT]  # how many things there are to correct
    for matter in page.of(Group.CORRECT):
        matter.number           # 1, 2, 3 … through all groups, questions and notices, too
        matter.id               # the fingerprint, which lasts from one run and one year to the next
        matter.title, matter.where, matter.fact, matter.request   # the parts of one line on the screen
        matter.sentence         # the same as one formal sentence, ready to be pasted into a letter
        matter.spots            # every figure it quotes: place in words, label, print, unit
        matter.arithmetic       # what was computed, and what is printed
        matter.hints            # what would make the figures fit; matter.innocent: what would make them right
        matter.basis, matter.standing
        matter.findings         # the finding it is known by, and those that go with it
    page.holding                # what holds, one entry a rule
    page.unchecked              # what could not be checked, one entry a reason
    page.applied                # place, year, packs, version, file and hash, day
    batch_of(pages)             # the table of many reports, and the commonest findings among them

Rule 1: one matter is one thing to do. Findings that share a root are one; so are findings about the same row.
Rule 2: what is to be corrected comes first, by its effect on score and form; then what is to be explained, by amount;
then questions, then notices. Numbers run through.
Rule 3: every text is there in both languages (`Text`); nothing is masked here: whoever writes masks (`masking`).
"""

from perfeval.summary.batch import Batch, BatchRow, batch_of, batch_row
from perfeval.summary.folding import matters_of
from perfeval.summary.heads import Applied, Head, applied_to, head_of
from perfeval.summary.matters import Group, Matter, Spot
from perfeval.summary.pages import Holding, Summary, Unchecked, summary_of

__all__ = [
    "Applied",
    "Batch",
    "BatchRow",
    "Group",
    "Head",
    "Holding",
    "Matter",
    "Spot",
    "Summary",
    "Unchecked",
    "applied_to",
    "batch_of",
    "batch_row",
    "head_of",
    "matters_of",
    "summary_of",
]
