"""Claims, questions and verdicts: the library of a source-anchored research report."""
