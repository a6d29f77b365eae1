"""Bundled rule packs, one file per jurisdiction; each is only what a stranger could write through the front door."""
