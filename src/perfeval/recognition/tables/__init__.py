"""Tables of figures: their headers, their sections, and the amounts in them."""
