# PACT portal. `make help` lists what there is.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
WORKERS ?= 2
SHELL := /bin/bash
export DJANGO_SETTINGS_MODULE := portal.settings

.DEFAULT_GOAL := help
.PHONY: help run test lint lock demo bench judge services services-stop styles deploy-check

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

run: .venv/installed styles ## install, build, migrate, load the demo once, serve on http://127.0.0.1:8000 (PORT= changes it)
	@SITE_URL=http://127.0.0.1:$(PORT) exec $(BIN)/python manage.py serve --port $(PORT)

test: .venv/installed-dev styles ## the whole suite: on the embedded default and, where they are announced, on real servers
	@PYTEST="$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile"; \
	if [ -z "$$DATABASE_URL$$REDIS_URL$$ELASTICSEARCH_URL" ]; then exec $$PYTEST; fi; \
	echo "== On the embedded default"; \
	env -u DATABASE_URL -u REDIS_URL -u ELASTICSEARCH_URL -u ELASTICSEARCH_9_URL $$PYTEST -m "not server" && \
	echo "== On real servers" && \
	$$PYTEST -m "not house"

lint: .venv/installed-dev ## format and check Python, templates, types, import contracts
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djlint --reformat --quiet $$(git ls-files '*.html') || true
	$(BIN)/python -m pytest -q -n 0 -m house

lock: .venv/installed-dev ## pin the ranges of pyproject.toml with hashes, without any address
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --group dev pyproject.toml -o requirements-dev.txt
	grep '^uv==' requirements-dev.txt | tr -d ' \\' | $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate - -o requirements-uv.txt
	cd portal/frontend && PATH="$(CURDIR)/$(BIN):$$PATH" npm install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-fund --no-audit

demo: .venv/installed styles ## throw the demo's database away and build it anew
	rm -rf var/portal.sqlite3* var/media
	$(BIN)/python manage.py migrate --verbosity 0
	$(BIN)/python manage.py search_rebuild
	$(BIN)/python manage.py load_demo

bench: .venv/installed-dev styles ## speed, always as a ratio to a baseline in the same run
	$(BIN)/python -m tests.bench

judge: .venv/installed-dev ## how well search answers the judged sets, by class and engine
	$(BIN)/python -m tests.search.judged.measure

services: ## start PostgreSQL, Redis and Elasticsearch for development, print the variables to use
	@.ci/services.sh start

services-stop: ## stop them
	@.ci/services.sh stop

styles: .venv/installed
	@$(BIN)/node portal/frontend/build.mjs

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else 0'
	@$(PYTHON) -m venv .venv || { echo "Python's venv module is missing: install your system's python3-venv package."; exit 1; }

# uv installs the same pinned files in a tenth of pip's time; where it can't reach a registry that pip is set up for, pip does it.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
UV := $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes

.venv/bin/uv: requirements-uv.txt | .venv/bin/python
	@$(PIP) -r requirements-uv.txt
	@touch $@

.venv/installed: requirements.txt | .venv/bin/uv
	@echo "Installing Python packages (once)."
	@$(UV) -r requirements.txt 2>/dev/null || $(PIP) -r requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	@echo "Installing what the tests need."
	@$(UV) -r requirements-dev.txt 2>/dev/null || $(PIP) -r requirements-dev.txt
	@touch $@
