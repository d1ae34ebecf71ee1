# Two commands do everything: `make ask Q="May I like this post?"` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
KNOWLEDGE := var/knowledge
Q ?= May I like this post?

export HF_HUB_OFFLINE := 1

.PHONY: ask test thorough lint types check eval clean

ask: $(KNOWLEDGE)/CURRENT
	@$(BIN)/attache ask --knowledge $(KNOWLEDGE) "$(Q)"

test: $(KNOWLEDGE)/CURRENT
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "not slow and not thorough"

thorough: $(KNOWLEDGE)/CURRENT
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "thorough and not slow" tests/scenarios tests/faults

lint: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.ready
	$(BIN)/mypy

check: lint types test

eval: $(KNOWLEDGE)/CURRENT
	$(BIN)/attache eval --knowledge $(KNOWLEDGE)

# torch first and alone: its CPU build is found under this version only.
$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet torch==2.13.0
	$(BIN)/pip install --quiet --editable '.[indexer,dev]'
	@touch $@

$(KNOWLEDGE)/CURRENT: $(VENV)/.ready $(wildcard knowledge/directives/*) knowledge/vocabulary.toml
	$(BIN)/attache index build --into $(KNOWLEDGE) knowledge/directives

clean:
	rm -rf $(VENV) var
