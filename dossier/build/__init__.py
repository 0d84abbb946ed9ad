"""The runner: plans the tasks of a report, runs the notebooks and builds each output format."""

from dossier.build.run import build

__all__ = ["build"]
