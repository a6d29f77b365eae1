"""What a form, or a report as a whole, is about: the unit itself, or one project of it."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen


@frozen
class Subject:
    """The unit as a whole, or one of its projects. Where nothing says which, there is no subject: None.

    Attributes
    ----------
    project
        The project's name as printed; empty for the unit as a whole.
    code
        The project's code as printed, if any.
    """

    project: str = ""
    code: str = ""


#: The unit itself: the self-evaluation of all it spends, its budget, its final accounts.
WHOLE_UNIT = Subject()


def common_subject(subjects: Iterable[Subject | None]) -> Subject | None:
    """What several files are about together: the unit, if one of them is; else the one project of all of them.

    None where several projects are left, or one that nobody names.
    """
    found = set(subjects)
    if WHOLE_UNIT in found:
        return WHOLE_UNIT
    return found.pop() if len(found) == 1 else None
