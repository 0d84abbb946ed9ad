"""Coding: from the words of an article to rows of the evidence, found, checked, foreseen, written and undone."""
