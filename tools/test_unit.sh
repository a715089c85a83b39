#!/usr/bin/env bash
# Installs what is missing, builds, and runs all tests; arguments go to vitest. Ends with `N passed, N failed`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
unfinished() { echo "0 passed, 1 failed"; exit 1; }
./tools/install.sh || unfinished
# The process tests and the package tests run what is built.
./tools/pnpm exec turbo run build --output-logs=errors-only || unfinished
exec ./tools/pnpm exec vitest run "$@"
