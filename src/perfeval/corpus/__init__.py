"""Many reports side by side: full marks, indicators that separate nobody, words in common, outliers, several years.

::

    corpus = perfeval.corpus.gather(evaluations)
    corpus.copies(at_least="60%")
    corpus.silent_indicators()
    corpus.outliers("execution")

Rule 1: everything is a question, with how many reports it rests on and what would make it innocent.
Rule 2: of each report as much is kept, however long it is; reports may come from a generator.
Rule 3: what comes of it does not depend on the order in which reports come.
"""

from perfeval.corpus.collection import VALUES, Corpus, Peers, by_kind, gather
from perfeval.corpus.copies import Pair
from perfeval.corpus.digits import Digits
from perfeval.corpus.noted import Kind, Noted
from perfeval.corpus.own_words import OwnWords
from perfeval.corpus.sketch import FormSketch, Row, Sketch, sketch_of, sketch_of_report
from perfeval.corpus.spread import Spread

__all__ = [
    "VALUES",
    "Corpus",
    "Digits",
    "FormSketch",
    "Kind",
    "Noted",
    "OwnWords",
    "Pair",
    "Peers",
    "Row",
    "Sketch",
    "Spread",
    "by_kind",
    "gather",
    "sketch_of",
    "sketch_of_report",
]
