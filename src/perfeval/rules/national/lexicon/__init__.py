"""The nation's words: what published forms, tables and reports call things, by the part each word plays.

A word is one line; a place that prints another adds it in its own pack in the same way. `forms` holds the words of
self-evaluation forms, `amounts` those of tables of amounts, `tables` those that say what adds up and what divides in any
table, `indicators` those of indicators, `context` those that say whom a report is about, `sentences` those of running text.
"""

from __future__ import annotations

from perfeval.rules.national.lexicon.amounts import AMOUNT_WORDS
from perfeval.rules.national.lexicon.context import CONTEXT_WORDS
from perfeval.rules.national.lexicon.forms import FORM_WORDS
from perfeval.rules.national.lexicon.indicators import INDICATOR_WORDS
from perfeval.rules.national.lexicon.sentences import SENTENCE_WORDS
from perfeval.rules.national.lexicon.tables import TABLE_WORDS

LEXICON = (*FORM_WORDS, *AMOUNT_WORDS, *CONTEXT_WORDS, *TABLE_WORDS, *SENTENCE_WORDS, *INDICATOR_WORDS)

__all__ = ["LEXICON"]
