# What people and CI call. `make run` and `make test` set up whatever is missing.
SHELL := /bin/bash
VENVS ?= $(if $(OPASTIN_VENVS),$(OPASTIN_VENVS),$(CURDIR)/.venvs)
PYTHON := $(VENVS)/web/bin/python

.PHONY: help setup train run test lint types contracts unit dialogue browser bench bench-nlu bench-catalog bench-catalog-large bench-patients protocols red-flags lock clean

help:  ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

setup:  ## both environments and Voikko
	@scripts/setup.sh

train: setup  ## the models, when their inputs changed
	@scripts/train.sh

run: train  ## serve everything on http://127.0.0.1:8000 until Ctrl-C
	@exec $(PYTHON) -m bot.cli run --rasa-python $(VENVS)/rasa/bin/python

test: train lint types contracts unit dialogue browser  ## everything CI checks

lint: setup  ## style
	@$(PYTHON) -m ruff check . && $(PYTHON) -m ruff format --check .

types: setup  ## mypy, strict
	@$(PYTHON) -m mypy

contracts: setup  ## imports point down only
	@$(VENVS)/web/bin/lint-imports --no-cache

unit: train  ## tests of the parts
	@$(PYTHON) -m pytest tests --ignore tests/conversations --ignore tests/browser -q -n auto --dist worksteal

dialogue: train  ## conversations through web, rasa and actions
	@$(PYTHON) -m pytest tests/conversations -q

browser: train  ## the whole conversation in Chromium
	@scripts/browser.sh && $(PYTHON) -m pytest tests/browser -q

bench: train  ## turns a second, ours and stock Rasa's; writes bench/results
	@$(PYTHON) -m bench.chat --rasa-python $(VENVS)/rasa/bin/python

bench-nlu: setup  ## topics on held-out messages, ours and stock Rasa's; DATA=path for another bot
	@PYTHONPATH=. $(VENVS)/rasa/bin/python -m bench.nlu $(if $(DATA),--data $(DATA))

bench-patients: train  ## simulated patients through the chat: urgency given and right; PATIENTS=folder for others
	@$(PYTHON) -m bench.patients $(if $(PATIENTS),--patients $(PATIENTS))

bench-catalog: train  ## the catalogue's search beside SQLite's, BM25's and PostgreSQL's; QUERIES=path for other queries
	@scripts/bench.sh && $(VENVS)/bench/bin/python -m bench.catalog $(if $(QUERIES),--queries $(QUERIES))

bench-catalog-large: train  ## the same search over 50,000 services and 100,000 channels: times and memory
	@$(PYTHON) -m bench.catalog.large

protocols: setup  ## the tables of assessments: paths, depth, results, steps, danger signs asked
	@$(PYTHON) -m actions.assessment.proof_report

red-flags: train  ## what the red flags reach, by language; rewrites the coverage table of docs/red-flags.md
	@$(PYTHON) -m nlu.redflags.coverage $(or $(OPASTIN_MODELS),var/models)/redflags-records.json && PYTHONPATH=. $(PYTHON) -m tests.nlu.test_redflags_held_out

lock:  ## lock the dependencies after changing them
	@scripts/lock.sh

clean:  ## remove what the service wrote and learnt (not the environments)
	rm -rf var
