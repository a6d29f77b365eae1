"""The forms and tables the nation prints, and what their columns say. A new form is a `Layout` in one of these files.

`forms`: self-evaluation forms. `accounts`: final accounts. `budgets`: department budgets. `tables`: what several of those
share.
"""

from perfeval.rules.national.layouts.accounts import ACCOUNTS
from perfeval.rules.national.layouts.forms import BOTH_SIDES, FUNDS, GOALS, INDICATORS, SCORE_SHEET, SCORE_SUMMARY

LAYOUTS = (FUNDS, BOTH_SIDES, INDICATORS, SCORE_SHEET, SCORE_SUMMARY, GOALS, *ACCOUNTS)

__all__ = ["LAYOUTS"]
