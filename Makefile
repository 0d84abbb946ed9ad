# Thin on purpose: each target makes .venv/ once from requirements.txt and calls one command in it.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: report test lab bench clean

report: $(READY)
	@$(BIN)/dossier build

test: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/pytest

lab: $(READY)
	@$(BIN)/jupyter lab --notebook-dir=notebooks

bench: $(READY)
	@$(BIN)/python tests/bench.py

clean:
	rm -rf _build book/executed .pytest_cache .ruff_cache .hypothesis

$(READY): requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@
