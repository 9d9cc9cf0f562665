# Everything a user does is one target; `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements/lock.txt
STAMP := $(VENV)/.installed

export UV_NATIVE_TLS = 1
export PYTHONNOUSERSITE = 1
export JUPYTER_PREFER_ENV_PATH = 1
export PYDEVD_DISABLE_FILE_VALIDATION = 1

.PHONY: help setup report site decks test test-fast lab docs bench clean-data lint lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | while IFS=$$'\t' read -r name what; do printf '  make %-12s %s\n' "$$name" "$$what"; done

setup: $(STAMP) ## create .venv from the hashed lock (reused while the lock stands)

$(STAMP): $(LOCK) requirements/uv.txt pyproject.toml
	@bash requirements/install.sh "$(PYTHON)" "$(VENV)"
	@touch $@

report: $(STAMP) ## clean the data, run the notebooks, write build/index.html
	@$(BIN)/bdlib report

site: $(STAMP) ## write the pages of all areas, in all languages, into build/site for any host
	@$(BIN)/bdlib site

decks: $(STAMP) ## make the talks on the Southeast (HTML, PDF, PPTX; Vietnamese and English) in build/decks
	@$(BIN)/bdlib run notebooks/07_conference_deck.ipynb --grid runs/grids/decks.yaml --out build/decks/runs
	@$(BIN)/bdlib deck build/decks/runs/07_conference_deck*.ipynb --out build/decks

test-fast: $(STAMP) ## run what a developer runs at each change: the library without what is slow
	@$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "not slow" tests

test: $(STAMP) ## run every test, and say which took longest: the library, then the notebooks
	@$(BIN)/python -m pytest -q -n 2 --dist loadfile --durations 25 tests
	@$(BIN)/python -m pytest -q -n 2 --dist loadscope --nbval-lax --nbval-kernel-name bdlib-warm notebooks

lab: $(STAMP) ## open the notebooks in JupyterLab, `explore` first
	@bash lab/open.sh "$(VENV)"

docs: $(STAMP) ## build the documentation in build/docs, with the pages of the last report
	@$(BIN)/python -m sphinx -q -b html docs build/docs
	@[ -d build/pages ] || $(BIN)/bdlib report >/dev/null
	@mkdir -p build/docs/pages && cp build/pages/*.html build/docs/pages/ && cp build/index.*.html build/docs/
	@echo "open build/docs/index.html"

bench: $(STAMP) ## print every benchmark's ratios
	@for script in benchmarks/*.py; do echo "== $$script"; $(BIN)/python "$$script"; done

clean-data: $(STAMP) ## write data/clean/ anew from data/raw/
	@$(BIN)/bdlib clean

stored: $(STAMP) ## run the notebooks and store the outputs that nbval compares; write what came out into the READMEs
	@$(BIN)/python tools/store_outputs.py 2>/dev/null
	@$(BIN)/python tools/readme.py

lint: $(STAMP) ## every pre-commit hook on every file
	@$(BIN)/pre-commit run --all-files

lock: ## resolve pyproject.toml anew into the hashed locks and environment.yml
	@bash requirements/lock.sh "$(PYTHON)"

clean: ## remove what the targets made, the environment apart
	@rm -rf build .pytest_cache .ruff_cache .hypothesis
