#!/usr/bin/env bash
# make demo: a simulated year of Foshan in a fresh log, its scorecard and most troubled case, and the server.
set -euo pipefail
cd "$(dirname "$0")/.."

bin=${ANJUAN_BIN:-$(swift build -c release --show-bin-path)}
place=data-demo
mark=$place/made-by-make-demo

if [[ -e $place && ! -e $mark ]]; then
  echo "$place exists and was not made by 'make demo'; move it away and try again" >&2
  exit 1
fi
rm -rf "$place"
mkdir "$place"
echo "This directory belongs to 'make demo', which replaces it each time." > "$mark"

echo
echo "1. A year of Foshan's hotline, simulated"
"$bin/log-server" simulate --data "$place/data" --city foshan --from 2016-01-01 --months 12 \
  --tickets 12000 --seed 12345 --direct 100 --format json > "$place/simulated.json"
cat "$place/simulated.json"

echo
echo "2. Its most troubled case"
troubled=$(sed -n 's/.*"mostTroubled": *"\([0-9]*\)".*/\1/p' "$place/simulated.json")
"$bin/replay" case --data "$place/data" "$troubled"

echo
echo "3. The scorecard of its second half, by the rules it adopted"
"$bin/replay" scorecard --data "$place/data" --period 2016-H2

if [[ "${ANJUAN_DEMO_SERVE:-yes}" == no ]]; then exit 0; fi
echo
echo "4. The same over HTTP: http://127.0.0.1:12345 (stop with Ctrl-C)"
exec "$bin/log-server" serve --data "$place/data" --listen 127.0.0.1:12345
