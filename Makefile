# What you need: make, Python 3.11 or newer with its venv module, and the package index pip is set up for.
.DEFAULT_GOAL := help
.PHONY: help setup run test test-long bench lint types imports pytest pytest-postgres format pictures paper-pictures directory-pictures trace openapi released-data requirements clean
SHELL := /bin/bash

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PO := $(wildcard src/kense/desk/locale/*/LC_MESSAGES/*.po)
CODE := src tests $(wildcard bench)
VIEWER := tests/bpmn_viewer/node_modules/.ready
PYTEST_ARGS ?= -n 2 --dist loadfile --no-loadscope-reorder
# Any name Python goes by; the first one that is 3.11 or newer is taken.
PYTHONS := python3.11 python3 python3.12 python3.13 python3.14

help:  ## list what can be asked for
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

setup: $(VENV)/.runtime $(VENV)/.messages  ## make .venv with what an office needs to run Kense

run: setup  ## start Kense with made-up data and say where to find it
	$(BIN)/kense run --demo

test: lint types imports pytest pytest-postgres  ## everything a change must pass, on both databases

lint: $(VENV)/.dev  ## style and banned calls
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)

types: $(VENV)/.dev  ## types, strictly
	$(BIN)/mypy

imports: $(VENV)/.dev  ## who may import whom
	$(BIN)/lint-imports

pytest: $(VENV)/.dev $(VENV)/.messages $(VIEWER)  ## the tests alone, on SQLite; PYTEST_ARGS='tests/law -q' narrows them
	env -u DATABASE_URL $(BIN)/pytest $(PYTEST_ARGS)

# What writes and reads the tables itself; the pages over it are asked for on SQLite, and on PostgreSQL in test-long.
ON_POSTGRES ?= $(addprefix tests/,acts cases casework people registry storage trail) \
	$(addprefix tests/api/,test_operations.py test_cases.py) \
	tests/desk/test_bad_requests.py tests/e2e/test_three_ends.py tests/ops/test_backup.py tests/oversight

pytest-postgres: $(VENV)/.dev $(VENV)/.messages  ## what reaches the tables, on PostgreSQL: a server of its own, or DATABASE_URL
	$(BIN)/python -m tests.support.postgres $(BIN)/pytest $(PYTEST_ARGS) $(ON_POSTGRES)

test-long: $(VENV)/.dev $(VENV)/.messages  ## the whole suite on PostgreSQL, an office moved there, ten million due moments against a walk minute by minute
	$(MAKE) pytest-postgres ON_POSTGRES=tests
	env -u DATABASE_URL $(BIN)/pytest $(PYTEST_ARGS) -m long
	KENSE_ORACLE_STARTS=10000000 $(BIN)/pytest -n 2 --dist load -q tests/worktime/test_against_oracle.py

BENCHES := worktime.py cases.py pages.py lists.py papers.py journals.py transmissions.py register.py trail.py api_fuzz.py kills.py

bench: $(VENV)/.bench $(VENV)/.messages  ## every figure anew, into docs/benchmarks.md; then the ten million of test-long
	@for one in $(BENCHES); do \
		echo "== $$one"; PYTHONPATH=. $(BIN)/python bench/$$one || failed="$$failed $$one"; \
	done; \
	$(BIN)/python bench/rows.py; \
	if [ -n "$$failed" ]; then echo "not reached:$$failed"; fi
	$(MAKE) test-long

format: $(VENV)/.dev  ## put the code into the house style
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/ruff format $(CODE)

pictures: $(VENV)/.dev $(VENV)/.messages  ## take the pictures of docs/ anew: the tests of everybody's day take them
	KENSE_PICTURES=docs/pictures $(BIN)/pytest -q tests/e2e/test_days.py

paper-pictures: $(VENV)/.dev  ## take the kept pictures of the papers anew, after a paper was meant to look otherwise
	KENSE_PAPER_PICTURES=1 $(BIN)/pytest -q tests/papers/test_looks.py

directory-pictures: $(VENV)/.dev  ## the same for the diagrams of the directory
	KENSE_DIRECTORY_PICTURES=1 $(BIN)/pytest -q tests/directory/test_looks.py

UV := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command 'make requirements' pyproject.toml requirements/build.in

trace: $(VENV)/.dev  ## write anew which tests prove which place of the act, after a mark or a scenario changed
	$(BIN)/python -m tests.support.proofs

openapi: $(VENV)/.dev  ## write anew what describes the API to programs, after the API was meant to change
	$(BIN)/python -m tests.support.openapi

released-data: $(VENV)/.dev  ## keep an office as this version leaves it, once it is released: later versions have to carry it on
	version=$$($(BIN)/kense --version | cut -d' ' -f2); data=$$(mktemp -d); \
	KENSE_DATA=$$data $(BIN)/python -m tests.migrations.made_released tests/migrations/released/$$version.json.gz; rm -r $$data

requirements: $(VENV)/.dev  ## pin again after editing pyproject.toml; UPGRADE=--upgrade takes new versions
	$(UV) $(UPGRADE) --output-file requirements/base.txt
	$(UV) $(UPGRADE) --constraint requirements/base.txt --extra postgres --output-file requirements/postgres.txt
	$(UV) $(UPGRADE) --constraint requirements/postgres.txt --extra postgres --extra dev --output-file requirements/dev.txt
	$(UV) $(UPGRADE) --constraint requirements/dev.txt --extra bench --output-file requirements/bench.txt

clean:  ## remove what was made here, never data/
	rm -rf $(VENV) tests/bpmn_viewer/node_modules build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@for name in $(PYTHONS); do \
		$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && python=$$name && break; \
	done; \
	if [ -z "$$python" ]; then \
		echo 'Kense needs Python 3.11 or newer and found none. On Debian and Ubuntu: apt-get install python3' >&2; exit 1; \
	fi; \
	if ! $$python -c 'import ensurepip, venv' 2>/dev/null; then \
		echo "$$python has no venv module. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; \
	fi; \
	$$python -m venv $(VENV)

$(VENV)/.runtime: requirements/base.txt pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements/base.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.runtime
	$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.bench: requirements/bench.txt $(VENV)/.dev
	$(PIP) install --require-hashes -r requirements/bench.txt
	@touch $@

# The viewer the tests open BPMN with; without npm those tests are skipped.
$(VIEWER): tests/bpmn_viewer/package-lock.json
	@if command -v npm >/dev/null; then npm ci --prefix tests/bpmn_viewer --ignore-scripts --no-audit --no-fund --silent && touch $@; fi

$(VENV)/.messages: $(VENV)/.runtime $(PO)
	@if [ -f src/kense/ops/messages.py ]; then $(BIN)/python -m kense.ops.messages; fi
	@touch $@
