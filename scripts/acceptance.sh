#!/usr/bin/env bash
# Runs every script of Tests/acceptance with the release binaries in ANJUAN_BIN, one after the other.
set -euo pipefail
cd "$(dirname "$0")/.."
export ANJUAN_BIN=${ANJUAN_BIN:-$(swift build -c release --show-bin-path)}

failed=()
for script in Tests/acceptance/*.sh; do
  name=$(basename "$script" .sh)
  scripts/stage.sh "acceptance: $name" "$script" || failed+=("$name")
done
if [[ ${#failed[@]} -gt 0 ]]; then
  echo "failed: ${failed[*]}" >&2
  exit 1
fi
