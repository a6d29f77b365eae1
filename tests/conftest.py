"""Properties are about behaviour: on a busy machine an example may take as long as it takes.

By default a property is tried on a few examples, so that the tests are run often; with `HYPOTHESIS_PROFILE=long`, as in
`.ci/run`, on as many as it takes to trust them. Where CI is set Hypothesis draws the same examples on every run, so that
a red run can be had again and is the change's own; anywhere else every run looks at new ground.
"""

from __future__ import annotations

import os
import shutil
import tempfile

import pytest
from hypothesis import settings

settings.register_profile("short", deadline=None, max_examples=20)
settings.register_profile("long", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))


def pytest_configure(config: pytest.Config) -> None:
    """Let the programs that tests start share what Python compiles of the package, outside the tree, for this run alone."""
    if hasattr(config, "workerinput") or "PYTHONPYCACHEPREFIX" in os.environ:
        return
    folder = tempfile.mkdtemp(prefix="compiled-")
    os.environ["PYTHONPYCACHEPREFIX"] = folder
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
