#!/usr/bin/env bash
# Shows again, at the end of a long run of swift test, what failed in it:  failures.sh OUTPUT
set -euo pipefail

echo "── what failed"
# An issue is told by its first line (a failed expectation) and by the details below it, marked with an arrow.
sed 's/\x1b\[[0-9;]*m//g' "$1" | grep -E '^(✘|↳|[[:space:]]*↳|.*: error: )|Fatal error|crashed with' \
  | grep -vE '^✘ (Suite|Test run)|Testing Library Version|Target Platform' \
  || echo "no line of the output says so"
