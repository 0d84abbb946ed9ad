"""Prose: the pages and the notebooks' words, read for what they refer to, and checked against what there is."""
