# Two commands do everything: `make ask Q="May I like this post?"` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
KNOWLEDGE := var/knowledge
Q ?= May I like this post?
# What `make eval` demands: LIMITS="--at-least verdict=0.85".
LIMITS ?=

# The index is built anew where its format changed, what it is made of, or what cuts and reads it.
FORMAT := $(shell sed -n 's/^FORMAT = //p' knowledge/snapshot/manifest.py)
INDEX := $(KNOWLEDGE)/.made-in-format-$(FORMAT)
MADE_OF := $(wildcard knowledge/directives/*) knowledge/vocabulary.toml knowledge/adapter.safetensors
READ_BY := $(wildcard indexer/clauses/*.py indexer/norms/*.py)

export HF_HUB_OFFLINE := 1

.PHONY: ask test thorough lint types check eval clean

ask: $(INDEX)
	@$(BIN)/attache ask --knowledge $(KNOWLEDGE) "$(Q)"

test: $(INDEX)
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "not slow and not thorough"

thorough: $(INDEX)
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "thorough and not slow" tests/scenarios tests/faults

lint: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.ready
	$(BIN)/mypy

check: lint types test

eval: $(INDEX)
	$(BIN)/attache eval --knowledge $(KNOWLEDGE) $(LIMITS)

# torch first and alone: its CPU build is found under this version only.
$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet torch==2.13.0
	$(BIN)/pip install --quiet --editable '.[indexer,dev]'
	@touch $@

$(INDEX): $(VENV)/.ready $(MADE_OF) $(READ_BY)
	$(BIN)/attache index build --into $(KNOWLEDGE) knowledge/directives
	@touch $@

clean:
	rm -rf $(VENV) var
