"""Rules over the cells and rows of a form."""
