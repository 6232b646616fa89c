# `make chat` and `make test` need Python 3.11 or newer, and nothing else: each builds .venv when it must.

PYTHON ?= python3
VENV   := .venv
JOBS   ?= 2
BIN    := $(VENV)/bin
CODE   := bot dialogs framework tests

# Wheels only: nothing is compiled, and no package runs code of its own while it is being installed.
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCKED := $(PIP) install --require-hashes --only-binary :all: --requirement
ITSELF := $(PIP) install --no-deps --no-build-isolation --editable .

# A stamp is newer than the lock and pyproject.toml as long as what they name is installed.
CHAT_STAMP := $(VENV)/installed-to-chat
TEST_STAMP := $(VENV)/installed-to-test
BENCH_STAMP := $(VENV)/installed-to-bench
MADE_HERE  := $(VENV)/made-here

# Scripts in .venv name its folder and its Python: once either is gone or has moved, it is made anew.
ifneq ($(shell [ "$$(cat $(MADE_HERE) 2>/dev/null)" = "$$(pwd -P)" ] && $(BIN)/python -c 'print("fits")' 2>/dev/null),fits)
$(MADE_HERE): ANEW
endif

UV_COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-config --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command 'make lock'

# Compiled modules are kept whatever a machine says: each command of the tests would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help chat run test bench chaos pictures fuzz audit image-check lint format messages compiled lock clean ANEW

help: ## List what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1|\2/p' Makefile | awk -F'|' '{ printf "  %-14s %s\n", $$1, $$2 }'

chat: $(CHAT_STAMP) ## Talk to Sounding here in the terminal (ARGS="--as alma --lang fr")
	@$(MAKE) --no-print-directory --silent compiled >&2
	@$(BIN)/sounding chat $(ARGS)

run: $(CHAT_STAMP) ## Serve Telegram, as the settings say (see .env.example)
	@$(MAKE) --no-print-directory --silent compiled >&2
	@$(BIN)/sounding run $(ARGS)

test: lint $(BENCH_STAMP) ## Run every check and every test (ARGS="-k reminder", JOBS=4)
	@$(MAKE) --no-print-directory --silent compiled
	@# As root, the test's PostgreSQL gives itself a user; `su` leaves root without sbin.
	@PATH="$$PATH:/usr/sbin:/sbin" $(BIN)/python -m pytest --numprocesses $(JOBS) --dist worksteal $(ARGS)

bench: $(BENCH_STAMP) ## Measure Sounding beside other libraries (ARGS="--quick", ARGS=--help)
	@$(BIN)/python -m tests.bench $(ARGS)

chaos: $(TEST_STAMP) ## Kill the bot again and again while people answer (PEOPLE=50 KILLS=30 SEED=7 PROCESSES=3, ARGS=--help)
	@# As root, PostgreSQL gives itself a user; `su` leaves root without sbin.
	@PATH="$$PATH:/usr/sbin:/sbin" $(BIN)/python -m tests.chaos $(PEOPLE:%=--people %) $(KILLS:%=--kills %) $(SEED:%=--seed %) $(PROCESSES:%=--processes %) $(ARGS)

pictures: $(TEST_STAMP) ## Draw the pictures in the README anew, of a round of invented people
	@$(MAKE) --no-print-directory --silent compiled
	@$(BIN)/python -m tests.pictures.readme $(ARGS)

fuzz: $(TEST_STAMP) ## Give everything that reads what comes in thousands of odd inputs (INPUTS=10000 SEED=7, ARGS=--help)
	@$(BIN)/python -m tests.fuzz $(INPUTS:%=--inputs %) $(SEED:%=--seed %) $(ARGS)

audit: $(TEST_STAMP) ## Ask the public database of advisories about every pinned package (needs the network)
	@# --strict: a package that could not be asked about is a failure, not a package without faults.
	@$(BIN)/pip-audit --strict --require-hashes --disable-pip --progress-spinner off \
		--requirement requirements.lock --requirement requirements-dev.lock

image-check: $(TEST_STAMP) ## Carry out the Dockerfile's commands in a folder here, start what it starts, and weigh it
	@$(BIN)/python -m tests.operating.image

