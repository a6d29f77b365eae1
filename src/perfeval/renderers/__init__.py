"""One file per format: evaluations become text or bytes. Nothing is computed here."""

from __future__ import annotations

from perfeval.hookspecs import Renderer, hookimpl
from perfeval.renderers.as_json import render_json
from perfeval.renderers.as_text import render_text


@hookimpl
def perfeval_renderers() -> list[Renderer]:
    """Text and JSON."""
    return [Renderer("text", render_text, (".txt",)), Renderer("json", render_json, (".json",))]
