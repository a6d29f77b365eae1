"""What goes wrong in *using* perfeval. What is wrong in a report is a `Finding`, never an exception.

::

    PerfevalError
    ├── UnreadableError    (ValueError)   a file that cannot be taken, or holds nothing to check
    ├── QuantityError      (ValueError)   a text asked to be one number, and it is not
    ├── ModelError         (ValueError)   a report, judgements or marks handed over with parts that do not fit
    ├── PackError          (ValueError)   a rule pack that cannot mean anything
    │   └── ConflictError                 two packs that disagree, both named
    ├── JurisdictionError  (LookupError)  a code or year that cannot exist
    ├── UnknownNameError   (LookupError)  a line item, rule, framework or format nobody declared
    │   └── UnknownItemError (KeyError)   a line item the report says nothing of
    ├── MissingExtraError  (ImportError)  an optional library that is not installed
    ├── PluginError        (RuntimeError) a reader or renderer that fails inside itself, named
    └── UsageError         (ValueError)   a command line that asks for something impossible
"""

from __future__ import annotations


class PerfevalError(Exception):
    """The root. Carries its message in Chinese and in English.

    Parameters
    ----------
    zh, en
        The message: the thing, what was expected, what was found, where, and what to do next.
    """

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.zh = zh
        self.en = en

    def __str__(self) -> str:
        return f"{self.zh} / {self.en}"


class UnreadableError(PerfevalError, ValueError):
    """A file perfeval cannot take: missing, empty, too large, not the format it claims, or without any figure."""


class QuantityError(PerfevalError, ValueError):
    """A text that is not one number with at most one unit."""


class ModelError(PerfevalError, ValueError):
    """Parts that do not fit: a year that is none, a row of the wrong length, judgements or marks that cannot be."""


class PackError(PerfevalError, ValueError):
    """A rule pack that cannot mean anything, with the rule and what is wrong with it.

    `packs` are the full names of the packs at fault, where they are known, so that they can be set aside.
    """

    packs: tuple[str, ...] = ()


class ConflictError(PackError):
    """Two packs of equal rank give one id two meanings; the message names both."""


class JurisdictionError(PerfevalError, LookupError):
    """A jurisdiction code or a fiscal year that cannot exist."""


class UnknownNameError(PerfevalError, LookupError):
    """A name asked for that nothing declares; the message lists what there is."""


class UnknownItemError(UnknownNameError, KeyError):
    """A line item asked for that the report states nothing of; the message names near ones."""


class MissingExtraError(PerfevalError, ImportError):
    """An optional library is missing; the message is the command that installs it."""


class PluginError(PerfevalError, RuntimeError):
    """A reader or renderer that fails inside itself, or gives something that is no result; the message names whose it is."""


class UsageError(PerfevalError, ValueError):
    """A command line that asks for something impossible."""
