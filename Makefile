# Thin on purpose: each target makes .venv/ once from requirements.txt and calls one command in it.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
# The tests that need neither a built book nor a browser, and take seconds.
FAST := tests/values tests/corpus tests/verdicts tests/notebook tests/edition tests/test_imports.py tests/test_doctests.py tests/test_cli.py

.PHONY: report test check style types fast lab watch bench clean

report: $(READY)
	@$(BIN)/dossier build

# One file of tests runs in one process, so that what its tests share is made once.
test: style types
	@$(BIN)/pytest --numprocesses=logical --dist=loadfile

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
	@$(BIN)/jupyter lab --notebook-dir=notebooks

watch: $(READY)
	@$(BIN)/dossier build html --watch

bench: $(READY)
	@$(BIN)/python tools/bench.py

clean:
	rm -rf _build book/executed .pytest_cache .ruff_cache .mypy_cache .hypothesis

$(READY): requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@
