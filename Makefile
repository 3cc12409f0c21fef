# Needs python3 (3.11 or newer) and make; everything else goes into .venv.
#   make demo    extract a graph from the sample articles and look at it
#   make test    lint, types, ontology check and all tests
#   make graphs  build data/graphs, the OWL file and the README's outputs again
#   make clean   remove what these made

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT := build/demo
SAMPLES := data/raw

.DELETE_ON_ERROR:
.PHONY: demo test lint graphs clean

# The demo uses the package as a user has it, installed with its data; where it is being developed, the working tree.
demo: $(if $(wildcard $(VENV)/.developing),$(VENV)/.developing,$(VENV)/.installed)
	@mkdir -p $(OUT)
	$(BIN)/geograph extract $(SAMPLES) --format jsonl -o $(OUT)/graph.jsonl
	$(BIN)/geograph export $(OUT)/graph.jsonl -o $(OUT)/graph.ttl
	@echo
	$(BIN)/geograph export $(OUT)/graph.ttl --to table
	@echo
	$(BIN)/geograph query $(OUT)/graph.ttl --named who-met-whom
	@echo
	$(BIN)/geograph query $(OUT)/graph.ttl --named who-accused-whom
	@echo; echo "The graph is in $(OUT)/graph.ttl and $(OUT)/graph.jsonl."

test: lint
	$(BIN)/pytest -q -n auto --maxprocesses 4 --dist loadfile

lint: $(VENV)/.developing
	$(BIN)/ruff check .
	$(BIN)/mypy --strict src
	$(BIN)/geograph ontology check

graphs: $(VENV)/.developing
	$(BIN)/geograph ontology owl -o src/geograph/ontology/geograph.ttl
	$(BIN)/python scripts/rebuild_graphs.py
	$(BIN)/python scripts/update_readme.py

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	rm -f $(VENV)/.installed $(VENV)/.developing
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("geograph needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(BIN)/python pyproject.toml $(shell find src -type f -not -name '*.pyc')
	$(BIN)/python -m pip install --quiet .
	@touch $@

$(VENV)/.developing: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@rm -f $(VENV)/.installed
	@touch $@
