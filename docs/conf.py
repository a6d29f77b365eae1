"""Sphinx configuration of the documentation."""

project = "perfeval"
author = "The perfeval maintainers"
copyright = author  # noqa: A001 - Sphinx's own word

extensions = ["myst_parser"]
exclude_patterns = ["_build", "examples"]
html_theme = "furo"
html_title = "perfeval"
language = "en"
myst_heading_anchors = 3
nitpicky = True
