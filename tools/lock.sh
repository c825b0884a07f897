#!/usr/bin/env bash
# 重算锁文件：只含版本与校验和，不含任何软件源地址。
# Compute the lock files anew: versions and hashes, and no address of a registry.
set -euo pipefail
cd "$(dirname "$0")/.."

compile() {
  local output=$1
  shift
  "${UV:-.uv/bin/uv}" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-header --no-annotate --no-strip-extras --no-emit-index-url --no-emit-find-links \
    --output-file "$output" "$@" >/dev/null
  if grep -nE '://|--(extra-)?index-url|--find-links' "$output"; then
    echo "$output 里有地址，请检查。 $output names an address; look into it." >&2
    exit 1
  fi
  echo "$output"
}

compile requirements-installer.lock --group pyproject.toml:installer "$@"
compile requirements-node.lock --group pyproject.toml:node "$@"
# Development holds everything, so it is solved first; running takes the same versions from it.
compile requirements-dev.lock pyproject.toml --extra telemetry --group pyproject.toml:build \
  --group pyproject.toml:dev "$@"
compile requirements.lock pyproject.toml --extra telemetry --group pyproject.toml:build \
  --constraint requirements-dev.lock "$@"
