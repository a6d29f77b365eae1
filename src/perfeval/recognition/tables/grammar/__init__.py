"""What any table says of its own figures, whatever form it has: which lines add up to which, and which divide which.

`grid` and `marks` tell cells and rows apart, `blocks` tables, `axes` (with `columns`, `row_labels`, `kinds`) lines along
both axes. `sums` (with `trees`), `rates`, `formulas` and `scan` propose relations, `votes` count where they hold,
`beliefs` weigh them, and `instances` hand on what is believed of single cells. Nothing here knows a word: `words` looks
them up in the lexicon.
"""
