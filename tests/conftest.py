"""Properties are about behaviour: on a busy machine an example may take as long as it takes.

Where CI is set Hypothesis draws the same examples on every run, so that a red run can be had again and is the
change's own; anywhere else every run looks at new ground.
"""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
