"""Properties are about behaviour: on a busy machine an example may take as long as it takes.

By default a property is tried on a few examples, so that the tests are run often; with `HYPOTHESIS_PROFILE=long`, as in
`.ci/run`, on as many as it takes to trust them. Where CI is set Hypothesis draws the same examples on every run, so that
a red run can be had again and is the change's own; anywhere else every run looks at new ground.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("short", deadline=None, max_examples=20)
settings.register_profile("long", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))
