"""What a relation over figures is, and how it comes out.

A *schema* is a relation over names: what a rule says must hold. A *relation* is over numbers: what was found. Rules over
figures, rules over the cells of a form, and the document's own claims all end in relations; which of them are sums,
limits, rates, prints of one figure or shares in a range is this room's business alone. A relation knows how it comes out
and within which slack (`arithmetic`), how it reads in figures (`saying`), how far it is from holding once cells are
printed otherwise, and which rows it is to whoever looks for the wrong figure (`windows`, `rows`, `strain`).
"""

from perfeval.model.claims import Shape
from perfeval.relations.arithmetic import Outcome, Verdict
from perfeval.relations.operands import FROM_ANOTHER, Operand, cite, operand_of, statement_key
from perfeval.relations.relation import Relation
from perfeval.relations.schemas import ONE, Either, Linear, Range, Ratio, Schema

__all__ = [
    "FROM_ANOTHER",
    "ONE",
    "Either",
    "Linear",
    "Operand",
    "Outcome",
    "Range",
    "Ratio",
    "Relation",
    "Schema",
    "Shape",
    "Verdict",
    "cite",
    "operand_of",
    "statement_key",
]
