# Thin on purpose: each target has .venv/ made where that is needed, and calls one command in it.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
# The tests that need neither a built book nor a browser, and take seconds.
FAST := tests/values tests/corpus tests/verdicts tests/notebook tests/edition tests/test_imports.py tests/test_doctests.py tests/test_cli.py

.PHONY: report test check style types fast lab open watch bench clean $(READY)

report: $(READY)
	@$(BIN)/dossier build

# One file of tests runs in one process, so that what its tests share is made once.
test: style types
	@$(BIN)/pytest --numprocesses=logical --dist=loadfile -rs

check: $(READY)
	@$(MAKE) --no-print-directory --jobs=3 style types fast

style types fast: $(READY)

style:
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types:
	@$(BIN)/mypy

fast:
	@$(BIN)/pytest $(FAST)

lab: $(READY)
	@$(BIN)/dossier lab

open: $(READY)
	@$(BIN)/dossier open

watch: $(READY)
	@$(BIN)/dossier build html --watch

bench: $(READY)
	@$(BIN)/python tools/bench.py

clean:
	rm -rf _build book/executed .pytest_cache .ruff_cache .mypy_cache .hypothesis

$(READY):
	@$(PYTHON) tools/prepare.py
