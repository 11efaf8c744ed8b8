# Works with GNU Make 3.81 and with BSD make: no shell functions, no conditionals.

# The Python that .venv is made with, 3.11 or newer; empty: the first one found.
PYTHON =
# Bytecode is kept whatever the caller's environment says: without it every process compiles its imports again.
RUN = env PYTHONDONTWRITEBYTECODE= DAGSTER_DISABLE_TELEMETRY=1
PORT = 8000
# Where Dagster keeps its runs, if not in build/dagster: deploy/dagster-postgres.yaml.
STORAGE =
# How many mutated sources, and the number of the first.
FUZZ = 100000
FIRST = 0
# How many builds go wrong, and how many are made under readers.
INJECTIONS = 240
REBUILDS = 100

help:
	@echo 'make build      read raw/ and publish the dataset to dist/current'
	@echo 'make serve      show the release that stands on http://127.0.0.1:8000/ (PORT=)'
	@echo 'make test       run all tests that need no server'
	@echo 'make test-distributed  those that start servers: Dask, PostgreSQL, S3'
	@echo 'make generated  the generated documents of the tests, ten times as many'
	@echo 'make fuzz       100,000 mutated sources (FUZZ=, FIRST=): crashes, hangs, partial rows'
	@echo 'make faults     240 builds in which something goes wrong, 100 under readers (INJECTIONS=, REBUILDS=)'
	@echo 'make completeness  what share of what follows the closure finds, held against an exact solver'
	@echo 'make evaluate   how well documents are read that nobody wrote rules for'
	@echo 'make mutation   slips put into the arithmetic of the audit, and whether the tests notice'
	@echo 'make check      format, lint, types, import rules, named dependencies'
	@echo 'make dev        open the lineage in the Dagster web server (STORAGE=deploy/dagster-postgres.yaml)'
	@echo 'make nightly    build what came or changed, keep a record, print the morning report'
	@echo 'make watch      check, test, build from scratch, self-test and bench: on the code, not on the documents'
	@echo 'make advisories  known faults of the packages that the locks name (asks the network)'
	@echo 'make selftest   plant errors in copies of raw/, keep what the audit finds for the site'
	@echo 'make bench      CPU time of a build against that of its imports, of reading and of closing'
	@echo 'make codelists  write schemas/codelists/ anew from the administrative lists'
	@echo
	@echo 'PYTHON=python3.12 chooses the interpreter, 3.11 or newer, that .venv is made with.'

build: venv
	@$(RUN) .venv/bin/xephang build

test: venv
	@$(RUN) .venv/bin/python -m pytest -q -n auto --dist loadfile --ignore=tests/distributed

test-distributed: venv
	@$(RUN) .venv/bin/python -m pytest -q tests/distributed

generated: venv
	@$(RUN) GENERATED_TIMES=10 .venv/bin/python -m pytest -q -n auto --dist loadfile tests/generated

fuzz: venv
	@$(RUN) FUZZ=$(FUZZ) FIRST=$(FIRST) .venv/bin/python -m tests.fuzz

faults: venv
	@$(RUN) INJECTIONS=$(INJECTIONS) REBUILDS=$(REBUILDS) .venv/bin/python -m tests.faults

completeness: venv
	@$(RUN) .venv/bin/python -m tests.completeness

evaluate: venv
	@$(RUN) .venv/bin/python -m tests.evaluate --build

mutation: venv
	@$(RUN) .venv/bin/python -m tests.mutation

check: venv
	@$(RUN) .venv/bin/ruff format --check --quiet .
	@$(RUN) .venv/bin/ruff check --quiet .
	@$(RUN) .venv/bin/mypy --no-error-summary
	@$(RUN) .venv/bin/lint-imports --no-logo
	@$(RUN) .venv/bin/deptry --no-ansi .

serve: build
	@$(RUN) .venv/bin/python -m pipeline.commands.preview $(PORT)

dev: venv
	@mkdir -p build/dagster
	@cat pipeline/orchestration/dagster.yaml $(STORAGE) > build/dagster/dagster.yaml
	@$(RUN) DAGSTER_HOME="`pwd`/build/dagster" .venv/bin/dagster dev -m pipeline.definitions

nightly: venv
	@$(RUN) .venv/bin/xephang nightly

watch: check test test-distributed
	@$(RUN) .venv/bin/xephang build --force
	@$(RUN) .venv/bin/xephang selftest
	@$(RUN) .venv/bin/python -m tests.bench

advisories: venv
	@test -d build/advisories || .venv/bin/python -m venv build/advisories
	@build/advisories/bin/python -m pip install --quiet pip-audit==2.10.1
	@build/advisories/bin/pip-audit --require-hashes --disable-pip -r requirements-dev.txt

selftest: venv
	@$(RUN) .venv/bin/xephang selftest --write

bench: venv
	@$(RUN) .venv/bin/python -m tests.bench

codelists: venv
	@$(RUN) .venv/bin/python -m schemas.codelists.administrative_units

venv:
	@sh .ci/venv "$(PYTHON)"

.PHONY: help build test test-distributed generated fuzz faults completeness evaluate mutation check serve dev nightly watch advisories selftest bench codelists venv
