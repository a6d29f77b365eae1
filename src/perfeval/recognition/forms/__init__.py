"""Forms of indicators: their rows, points, funds and scores."""

from perfeval.recognition.forms.words import is_execution

__all__ = ["is_execution"]
