#!/usr/bin/env bash
# Kills an import with SIGKILL at random moments and resumes it, ANJUAN_IMPORT_KILLS times (default 40). Every import
# that gets to its end must have the tree root and the account of one that was never interrupted.
# Needs ANJUAN_BIN, the directory of log-server and replay. ANJUAN_SEED repeats a run.
set -euo pipefail
cd "$(dirname "$0")/../.."

: "${ANJUAN_BIN:?set ANJUAN_BIN to the directory that holds log-server and replay}"
kills=${ANJUAN_IMPORT_KILLS:-40}
rows=${ANJUAN_IMPORT_ROWS:-60000}
seed=${ANJUAN_SEED:-$((RANDOM * 32768 + RANDOM))}
RANDOM=$((seed % 32768))
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
echo "import_kill: $kills kills, $rows rows, seed $seed"

for month in 01 02 03; do
  scripts/generate-sample.sh $((rows / 3)) "$month" "2016-$month" > "$scratch/2016-$month.csv"
done
gzip -n "$scratch/2016-02.csv"
# The first file once more under another name: every row of it is a duplicate.
cp "$scratch/2016-01.csv" "$scratch/again.csv"
files=("$scratch/2016-01.csv" "$scratch/2016-02.csv.gz" "$scratch/2016-03.csv" "$scratch/again.csv")

new_log() {
  "$ANJUAN_BIN/log-server" init --data "$1" --origin kill.example/log \
    --simulation-seed 7 --simulation-start 2016-01-01T00:00:00+08:00 > /dev/null
}

import_all() { # DIR
  exec "$ANJUAN_BIN/log-server" import --data "$1" --mapping taipei-1999 --format json "${files[@]}"
}

root_of() {
  "$ANJUAN_BIN/replay" stat --data "$1" --format json | grep -o '"root": *"[^"]*"'
}

account_of() { # the counts, in the order in which they were printed; not the times
  grep -oE '"(read|accepted|duplicate|rejected|recovered|repeated)": *[0-9]+' "$1" | tr -d ' '
}

is_finished() { # whether the import's last event is there: a kill may strike between it and the end of the process
  "$ANJUAN_BIN/replay" log --data "$1" --reverse --limit 1 --format jsonl 2> /dev/null | grep -q ImportFinished
}

milliseconds() { echo $(($(date +%s%N) / 1000000)); }

new_log "$scratch/whole"
begin=$(milliseconds)
(import_all "$scratch/whole") > "$scratch/whole.json"
whole=$(($(milliseconds) - begin))
expected_root=$(root_of "$scratch/whole")
expected_account=$(account_of "$scratch/whole.json")
if [[ -z $expected_root || -z $expected_account ]]; then
  echo "the uninterrupted import names no root or no account" >&2
  exit 1
fi
echo "uninterrupted: $whole ms, $expected_root"

struck=0
finished=0
late=0
directory=
while [[ $struck -lt $kills || -n $directory ]]; do
  if [[ -z $directory ]]; then
    directory=$scratch/log-$finished
    new_log "$directory"
  fi
  (import_all "$directory") > "$scratch/part.json" 2> "$scratch/part.err" &
  process=$!
  if [[ $struck -lt $kills ]]; then
    pause=$((RANDOM * 32768 + RANDOM))
    # Half of the kills come early, so that one import takes many; the others anywhere, so that its end is struck, too.
    reach=$((struck % 2 == 0 ? whole / 3 : whole))
    pause=$((pause % (reach + 5) + 1))
    sleep "$(printf '%d.%03d' $((pause / 1000)) $((pause % 1000)))"
    kill -KILL "$process" 2> /dev/null || true
  fi
  code=0
  wait "$process" 2> /dev/null || code=$?
  if [[ $code -eq 137 ]]; then
    struck=$((struck + 1))
    # The same command once more would be a second import, with events of its own.
    if ! is_finished "$directory"; then continue; fi
    late=$((late + 1))
    cp "$scratch/whole.json" "$scratch/part.json"
  elif [[ $code -ne 0 ]]; then
    echo "after $struck kills (seed $seed) the import failed with code $code: $(cat "$scratch/part.err")" >&2
    exit 1
  fi
  root=$(root_of "$directory")
  if [[ $root != "$expected_root" ]]; then
    echo "after $struck kills (seed $seed) the log differs: $root instead of $expected_root" >&2
    exit 1
  fi
  if [[ $(account_of "$scratch/part.json") != "$expected_account" ]]; then
    echo "after $struck kills (seed $seed) the account differs:" >&2
    diff <(echo "$expected_account") <(account_of "$scratch/part.json") >&2 || true
    exit 1
  fi
  code=0
  "$ANJUAN_BIN/replay" verify --full --data "$directory" > "$scratch/verify.txt" 2>&1 || code=$?
  if [[ $code -ne 0 && $code -ne 10 && $code -ne 20 ]]; then
    echo "after $struck kills (seed $seed) verification fails: $(cat "$scratch/verify.txt")" >&2
    exit 1
  fi
  rm -rf "$directory"
  directory=
  finished=$((finished + 1))
done
echo "import_kill: $struck kills over $finished imports ($late killed after their last event); each ended with the root and account of an uninterrupted one"
