# Isotherm: `make run` shows what it does, `make test` says whether it works.
# uv is used when it is there, else plain venv and pip.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT := out
UV := $(shell command -v uv 2>/dev/null)

# Small matrices: threads of the linear algebra only wait for each other.
export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1
# Many processes are started: what the first has compiled, the others read.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test test-long soak lint bench lock clean

help: ## say what each target does
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/ \t/'

run: $(VENV)/.installed ## make a simulated community, read it, open its town at 127.0.0.1:8000
	@test -d $(OUT)/world/ledger || \
		$(BIN)/isotherm world --size small --seed 7 --until 2026-01-26 --out $(OUT)/world
	@$(BIN)/isotherm run $(OUT)/world/ledger --out $(OUT)/reading --force
	@$(BIN)/isotherm serve --demo --home $(OUT)/town --ledger $(OUT)/world/ledger \
		--reading $(OUT)/reading $$(test -t 0 || echo --try)

# What takes minutes: whole readings, killed runs, crowds, sockets, and browsers, whose loop no test
# with a loop of its own can stand beside.
LONG := tests/acceptance tests/crash tests/web/concurrency tests/web/readings tests/web/rooms \
	tests/web/desk tests/web/test_matrix.py
BROWSERS := tests/browser tests/web/browser tests/web/abuse
# Pages look the same on every database; services have to be right on each.
ON_POSTGRES := tests/web --ignore-glob=*page* $(patsubst %,--ignore=tests/web/%,browser abuse api site test_matrix.py)

# Of two workers one does all tests of a group: what they share is made once.
TWO := -n 2 --dist loadgroup

test: $(VENV)/.developed ## run the tests
	$(BIN)/python -m pytest $(TWO) $(patsubst %,--ignore=%,$(LONG) $(BROWSERS))

test-long: $(VENV)/.developed ## run the tests that take minutes, and the services on PostgreSQL
	$(BIN)/python -m pytest $(TWO) $(LONG)
	$(BIN)/python -m pytest $(TWO) $(BROWSERS)
	$(BIN)/python tests/web/on_postgres.py $(BIN)/python -m pytest $(TWO) $(ON_POSTGRES)

soak: $(VENV)/.developed ## flood the ledger with a million damaged rows of each format
	ISOTHERM_SOAK_ROWS=1000000 $(BIN)/python -m pytest tests/property/test_ledger_flood.py

lint: $(VENV)/.developed ## style, types and the direction of imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.developed ## run the benchmarks that need no further data
	$(BIN)/python benchmarks/all.py

lock: ## pin every dependency with its hashes (needs uv)
	uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --universal \
		--python-version 3.11 --extra web pyproject.toml -o requirements.lock
	uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --universal \
		--python-version 3.11 --extra postgres --extra redis --group dev -c requirements.lock \
		pyproject.toml -o requirements-dev.lock

clean: ## throw away what `make run` and `make test` made
	rm -rf $(OUT) $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(VENV)/.installed: requirements.lock pyproject.toml
ifdef UV
	@test -d $(VENV) || uv venv --quiet --python $(PYTHON) $(VENV)
	uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	uv pip install --quiet --python $(BIN)/python --no-deps -e .
else
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
endif
	@touch $@

$(VENV)/.developed: $(VENV)/.installed requirements-dev.lock
ifdef UV
	uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock
else
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
endif
	@touch $@
