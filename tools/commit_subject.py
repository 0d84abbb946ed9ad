"""Refuses a commit whose subject is longer than 72 characters; called by pre-commit with the message's file."""

import sys
from pathlib import Path

LONGEST = 72

subject = Path(sys.argv[1]).read_text(encoding="utf-8").partition("\n")[0]
if len(subject) > LONGEST:
    sys.exit(f"the subject has {len(subject)} characters: say what is now true in at most {LONGEST}")
