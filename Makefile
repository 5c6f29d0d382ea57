# Every target works as the first command run in a fresh clone: .venv is made when it is missing or out of date.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test lint quality bench soak clean

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("Fihrist needs CPython 3.11 or later; set PYTHON=/path/to/python3.11" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV) || { echo "make: the venv module is missing; on Debian: apt install python3-venv" >&2; exit 1; }
	@echo "installing into $(VENV) (once)" >&2
	@$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,quality]'
	@touch $@

demo: $(STAMP)
	@$(BIN)/fihrist demo

test: $(STAMP)
	$(BIN)/pytest -n 2 -q

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

quality: $(STAMP)
	$(BIN)/python -P tests/quality/run.py

# A million queries; SOAK="20000 --seed 7" asks fewer, and others.
soak: $(STAMP)
	$(BIN)/python -P tests/soak/queries.py $(SOAK)

bench: $(STAMP)
	$(BIN)/python -P benchmarks/run.py

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache
