"""The process that takes one PDF apart: bytes in, plain data out. `read_pdf` starts it."""

from __future__ import annotations

import json
import sys
from contextlib import suppress

from perfeval.errors import PerfevalError
from perfeval.readers.portable import MEMORY, SECONDS, take_apart
from perfeval.readers.portable.references import follow_references

try:
    import resource
except ImportError:  # Windows has no such limits; the time limit holds there as well
    resource = None  # type: ignore[assignment]


def main() -> None:
    """Take what comes in apart, within the limits, and write out what it was or why not."""
    if resource is not None:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
    follow_references()
    try:
        source = json.loads(sys.stdin.buffer.readline())
        answer = take_apart(sys.stdin.buffer.read(), source)
    except PerfevalError as error:
        answer = {"error": [error.zh, error.en]}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
