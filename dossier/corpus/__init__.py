"""The evidence: reads the tables of the data package, checks them, and finds their quotes in the articles."""

from dossier.corpus.rules import Problem
from dossier.corpus.tables import FOLDER, TABLES, Corpus, CorpusError, check, read, read_schema

__all__ = ["FOLDER", "TABLES", "Corpus", "CorpusError", "Problem", "check", "read", "read_schema"]
