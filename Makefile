# Every command of the project; `make` alone lists them. Needs GNU make, a POSIX shell and Python 3.11 or 3.12 (uv is used when it is there).
#
# A stamp in .venv says which lock is installed, so a second `make serve` starts at once. Messages of the installation go to standard
# error: standard output belongs to the server.

.DEFAULT_GOAL := help
.PHONY: help serve test fuzz lint types floors neo4j bench fmt docs lock clean FORCE

VENV := .venv
BIN := $(VENV)/bin
SERVES := $(VENV)/.serves
TESTS := $(VENV)/.tests
CODE := liantu api graph loaders bench tests

# Only from the command line: a PORT in the environment is usually meant for another program.
ifeq ($(origin PORT),command line)
export LIANTU_PORT := $(PORT)
endif
ifeq ($(origin DATA),command line)
export LIANTU_DATA := $(DATA)
endif

ifeq ($(origin VERSION),command line)
NEO4J_VERSION := --version $(VERSION)
endif

# An ONLY or a SIZE in the environment is usually meant for another program too.
given = $(if $(filter command line,$(origin $(1))),$(2))
BENCH_OPTIONS = $(call given,ONLY,--only $(ONLY)) $(call given,SIZE,--size $(SIZE)) $(call given,STORES,--stores $(STORES)) \
	$(call given,QUICK,--quick)

# The scripts of a virtual environment hold its path: a folder that was moved or copied installs again.
ifneq ($(shell cat $(VENV)/.home 2>/dev/null),$(CURDIR))
MOVED := FORCE
endif

help: ## this list
	@sed -n 's/^\([a-z0-9]*\):[^#]*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | while IFS="$$(printf '\t')" read -r name what; do printf '  make %-8s %s\n' "$$name" "$$what"; done

serve: $(SERVES) ## install, load the bundled register and serve it; PORT=8123 DATA=folder override
	@exec $(BIN)/liantu serve

test: lint types floors ## install what the tests need and run all checks and tests
	@exec $(BIN)/pytest -n 2

fuzz: $(TESTS) ## the long run: 10,000 random operations against stock execution, then some on each store
	@exec $(BIN)/pytest --fuzz tests/differential/test_random.py

lint: $(TESTS) ## ruff: rules and format
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check .

types: $(TESTS) ## mypy, strict
	@$(BIN)/mypy --no-error-summary

floors: $(TESTS) ## import-linter: imports go down only
	@$(BIN)/lint-imports --no-logo > $(VENV)/floors.log || { cat $(VENV)/floors.log >&2; exit 1; }

neo4j: $(TESTS) ## start a Neo4j for tests until interrupted; prints the NEO4J_TEST_… names (VERSION=5.26.25, needs Maven and Java)
	@exec $(BIN)/python -m tests.neo4j_server $(NEO4J_VERSION)

bench: $(TESTS) ## measure on both stores, in about half an hour on a quiet machine (ONLY=p1,shapes SIZE=100000 STORES=neo4j QUICK=1)
	@exec $(BIN)/python -m bench $(BENCH_OPTIONS)

fmt: $(TESTS) ## format the code
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format --quiet .

docs: $(SERVES) ## regenerate schema.graphql and the pages in docs/ that are functions of the program
	@exec $(BIN)/python -m liantu.reference

clean: ## remove the virtual environment and all caches; the graph's data stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +

# ------------------------------------------------------------------------------------------------------------------ installation

define FIND_PYTHON
for name in $(PYTHON) python3.11 python3.12 python3 python; do \
	"$$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 12))' 2>/dev/null || continue; \
	python=$$("$$name" -c 'import sys; print(sys.executable)'); break; \
done
endef

$(VENV)/.home: $(MOVED)
	@exec >&2; set -e; $(FIND_PYTHON); \
	if command -v uv >/dev/null; then uv venv --quiet --clear --python "$${python:-3.11}" $(VENV); \
	elif [ -n "$$python" ]; then echo "Creating $(VENV) with $$python"; "$$python" -m venv --clear $(VENV); \
	else echo "Liantu needs Python 3.11 or 3.12, and none is on the path. Install one, or name it: make serve PYTHON=/path/to/python3.11"; exit 1; fi; \
	printf '%s' '$(CURDIR)' > $@

define INSTALL
@exec >&2; set -e; echo "Installing $(1)"; \
if command -v uv >/dev/null; then uv pip install --quiet --python $(BIN)/python --require-hashes -r $(1); \
else $(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip; \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1); fi
endef

$(SERVES): requirements.lock pyproject.toml $(VENV)/.home
	$(call INSTALL,$<)
	@exec >&2; if command -v uv >/dev/null; then uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .; \
	else $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .; fi
	@exec >&2; $(BIN)/python -m liantu.engine_cache 2> $(VENV)/engine-cache.log || echo "The embedded engine starts a second slower: no class cache, see $(VENV)/engine-cache.log"
	@touch $@

$(TESTS): requirements-dev.lock $(SERVES)
	$(call INSTALL,$<)
	@touch $@

lock: ## resolve pyproject.toml into both locks; needs uv
	uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-header --quiet -o requirements.lock
	uv pip compile pyproject.toml --group build --group dev -c requirements.lock --universal --python-version 3.11 --generate-hashes --no-header --quiet -o requirements-dev.lock
