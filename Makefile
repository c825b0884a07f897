# 只需 Python ≥ 3.11（带 venv、pip）与 make。 Only Python ≥ 3.11 (with venv and pip) and make.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo serve test check bench lock python
MAKEFLAGS += --no-print-directory

SUITABLE := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c '$(SUITABLE)' >/dev/null 2>&1 && echo $$p && exit; done; echo python3)
BIN := .venv/bin
TESTS ?= tests
ARGS ?=

help: ## 说明各个目标  Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: python ## 按锁文件安装到 .venv  Install into .venv from the lock
	@$(PYTHON) tools/set_up.py run

setup-dev: python
	@$(PYTHON) tools/set_up.py dev

demo: setup ## 载入真实贷款并启动演示  Load real loans, replay them and serve the demo
	@$(BIN)/ballast demo

serve: setup ## 启动服务  Serve the API
	@$(BIN)/ballast serve

test: setup-dev ## 全部测试（SQLite 与 PostgreSQL）  Every test, on SQLite and PostgreSQL
	@$(BIN)/python -m pytest -n 2 $(TESTS)

check: setup-dev ## 格式、静态检查、类型、依赖方向  Format, lint, types and import contracts
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -q tests/test_architecture.py

bench: setup-dev ## 与同类软件并排测速  Measure side by side with peers
	@$(BIN)/python -m bench $(ARGS)

lock: setup-dev ## 重算锁文件（不含源地址）  Compute the lock files anew, without any host
	@tools/lock.sh --upgrade

python:
	@$(PYTHON) -c '$(SUITABLE)' 2>/dev/null || { \
	echo "需要 Python 3.11 或更新（带 venv 与 pip）；可用 make PYTHON=/路径/python3.12 指定。"; \
	echo "Python 3.11 or newer (with venv and pip) is needed; name one: make PYTHON=/path/python3.12"; \
	exit 1; }
