"""What comes in from outside, and what goes out: plugins are called, files opened and texts printed here, and only here.

Rule 1: a plugin may do whatever it likes; what it raises is caught and named (`guarded`).
Rule 2: a file is opened only if it is one, and read to a limit (`file_bytes`).
Rule 3: nothing of a document steers the terminal it is printed on (`printable`).
"""

from perfeval.boundary.calls import LONGEST_SAID, guarded, said
from perfeval.boundary.files import file_bytes, file_name, replace_file
from perfeval.boundary.signs import json_signs, one_line, printable
from perfeval.boundary.versions import own_version

__all__ = [
    "LONGEST_SAID",
    "file_bytes",
    "file_name",
    "guarded",
    "json_signs",
    "one_line",
    "own_version",
    "printable",
    "replace_file",
    "said",
]
