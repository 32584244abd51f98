# make build        sets up .venv and builds the documents into out/
# make test         sets up .venv and runs the tests that need only Python
# make test-office  runs the tests that need LibreOffice, poppler, pandoc or the Open XML SDK's validator
# make check        checks facts, texts, charts and brand
# make lint         runs ruff and mypy
# make bench        measures songngu beside other programs and writes docs/benchmarks.md
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

.PHONY: build test test-office check lint bench clean

build: $(VENV)/.installed
	$(BIN)/songngu build

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -q -n auto --dist loadfile --no-loadscope-reorder -m "not office"

test-office: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -q -n auto --dist loadfile --no-loadscope-reorder -m office

check: $(VENV)/.installed
	$(BIN)/songngu check

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.installed-bench
	$(BIN)/python -m benchmarks --write docs/benchmarks.md

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-bench: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable ".[bench]"
	-command -v npm >/dev/null && npm install --silent --no-package-lock --prefix benchmarks/peers
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) out/.cache out/.text out/.schema out/*/ out/manifest.json
