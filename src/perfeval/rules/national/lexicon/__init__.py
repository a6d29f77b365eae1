"""The nation's words: what published forms, tables and reports call things, by the part each word plays.

A word is one line; a place that prints another adds it in its own pack in the same way. `forms` holds the words of
self-evaluation forms, `amounts` those of tables of amounts, `context` those that say whom a report is about.
"""

from __future__ import annotations

from perfeval.rules.national.lexicon.amounts import AMOUNT_WORDS
from perfeval.rules.national.lexicon.context import CONTEXT_WORDS
from perfeval.rules.national.lexicon.forms import FORM_WORDS

LEXICON = (*FORM_WORDS, *AMOUNT_WORDS, *CONTEXT_WORDS)

__all__ = ["LEXICON"]
