"""Starts a report: asks what is special to it, and writes a folder that can be checked and built at once."""

from dossier.starting.answers import Answers, ask_for_answers, read_answers
from dossier.starting.write import refuse_folder, start_report

__all__ = ["Answers", "ask_for_answers", "read_answers", "refuse_folder", "start_report"]
