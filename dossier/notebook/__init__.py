"""What a chapter imports: words, glued values, tables and figures. Knows nothing of Sphinx."""
