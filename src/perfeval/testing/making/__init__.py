"""Reports that keep the rules: figures solved, forms filled, documents written."""
