"""Reports handed on: the JSON of a report is the format, flat rows carry its amounts, a query fetches them from a database.

Rule 1: amounts are whole numbers of 分, with how precisely they were printed beside them.
Rule 2: what does not fit is named and left out, never rounded.
"""

from perfeval.exchange.flat import Flat, read_flat, write_flat
from perfeval.exchange.query import Connection, Query
from perfeval.exchange.rows import COLUMNS, FlatRow

__all__ = ["COLUMNS", "Connection", "Flat", "FlatRow", "Query", "read_flat", "write_flat"]
