#!/usr/bin/env bash
# Runs one stage of a make target and says how long it took:  stage.sh NAME COMMAND…
set -uo pipefail

name=$1
shift
echo "── $name"
start=$(date +%s)
"$@"
code=$?
seconds=$(($(date +%s) - start))
if [[ $code -eq 0 ]]; then
  echo "── $name: done in $seconds s"
else
  echo "── $name: FAILED after $seconds s (exit code $code)" >&2
fi
exit $code
