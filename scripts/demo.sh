#!/usr/bin/env bash
# make demo: a generated month of calls into a fresh log, two case histories, and the server.
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
echo "1. A month of calls, generated"
scripts/generate-sample.sh 20000 12345 2016-01 > "$place/calls-2016-01.csv"
ls -l "$place/calls-2016-01.csv"

echo
echo "2. Into the log"
"$bin/log-server" init --data "$place/data" --origin demo.example/1999
"$bin/log-server" import --data "$place/data" --mapping taipei-1999 "$place/calls-2016-01.csv"

echo
echo "3. Two case histories"
ordinary=$(sed -n 2p "$place/calls-2016-01.csv" | cut -d, -f1)
damaged=$(grep -m1 -E ',[0-9]{6}\.0$' "$place/calls-2016-01.csv" | cut -d, -f1)
for id in "$ordinary" "$damaged"; do
  "$bin/replay" case --data "$place/data" "$id"
  echo
done

if [[ "${ANJUAN_DEMO_SERVE:-yes}" == no ]]; then exit 0; fi
echo "4. The same over HTTP: http://127.0.0.1:12345 (stop with Ctrl-C)"
exec "$bin/log-server" serve --data "$place/data" --listen 127.0.0.1:12345
