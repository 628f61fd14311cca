# make ingest     the Prefect flow on seeds/: publishes into output/ what is valid, and reports
# make test       the tests
# make check      the whole gate: format, lint, types, generated files, tests
# Each sets up .venv from the lock files first, if it is not there or they have changed.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --no-deps
SOURCES ?= seeds

.PHONY: ingest test check docs lock clean

ingest: .venv/.ready
	$(BIN)/cablegram ingest $(SOURCES)

test: .venv/.ready-dev
	$(BIN)/pytest

check: .venv/.ready-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pipeline.check.schemas --check
	$(BIN)/python -m pipeline.docs --check
	$(BIN)/pytest

docs: .venv/.ready
	$(BIN)/python -m pipeline.check.schemas
	$(BIN)/python -m pipeline.docs

.venv/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Cablegram needs Python 3.11 or later; this is " + sys.version.split()[0])'
	@test -x $(BIN)/python || { echo "Setting up .venv …"; $(PYTHON) -m venv .venv; }
	@echo "Installing the locked dependencies …"
	@$(PIP) -r requirements.lock
	@$(PIP) --editable .
	@touch $@

.venv/.ready-dev: requirements-dev.lock .venv/.ready
	@echo "Installing what the tests need …"
	@$(PIP) -r requirements-dev.lock
	@touch $@

# The locks are what pip chooses for pyproject.toml today, in a new environment.
lock:
	rm -rf .venv-lock && $(PYTHON) -m venv .venv-lock
	.venv-lock/bin/pip install --quiet .
	.venv-lock/bin/pip freeze --exclude cablegram > requirements.lock
	.venv-lock/bin/pip install --quiet '.[dev]'
	.venv-lock/bin/pip install --quiet --no-deps -r requirements-official.txt
	.venv-lock/bin/pip freeze --exclude cablegram | grep -vxFf requirements.lock > requirements-dev.lock
	rm -rf .venv-lock build

clean:
	rm -rf .venv .venv-lock build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
