# Yanzhen 雁阵. `make help` lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := .make
# One thread for linear algebra: two on a busy two-core machine are many times slower.
export OPENBLAS_NUM_THREADS ?= 1

.DEFAULT_GOAL := help
.PHONY: help install demo serve test quality bench soak fuzz docs clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(BIN)/python:
	@echo "· creating $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Yanzhen needs Python 3.11 or newer; set PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

# What the main job needs: the package with its office and web parts, the pages, the fonts for documents.
$(STAMPS)/install: $(BIN)/python pyproject.toml hatch_build.py
	@mkdir -p $(STAMPS)
	@echo "· installing Yanzhen and what it needs (first time: one to two minutes)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[office,web,engines]'
	@$(BIN)/python scripts/node_if_missing.py
	@touch $@

$(STAMPS)/frontend: $(STAMPS)/install $(shell find frontend -type f -not -path '*/node_modules/*' 2>/dev/null) scripts/build_frontend.py scripts/fetch_document_assets.py
	@echo "· building the pages and fetching the fonts"
	@$(BIN)/python scripts/build_frontend.py
	@$(BIN)/python scripts/fetch_document_assets.py
	@touch $@

install: $(STAMPS)/frontend ## Install into .venv

demo: $(STAMPS)/frontend ## The main job on the example city: ledger, briefing, pages (ARGS=--no-serve stops before the pages)
	@$(BIN)/yanzhen demo $(ARGS)

serve: $(STAMPS)/frontend ## Serve a ledger: make serve LEDGER=city.yz
	@$(BIN)/yanzhen serve $(LEDGER)

$(STAMPS)/test: $(STAMPS)/frontend
	@echo "· installing what the tests need"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[postgres,spark,spatial,fast]' --group test --group quality
	@sh scripts/test_machine.sh
	@touch $@

test: $(STAMPS)/test ## Run all tests (under ten minutes on two cores)
	@sh scripts/with_postgres.sh $(BIN)/python -m pytest -m 'not soak' $(ARGS)

quality: $(STAMPS)/test ## ruff, mypy --strict, the import rule
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest tests/architecture_test.py

soak: $(STAMPS)/test ## Long durability runs (kill -9, two writers)
	@sh scripts/with_postgres.sh $(BIN)/python -m pytest -m soak $(ARGS)

# atheris has wheels for some versions of Python only, so nothing else installs it.
$(STAMPS)/fuzz: $(STAMPS)/test
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group fuzz
	@touch $@

fuzz: $(STAMPS)/fuzz ## Coverage-guided fuzzing of the reader, MINUTES=3 for each of four targets
	@for target in cleaner reader tables documents; do \
	  echo "· $$target"; log=out/fuzz/$$target.log; mkdir -p out/fuzz/$$target; \
	  $(BIN)/python tests/read/fuzz $$target out/fuzz/$$target -artifact_prefix=out/fuzz/ -print_final_stats=1 \
	    -max_total_time=$$(( $${MINUTES:-3} * 60 )) >$$log 2>&1 || { tail -n 40 $$log; exit 1; }; \
	  grep -E 'cov:' $$log | tail -n 1; grep -E '^stat::number' $$log; \
	done

bench: $(STAMPS)/test ## Benchmarks side by side with peers (long)
	@$(BIN)/python benchmarks/run_all.py $(ARGS)

clean: ## Remove what was built (not the ledgers)
	rm -rf $(VENV) $(STAMPS) out frontend/node_modules src/yanzhen/web/static/build src/yanzhen/publish/vendor
