# Zul. `make run` builds the Kalmyk case, `make test` is the whole gate. Both prepare .venv by themselves.
.NOTPARALLEL:
.PHONY: help run test lint types floors docs tests lock clean dev

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile

run: ## build the Kalmyk case; the last line says where its page lies
	@scripts/environment run
	@.venv/bin/zul build cases/kalmyk

test: lint types floors docs tests ## the whole gate: all of the five below, in this order

lint: dev ## style and layout of the code
	@echo "== lint"
	@.venv/bin/ruff check --quiet --output-format=concise .
	@.venv/bin/ruff format --check --quiet .

types: dev ## every type holds
	@echo "== types"
	@.venv/bin/mypy

floors: dev ## nothing imports upward
	@echo "== floors"
	@.venv/bin/lint-imports --no-logo

docs: dev ## the documentation, strictly, into build/docs
	@echo "== docs"
	@.venv/bin/sphinx-build --quiet --fresh-env --nitpicky --fail-on-warning docs build/docs
	@echo "build/docs/index.html"

tests: dev ## the tests, and every example in docstrings and docs
	@echo "== tests"
	@.venv/bin/pytest --numprocesses=2

lock: ## make requirements/*.txt anew from pyproject.toml (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv: docs.astral.sh/uv" >&2; exit 1; }
	@$(compile) --group build --output-file requirements/run.txt
	@$(compile) --group build --group dev --constraints requirements/run.txt --output-file requirements/dev.txt

compile = uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --upgrade \
	--generate-hashes --no-annotate --custom-compile-command "make lock"

clean: ## remove what was made: build, .venv, caches
	rm -rf build .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests docs -name __pycache__ -type d -prune -exec rm -rf {} +

dev:
	@scripts/environment dev
