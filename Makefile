# `make play` and `make test` need Python 3.11 or newer and make, and set up all the rest in `.venv`.

# To use another Python: make PYTHON=python3.13 test. To pass something on: make play ARGS="--plain".
PYTHONS := $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11 python)
ARGS :=

BIN := .venv/bin
PACKAGES := .venv/packages-installed
READY := .venv/ready

.PHONY: help play test bench soak check lint format types imports story docs lock clean FORCE

help:
	@echo "make play      play, after setting up what is needed"
	@echo "make test      run the tests, after setting up what is needed"
	@echo "make bench     take the figures of benchmarks/RESULTS.md anew; some ten minutes on a machine that does nothing else"
	@echo "make soak      run the long harnesses, for some three hours; ARGS=--quick for a part of each"
	@echo "make check     style, types, the directions of imports, and the shipped story with its playthroughs and proof"
	@echo "make format    put the code into its format and mend what can be mended by itself"
	@echo "make docs      write what is made of docs/: two of its pages, and what the commands in the others print"
	@echo "make lock      write requirements.lock anew (needs uv); ARGS=--upgrade for newer versions"
	@echo "make clean     remove .venv and everything else that was made here"

play: $(READY)
	@$(BIN)/perfect-mother play $(ARGS)

test: $(READY)
	@$(BIN)/python -m pytest $(ARGS)

bench: $(READY)
	@$(BIN)/python -m benchmarks $(ARGS)

soak: $(READY)
	@$(BIN)/python -m tests.soak $(ARGS)

check: lint types imports story

lint: $(READY)
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --check --quiet --diff .

format: $(READY)
	$(BIN)/ruff check --quiet --fix .
	$(BIN)/ruff format --quiet .

types: $(READY)
	$(BIN)/mypy --no-error-summary

imports: $(READY)
	$(BIN)/lint-imports --no-logo

story: $(READY)
	$(BIN)/perfect-mother check scenes
	$(BIN)/perfect-mother test scenes
	$(BIN)/python -m tests.docs.proof

docs: $(READY)
	$(BIN)/python -m game.author.manual docs
	$(BIN)/python -m tests.docs.pages
	$(BIN)/python -m tests.docs.proof --write

lock:
	@command -v uv >/dev/null || { echo "This needs uv: https://docs.astral.sh/uv/" >&2; exit 1; }
	uv pip compile --quiet --universal --python-version 3.11 --all-extras --generate-hashes \
	  --custom-compile-command "make lock" --output-file requirements.lock $(ARGS) pyproject.toml

clean:
	rm -rf .venv .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist
	find game tests -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment that was made for another folder, or whose Python is gone or has become another, is made anew.
IS_OURS = import importlib.util as u, os, sys; sys.exit(not os.path.samefile(u.find_spec("game").origin, "game/__init__.py"))
ifneq ($(shell $(BIN)/python -Ic '$(IS_OURS)' 2>/dev/null && echo yes),yes)
$(PACKAGES): FORCE
endif

# The first Python that is new enough and can make environments; asking each is the only way to know that it runs.
$(PACKAGES): requirements.lock
	@python=; incomplete=; \
	for candidate in $(PYTHONS); do \
	  "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  if "$$candidate" -c 'import ensurepip, venv' 2>/dev/null; then python=$$candidate; break; fi; \
	  incomplete=$${incomplete:-$$candidate}; \
	done; \
	if [ -z "$$python" ] && [ -n "$$incomplete" ]; then \
	  echo "$$incomplete cannot make virtual environments. On Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; \
	elif [ -z "$$python" ]; then \
	  echo "No Python 3.11 or newer was found (looked for: $(PYTHONS)). See https://www.python.org/downloads/" >&2; exit 1; \
	fi; \
	echo "Setting up .venv with $$("$$python" --version); this takes a moment, once."; \
	"$$python" -m venv --clear .venv
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(READY): $(PACKAGES) pyproject.toml
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
