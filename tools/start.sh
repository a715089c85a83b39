#!/usr/bin/env bash
# Installs and builds what is missing, then serves the API. See README.md for PORT, HOST, DATABASE_URL, MOONMIND_DATA_DIR.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
"$root/tools/install.sh"
(cd "$root" && ./tools/pnpm exec turbo run build --filter=@moonmind/api... --output-logs=errors-only >&2)
export MOONMIND_DATA_DIR="${MOONMIND_DATA_DIR:-$root/.moonmind/data}"
# exec: signals reach the server itself.
exec node "$root/apps/api/dist/main.js"
