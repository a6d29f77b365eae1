"""One web page for one report or for many: it stands alone, asks nothing of any network, and prints.

Rule 1: everything is in the one file; there is no script, no font, no picture of elsewhere, and no address to follow.
Rule 2: what is shown in colour or as a picture is said in words beside it, so that nobody needs either.
Rule 3: every text of a report is escaped, and personal data in it covered.
"""

from __future__ import annotations

from collections.abc import Sequence

from perfeval.evaluation import Evaluation
from perfeval.renderers.page.batch import batch_parts
from perfeval.renderers.page.markup import Html, document
from perfeval.renderers.page.report import report_parts
from perfeval.renderers.voices import pages_of


def render_html(evaluations: Sequence[Evaluation], lang: str = "zh") -> str:
    """The page of one report, or of a batch with its reports below."""
    pages, voice = pages_of(evaluations, lang)
    several = len(pages) > 1
    title = voice.either("预算绩效自评核对结果", "Budget performance self-evaluations, checked")
    if not several:
        title = f"{voice(pages[0].head.entity or pages[0].head.title)} {title}"
    body: list[Html] = []
    if several:
        body += batch_parts(pages, voice)
    for number, page in enumerate(pages, 1):
        body += report_parts(page, voice, number, several=several)
    return document(title, voice.lang, body)


__all__ = ["render_html"]
