"""What a build and the processes that it starts understand each other by: environment variables, and a mime type."""

DATA = "DOSSIER_DATA"
"""The data folder where a call names none."""

VERDICTS = "DOSSIER_VERDICTS"
"""The file of the verdicts that a build has reached."""

READS = "DOSSIER_READS"
"""The file in which a build wants to find what a notebook reads."""

ROOT = "DOSSIER_ROOT"
"""The folder of the report: files in it are noted when a notebook reads them."""

REMARK = "application/vnd.dossier.remark+json"
"""The mime type of an output that is for whoever builds the report, and on no page: a text."""
