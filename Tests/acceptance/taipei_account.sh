#!/usr/bin/env bash
# The real calls of Taipei 1999, where they are: every row accounted for, a second import adds nothing, the log verifies
# and the tickets view follows from it. Without the data it says so and passes.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
shared=${ANJUAN_SHARED:-$here/../../../shared}
data=$shared/data/tw_taipei_1999
if [[ ! -d $data ]]; then
  echo "skipped: there is no $data; set ANJUAN_SHARED to the directory that holds data/tw_taipei_1999"
  exit 0
fi
bin=${ANJUAN_BIN:?set ANJUAN_BIN to the directory of the release binaries}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mapfile -t files < <(ls "$data"/*.csv.gz | grep -v streetlight)
expect() { # what, wanted, got
  if [[ "$2" != "$3" ]]; then
    echo "$1: expected $2, got $3" >&2
    exit 1
  fi
  echo "$1: $3"
}
total() { grep -E '^read = ' "$1"; }

expect "files" 123 "${#files[@]}"
"$bin/log-server" init --origin acceptance.example/log --data "$work/log" > "$work/init.txt"
"$bin/log-server" import --mapping taipei-1999 --data "$work/log" --lang en "${files[@]}" > "$work/first.txt"
expect "first import" \
  "read = accepted + duplicate + rejected: 1,645,064 = 1,631,797 + 13,266 + 1" "$(total "$work/first.txt")"
expect "recovered and repeated" "2,904 283" \
  "$(awk '$1 == "total" {print $(NF-1), $NF}' "$work/first.txt")"
grep -E 'rows/s' "$work/first.txt"
"$bin/replay" rebuild --check --data "$work/log" > "$work/rebuild.txt"
tail -1 "$work/rebuild.txt"
"$bin/log-server" import --mapping taipei-1999 --data "$work/log" --lang en "${files[@]}" > "$work/second.txt"
expect "second import" \
  "read = accepted + duplicate + rejected: 1,645,064 = 0 + 1,645,063 + 1" "$(total "$work/second.txt")"
verdict=0
"$bin/replay" verify --full --data "$work/log" > "$work/verify.txt" || verdict=$?
expect "verify --full (20: sound, nothing outside to compare with)" 20 "$verdict"
"$bin/replay" rebuild --check --data "$work/log" > "$work/rebuild.txt"
tail -1 "$work/rebuild.txt"
