# Customer Connect. `make` alone says what there is.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/bash
PYTHON ?= python3
export PORT ?= 8000
export STAFF_PORT ?= 8001
AGENCY_DIR ?= agency
export PUBLIC_URL ?= http://127.0.0.1:$(PORT)
export NO_MKDOCS_2_WARNING := 1

BIN := .venv/bin
# Tests write and flush a great deal: in memory where there is such a place.
SCRATCH := $(shell test -w /dev/shm && echo /dev/shm || echo $${TMPDIR:-/tmp})
# And a module is compiled once, also where a machine is set to keep no bytecode: they start some hundred processes.
LIGHT := TMPDIR=$(SCRATCH) PYTHONDONTWRITEBYTECODE=
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locales/*/LC_MESSAGES/messages.po))
# The forms' templates too: their classes decide which rules of the stylesheet are kept.
SITE_SOURCES := mkdocs.yml locales/languages.toml $(shell find docs website $(AGENCY_DIR) forms_app/templates -type f -not -name '*.pyc' -not -path '*/__pycache__/*')

APP_SOURCES := $(shell find forms_app -name '*.py' -o -name '*.html')

help:  ## what can be made here
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: build $(if $(filter 1,$(PHONE)),sounds)  ## serve the site, the forms and the staff app; Ctrl-C stops all of it
	@exec $(BIN)/python -m forms_app.cli.run

build: build/built build/translated $(CATALOGUES)

.venv/installed: requirements.lock
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Customer Connect needs Python 3.11 or newer; this is " + sys.version.split()[0])'
	@$(PYTHON) -m venv .venv || { echo "Python cannot make a virtual environment here. On Debian: apt-get install python3-venv"; exit 1; }
	@echo "Installing what the product needs (once)."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

build/built: .venv/installed build/public-url build/agency-dir $(SITE_SOURCES)
	@$(BIN)/python -m website.publish
	@touch $@

# Every sentence of the code has its translations, and nothing else is in the catalogue.
build/translated: .venv/installed locales/check.py locales/languages.toml $(wildcard locales/*/LC_MESSAGES/messages.po) $(APP_SOURCES)
	@mkdir -p build; $(BIN)/python locales/check.py
	@touch $@

# The address of the site and the agency's facts stand in its pages: others are another build.
build/public-url: FORCE
	@mkdir -p build; printf '%s' '$(PUBLIC_URL)' | cmp -s - $@ || printf '%s' '$(PUBLIC_URL)' > $@

build/agency-dir: FORCE
	@mkdir -p build; printf '%s' '$(AGENCY_DIR)' | cmp -s - $@ || printf '%s' '$(AGENCY_DIR)' > $@

.venv/tested: requirements-dev.lock .venv/installed
	@echo "Installing what the tests need (once)."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# The same engine without the windows around it does the same tests with a third less work.
headless-shell:
	@command -v chromium-headless-shell >/dev/null || sh tests/install.sh chromium-headless-shell

chromium:
	@command -v chromium chromium-browser google-chrome >/dev/null || sh tests/install.sh chromium

test: build .venv/tested headless-shell  ## run all tests (installs what they need)
	@$(LIGHT) $(BIN)/python tests/cpu_minutes.py $(BIN)/pytest --numprocesses 2 --dist loadfile --max-worker-restart 0

check: build .venv/tested  ## types, style, rooms, words, templates, scripts, styles, licences: all in a minute; ONLY=name
	@PYTHONPATH=tests $(BIN)/python -m house $(ONLY)

hooks: .venv/tested  ## let git run the quick ones of make check before each commit
	@$(BIN)/prek install

drill: build .venv/tested chromium  ## the long proofs, or ONLY=name: full matrices, load, faults, checkers (Node and Java may be used)
	@$(LIGHT) $(BIN)/python tests/drill $(ONLY)

cases: build  ## a package of made-up cases for trying loads: make cases N=250000 OUT=folder SEED=1; DELTA=1, WRONG=100
	@$(BIN)/flask --app forms_app case-data cases $(OUT) --number $(N) --seed $(or $(SEED),1) $(if $(DELTA),--delta) $(if $(WRONG),--wrong $(WRONG))

bench: build .venv/tested  ## the measurements, each beside its limit; PEERS=1: beside other frameworks
	@$(BIN)/python -m bench $(if $(PEERS),peers)

# A sentence without its recording stops it, and is named with its file and line.
sounds: build  ## the recordings of the telephone, by a machine's voice (espeak-ng, sox), or a studio's: STUDIO=folder
	@$(BIN)/flask --app forms_app phone sounds $(if $(STUDIO),--studio $(STUDIO))

preview: .venv/installed  ## the site as editors see it, renewed at each save, every language
	@exec $(BIN)/python -m website.preview --port $(PORT)

check-content: .venv-content/installed  ## what an editor runs before handing in
	@.venv-content/bin/python -m website.checks

# Of its own, and small: an editor who only writes needs neither a browser nor a database.
.venv-content/installed: requirements-content.lock
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("The check needs Python 3.11 or newer; this is " + sys.version.split()[0])'
	@$(PYTHON) -m venv .venv-content || { echo "Python cannot make a virtual environment here. On Debian: apt-get install python3-venv"; exit 1; }
	@echo "Installing what the check needs (once)."
	@.venv-content/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-content.lock
	@touch $@

closed-days: .venv/tested  ## propose the next year's closed days, or YEAR=2028, for an editor to confirm
	@$(BIN)/python -m website.closed_days $(YEAR)

catalogues: .venv/installed  ## renew the message catalogue after a change of words in the code
	@$(BIN)/pybabel --quiet extract -F locales/babel.cfg -k _l --no-location --sort-output -o build/messages.pot .
	@$(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --no-wrap -D messages -i build/messages.pot -d locales
	@echo "Now give the new entries of locales/*/LC_MESSAGES/messages.po their translation."

%.mo: %.po .venv/installed
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

# What is tested is what runs: the tests' versions are settled first, and the others keep to them.
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header -q
lock:  ## renew the lock files after a change of pyproject.toml (needs uv)
	$(LOCK) pyproject.toml --group dev -o requirements-dev.lock
	$(LOCK) pyproject.toml -c requirements-dev.lock -o requirements.lock
	$(LOCK) --group content -c requirements-dev.lock -o requirements-content.lock
	for peer in bench/peers/*.in; do $(LOCK) $$peer -o $${peer%.in}.txt; done

licences: .venv/installed  ## renew the list of what the product stands on, after the lock files
	@PYTHONPATH=tests $(BIN)/python -m house.licences --write

.PHONY: help licences run sounds build test check hooks drill cases bench preview check-content closed-days headless-shell chromium catalogues lock FORCE
