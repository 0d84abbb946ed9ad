"""The evidence: reads the tables of the data package, checks them, and finds their quotes in the articles."""

from dossier.corpus.checks import check
from dossier.corpus.records import FindingId, Problem, Ref
from dossier.corpus.tables import TABLES, Corpus, CorpusError, read, read_schema

__all__ = ["TABLES", "Corpus", "CorpusError", "FindingId", "Problem", "Ref", "check", "read", "read_schema"]
