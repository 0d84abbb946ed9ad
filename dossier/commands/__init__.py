"""The verbs of the command line, a module for each group: what each takes, and what it prints."""
