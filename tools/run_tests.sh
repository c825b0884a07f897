#!/usr/bin/env bash
# 三个测试程序依次跑完，有一个不过就是不过；最后一行一个地报数。
# The three test programs one after the other; a failure of one fails all. The last lines count.
#   tools/run_tests.sh tests         everything
#   tools/run_tests.sh tests/kit     this part of pytest's only
set -uo pipefail
cd "$(dirname "$0")/.."
COUNTS='^=+ .* in [0-9.]+s|^ +Tests +[0-9]|^ +[0-9]+ (passed|failed|flaky|skipped|did not run)|Chromium'
log=$(mktemp -d)
trap 'rm -rf "$log"' EXIT
status=0

run() {
  local name=$1
  shift
  NO_COLOR=1 "$@" 2>&1 | tee "$log/$name" || status=1
}

run pytest .venv/bin/python -m pytest -n 2 "$@"
if [[ "$*" == tests ]]; then
  cd web
  run vitest node_modules/.bin/vitest run
  if [[ -x ${CHROMIUM:-/usr/bin/chromium} ]]; then
    run playwright node_modules/.bin/playwright test
  elif [[ ${BALLAST_REQUIRE_ALL:-} == 1 ]]; then
    echo "需要 Chromium 却没有。 Chromium is required but missing." | tee "$log/playwright"
    status=1
  else
    echo "略过网页测试：没有 Chromium（Debian：apt-get install chromium fonts-noto-cjk）。" \
      "Page tests skipped: no Chromium." | tee "$log/playwright"
  fi
fi

# One line each, as each program counted itself.
echo
for name in pytest vitest playwright; do
  [[ -f $log/$name ]] || continue
  counted=$(sed 's/\x1b\[[0-9;]*m//g' "$log/$name" | grep -aE "$COUNTS" | tail -n 4 | tr -s ' =\n' ' ')
  echo "$name:$counted"
done
exit "$status"
