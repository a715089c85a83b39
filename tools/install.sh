#!/usr/bin/env bash
# Installs the dependencies unless those of the present lockfile are there; then needs no network.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
stamp=node_modules/.moonmind-lockfile
if ! cmp -s pnpm-lock.yaml "$stamp"; then
  ./tools/pnpm install --frozen-lockfile --prefer-offline >&2
  cp pnpm-lock.yaml "$stamp"
fi
