"""Forms of indicators: their rows, points, funds and scores."""
