# 只需 Python ≥ 3.11（带 venv、pip）与 make。 Only Python ≥ 3.11 (with venv and pip) and make.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev console modules demo serve web api pictures test check bench lock python
MAKEFLAGS += --no-print-directory

SUITABLE := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c '$(SUITABLE)' >/dev/null 2>&1 && echo $$p && exit; done; echo python3)
BIN := .venv/bin
TESTS ?= tests
ARGS ?=
CONSOLE ?= yes
# Where a machine has no suitable Node, `tools.make_console` installs one there.
export PATH := $(CURDIR)/.node/node:$(PATH)
DOCUMENT := src/api/openapi.json

help: ## 说明各个目标  Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: python ## 按锁文件安装到 .venv  Install into .venv from the lock
	@$(PYTHON) tools/set_up.py run

setup-dev: python
	@$(PYTHON) tools/set_up.py dev

# CONSOLE=no：只要接口，不要网页。 The API without its pages.
console: setup ## 构建控制台（没有 Node 也行）  Build the console, without Node as well
	@if [ "$(CONSOLE)" != no ]; then $(PYTHON) -m tools.make_console; fi

modules: setup-dev
	@$(PYTHON) -m tools.make_console modules

demo: setup console ## 载入真实贷款并启动演示  Load real loans, replay them and serve the demo
	@$(BIN)/ballast demo

serve: setup console ## 启动服务  Serve the API and the console
	@$(BIN)/ballast serve

web: modules ## 改控制台：Vite 开发服务，接口在 BALLAST_URL  Work on the console; API at BALLAST_URL
	@cd web && npm run dev

api: modules ## 由接口文档生成控制台的类型  Generate the console's types from the API
	@$(BIN)/python -m tools.write_openapi web/$(DOCUMENT)
	@cd web && node_modules/.bin/openapi-typescript $(DOCUMENT) -o src/api/schema.d.ts

pictures: modules console ## 重拍说明里的图  Take the pictures of the guides anew
	@cd web && BALLAST_PICTURES=1 npx playwright test pictures

test: $(if $(filter tests,$(TESTS)),modules console,setup-dev) ## 全部测试：pytest、Vitest、Playwright  Every test, TESTS=path for some of pytest's
	@tools/run_tests.sh $(TESTS)

check: modules ## 格式、静态检查、类型、依赖方向  Format, lint, types and import contracts
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -q tests/test_architecture.py
	@$(BIN)/python -m tools.write_openapi web/$(DOCUMENT)
	@cd web && node_modules/.bin/openapi-typescript $(DOCUMENT) -o src/api/schema.d.ts --check
	@cd web && node_modules/.bin/tsc --noEmit
	@cd web && node_modules/.bin/prettier --check --log-level warn .

bench: setup-dev ## 与同类软件并排测速  Measure side by side with peers
	@$(BIN)/python -m bench $(ARGS)

lock: setup-dev ## 重算锁文件（不含源地址）  Compute the lock files anew, without any host
	@tools/lock.sh --upgrade

python:
	@$(PYTHON) -c '$(SUITABLE)' 2>/dev/null || { \
	echo "需要 Python 3.11 或更新（带 venv 与 pip）；可用 make PYTHON=/路径/python3.12 指定。"; \
	echo "Python 3.11 or newer (with venv and pip) is needed; name one: make PYTHON=/path/python3.12"; \
	exit 1; }
