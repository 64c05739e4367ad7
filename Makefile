# make demo   set everything up, read the reports that come with Tapal, show who holds what, serve the page
# make test   set everything up and run the tests
# make check  types, style, import contracts
# make bench  speed and quality figures of this machine; with BIG=FILE the store at a million events too (hours)
# make assets the page's JavaScript and map outlines (from npm; no network at run time)
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.run-ready
DEV := $(VENV)/.dev-ready
ASSETS := src/tapal/web/static/vendor/.ready

.PHONY: demo test check bench assets setup clean

demo: $(RUN) $(ASSETS)
	$(BIN)/tapal demo $(DEMO)

test: $(DEV) $(ASSETS)
	$(BIN)/python -m pytest

check: $(DEV)
	$(BIN)/ruff check src tests bench training
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(DEV) $(ASSETS)
	$(BIN)/python bench/run.py $(if $(BIG),--big $(BIG))

assets: $(ASSETS)

setup: $(DEV) $(ASSETS)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Tapal needs Python 3.11 or newer; set PYTHON=python3.12, say" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUN): requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .
	touch $@

$(DEV): requirements-dev.lock $(RUN)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

$(ASSETS): src/tapal/web/package.json src/tapal/web/package-lock.json | $(RUN)
	@command -v npm >/dev/null || $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-node.lock
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python src/tapal/web/build_assets.py
	touch $@

clean:
	rm -rf $(VENV) build dist src/tapal/web/static/vendor
