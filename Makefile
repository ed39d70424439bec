# make run    one pass over seeds/ with the shipped configuration: prints the alerts
# make install  the program and its locked dependencies in .venv, compiled, for a service
# make demo   the page on a log full of articles, as it would look in use
# make test   the tests
# make check  everything that CI checks beside the tests: lint, format, types, imports, examples
# make help   all targets

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

BENCH := .bench

.PHONY: fast pure help run install demo test check lint types imports rules lock bench accuracy places vocabulary torture e2e synapse clean
.DEFAULT_GOAL := help

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile
	@echo "make fast      compile the reader (needs a C compiler); make pure takes that away"
	@echo "make bench     our speed beside others' in the same run"
	@echo "make accuracy  the reader against the labelled corpus"
	@echo "make e2e       the parts that talk to real servers, alone"
	@echo "make torture   kills, power cuts, failing disks and tampering, by seed and count"
	@echo "make places    measure and compile the gazetteer after an edit"
	@echo "make vocabulary  compile the shipped vocabulary after an edit"
	@echo "make lock      resolve the dependencies anew"

# The stamps hold the installed state: a changed lock file installs again.
$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

# Not compiled ahead: a third of the time, for files of which a run uses a part and compiles that itself.
$(VENV)/.run: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) install --no-compile --only-binary :all: --require-hashes -r requirements.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

# A service may not write into its own program: all of it is compiled beforehand.
$(VENV)/.compiled: $(VENV)/.run
	$(BIN)/python -m compileall -q -j 0 $(VENV)/lib monitor >/dev/null || true
	@touch $@

install: $(VENV)/.compiled

$(VENV)/.dev: requirements-dev.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) install --only-binary :all: --require-hashes -r requirements-dev.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.run

# What a newcomer edits, and what `monitor` finds by itself from then on.
config.toml:
	cp config.example.toml $@

run: $(VENV)/.run | config.toml
	@$(BIN)/monitor run --once

demo: $(VENV)/.dev
	@$(BIN)/monitor --config config.example.toml demo

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2 --dist loadfile --ignore=tests/web
	$(BIN)/python -m pytest tests/web # a browser's event loop stands in the way of others

check: lint types imports rules

lint: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.dev
	$(BIN)/mypy

imports: $(VENV)/.dev
	$(BIN)/lint-imports --no-cache

rules: $(VENV)/.dev
	$(BIN)/monitor --config config.example.toml check

# The peers live in an environment of their own: what they need must not decide what we need.
$(BENCH)/.done: requirements-bench.txt pyproject.toml
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip --disable-pip-version-check --quiet install --only-binary :all: --require-hashes -r requirements-bench.txt
	@touch $@

bench: $(VENV)/.dev $(BENCH)/.done
	$(BIN)/python -m tests.bench
	$(BENCH)/bin/python -m tests.bench reading

# The hot modules of the reader as machine code, beside the Python files that they are made of.
fast: $(VENV)/.dev
	$(BIN)/python -m monitor.reading.native build

pure: $(VENV)/.dev
	$(BIN)/python -m monitor.reading.native remove

accuracy: $(VENV)/.dev
	$(BIN)/python -m tests.accuracy

UV := $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links \
	--no-annotate --no-header --python-version 3.11 pyproject.toml --extra systemd --extra build

lock: $(VENV)/bin/python
	$(PIP) install uv
	$(UV) --output-file requirements.txt
	$(UV) --extra dev --output-file requirements-dev.txt
	$(UV) --extra bench --output-file requirements-bench.txt
	echo matrix-synapse | $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-annotate --no-header --python-version 3.11 - \
		--output-file tests/e2e/requirements-synapse.txt

# The base map comes from npm, is read once, and is not kept.
places: $(VENV)/.dev
	rm -rf build/map && mkdir -p build/map
	cd build/map && npm pack --silent world-atlas@2.0.2 && tar -xzf world-atlas-2.0.2.tgz
	$(BIN)/python -m monitor.reading.places.build --map build/map/package/countries-10m.json

# The Matrix server that tests talk to has an environment of its own: its parts are not ours.
SYNAPSE := build/synapse
synapse: $(SYNAPSE)/.installed
$(SYNAPSE)/.installed: tests/e2e/requirements-synapse.txt
	$(PYTHON) -m venv $(SYNAPSE)
	$(SYNAPSE)/bin/python -m pip --disable-pip-version-check --quiet install \
		--only-binary :all: --require-hashes -r $<
	@touch $@

torture: $(VENV)/.dev
	$(BIN)/python -m tests.torture all --seed 1

e2e: $(VENV)/.dev $(SYNAPSE)/.installed
	$(BIN)/python -m pytest tests/e2e tests/daemon tests/delivery

vocabulary: $(VENV)/.dev
	$(BIN)/python -m monitor.reading.vocabulary.load

clean:
	rm -rf $(VENV) $(BENCH) var build dist monitor/reading/native.json
	find monitor/reading -name "*.so" -delete