lint: $(TEST_STAMP) ## Run the checks that need no test: style, types, imports
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check . || { echo "Some files are not formatted: make format" >&2; exit 1; }
	@$(BIN)/mypy --strict $(CODE)
	@$(BIN)/lint-imports --no-logo

format: $(TEST_STAMP) ## Format the code and mend what can be mended by itself
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format --quiet .

# Extracting, with what all templates share. Without its date, a template changes only when a text does.
EXTRACT := $(BIN)/pybabel --quiet extract --mapping-file pyproject.toml --no-default-keywords --keyword _ \
	--keyword gettext --keyword ngettext:1,2 --keyword pgettext:1c,2 --keyword npgettext:1c,2,3 \
	--add-comments 'Translators:' --strip-comments --project Sounding --version 1 \
	--copyright-holder 'The Sounding contributors'
MODEL := model-national-response
CATALOGUES := $(wildcard locales/*/LC_MESSAGES/*.po)

messages: $(TEST_STAMP) ## Collect the texts to translate, update every language's catalogues and compile them
	@mkdir -p locales
	@$(EXTRACT) --sort-by-file --add-location file --output $(VENV)/interface.pot dialogs bot
	@$(EXTRACT) --no-location --output $(VENV)/$(MODEL).pot framework/models/$(MODEL).yaml
	@for domain in interface $(MODEL); do \
		sed '/^"POT-Creation-Date:/d' $(VENV)/$$domain.pot > locales/$$domain.pot; \
		for language in $$(ls -d locales/*/ 2>/dev/null | xargs -rn1 basename); do \
			$(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --domain $$domain \
				--input-file locales/$$domain.pot --output-dir locales --locale $$language || exit 1; \
		done; \
	done
	@$(MAKE) --no-print-directory --silent compiled

compiled: $(CATALOGUES:.po=.mo)

%.mo: %.po
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@ --locale $(notdir $(patsubst %/,%,$(dir $(patsubst %/,%,$(dir $<)))))

lock: $(TEST_STAMP) ## Pin the newest dependencies that pyproject.toml allows
	@$(UV_COMPILE) --upgrade --group build pyproject.toml --output-file requirements.lock
	@$(UV_COMPILE) --upgrade --group build --group dev --constraints requirements.lock pyproject.toml \
		--output-file requirements-dev.lock
	@$(UV_COMPILE) --upgrade --group bench --output-file requirements-bench.lock

clean: ## Remove what can be made again; the answers in sounding.db stay
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis build dist
	find bot dialogs framework tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(MADE_HERE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Sounding needs Python 3.11 or newer; '$(PYTHON)' is not. Name one: make PYTHON=python3.13 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "'$(PYTHON)' lacks the venv module (on Debian and Ubuntu: apt install python3-venv)." >&2; exit 1; }
	@echo "Making $(VENV) ..." >&2
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV) < /dev/null >&2
	@pwd -P > $@

$(CHAT_STAMP): requirements.lock pyproject.toml $(MADE_HERE)
	@echo "Installing what Sounding needs (requirements.lock) ..." >&2
	@$(LOCKED) requirements.lock < /dev/null >&2
	@$(ITSELF) < /dev/null >&2
	@touch $@

$(TEST_STAMP): requirements-dev.lock pyproject.toml $(MADE_HERE)
	@echo "Installing what Sounding and its tests need (requirements-dev.lock) ..." >&2
	@$(LOCKED) requirements-dev.lock < /dev/null >&2
	@$(ITSELF) < /dev/null >&2
	@touch $(CHAT_STAMP) $@

# Beside what Sounding needs, since it asks for other versions of it: the benchmark puts it first in one peer's path.
$(BENCH_STAMP): requirements-bench.lock $(TEST_STAMP)
	@echo "Installing what Sounding is measured beside (requirements-bench.lock) ..." >&2
	@rm -rf $(VENV)/bench
	@$(LOCKED) requirements-bench.lock --target $(VENV)/bench < /dev/null >&2
	@touch $@
