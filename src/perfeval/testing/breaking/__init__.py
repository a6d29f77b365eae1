"""Wrong on purpose: reports with one figure, row or fund that no longer fits."""
