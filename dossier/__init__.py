"""Claims, verdicts and chapters of a source-anchored report on Pakistan and Azerbaijan, 1991–2023."""
