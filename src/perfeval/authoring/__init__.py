"""What an author of a pack needs besides the words: a distribution to begin with, and a pack held against the light."""

from perfeval.authoring.linting import linted
from perfeval.authoring.skeleton import new_pack

__all__ = ["linted", "new_pack"]
