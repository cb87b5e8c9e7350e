#!/usr/bin/env bash
# Verifiers that nobody here wrote accept our checkpoints, tiles and proofs: Go's sumdb/note and sumdb/tlog (Debian) and
# aics-tlog (PyPI); and an independent witness, aics-witness, cosigns our checkpoints and refuses a fork.
# What cannot be installed is skipped with a message. Needs ANJUAN_BIN, the directory of log-server and replay.
set -euo pipefail
cd "$(dirname "$0")/../.."

: "${ANJUAN_BIN:?set ANJUAN_BIN to the directory that holds log-server and replay}"
work=$(mktemp -d)
processes=()
finish() {
  for process in "${processes[@]}"; do kill "$process" 2> /dev/null || true; done
  rm -rf "$work"
}
trap finish EXIT

origin=strangers.example/log
key=$work/key
data=$work/data

fail() {
  echo "strangers: $*" >&2
  exit 1
}

start() { # NAME COMMAND...: starts a server and sets $port to the port that it tells
  local name=$1
  shift
  "$@" > "$work/$name.out" 2> "$work/$name.err" &
  processes+=($!)
  last=$!
  for _ in $(seq 300); do
    port=$(sed -n 's/.*:\([0-9][0-9]*\)[^0-9]*$/\1/p' "$work/$name.out" "$work/$name.err" | head -1)
    if grep -q 'http://' "$work/$name.out" "$work/$name.err" 2> /dev/null; then
      port=$(grep -ho 'http://[0-9.]*:[0-9]*' "$work/$name.out" "$work/$name.err" | head -1 | sed 's/.*://')
      return
    fi
    kill -0 "$last" 2> /dev/null || fail "$name ended: $(cat "$work/$name.err")"
    sleep 0.1
  done
  fail "$name does not say where it listens: $(cat "$work/$name.err")"
}

stop() { # PROCESS
  kill "$1"
  wait "$1" 2> /dev/null || true
}

import() { # SEED
  scripts/generate-sample.sh 700 "$1" 2016-01 > "$work/calls-$1.csv"
  "$ANJUAN_BIN/log-server" import --data "$data" --mapping taipei-1999 --format json "$work/calls-$1.csv" > /dev/null
}

"$ANJUAN_BIN/log-server" init --data "$data" --origin "$origin" --key "$key" > /dev/null
vkey=$("$ANJUAN_BIN/log-server" keys show --key "$key" --data "$data" | head -1 | cut -d' ' -f1)
import 1
"$ANJUAN_BIN/log-server" checkpoint --data "$data" --key "$key" > "$work/old.note"
import 2
start serve "$ANJUAN_BIN/log-server" serve --data "$data" --key "$key" --listen 127.0.0.1:0
server=$last
base=http://127.0.0.1:$port
# The server signs the head at its start; the checkpoint is published when the witnesses, none here, have answered.
size=$("$ANJUAN_BIN/replay" stat --data "$data" --format json | sed -n 's/.*"events": *\([0-9]*\).*/\1/p' | head -1)
for _ in $(seq 100); do
  curl -sf "$base/checkpoint" > "$work/new.note" || true
  if [[ $(sed -n 2p "$work/new.note") == "$size" ]]; then break; fi
  sleep 0.1
done
for position in 1 2 600 1300; do
  "$ANJUAN_BIN/replay" prove "$position" --data "$data" -o "$work/$position.tlog-proof"
done

install_go() {
  command -v apt-get > /dev/null || return 1
  local root=()
  if [[ $(id -u) -ne 0 ]]; then
    command -v sudo > /dev/null || return 1
    root=(sudo -n)
  fi
  DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends \
    golang-go golang-golang-x-mod-dev > "$work/apt.txt" 2>&1
}

with_go() {
  if ! command -v go > /dev/null || [[ ! -d /usr/share/gocode/src/golang.org/x/mod/sumdb ]]; then
    install_go || true
  fi
  if ! command -v go > /dev/null || [[ ! -d /usr/share/gocode/src/golang.org/x/mod/sumdb ]]; then
    echo "skipped: Go's sumdb is not here; install golang-go and golang-golang-x-mod-dev"
    return
  fi
  mkdir -p "$work/go/src/strangers"
  cp Tests/acceptance/strangers/main.go "$work/go/src/strangers/"
  GO111MODULE=off GOPATH="$work/go:/usr/share/gocode" GOCACHE="$work/gocache" GOFLAGS= \
    go build -o "$work/strangers" strangers
  "$work/strangers" "$base" "$vkey" "$work"/*.tlog-proof
}

newer_python() { # the first Python of 3.12 or later, or nothing
  local candidate
  for candidate in python3 python3.14 python3.13 python3.12 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[2-9]*/bin/python; do
    if command -v "$candidate" > /dev/null 2>&1 &&
      "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2> /dev/null; then
      echo "$candidate"
      return
    fi
  done
}

with_python() {
  local python
  python=$(newer_python)
  if [[ -z $python ]]; then
    echo "skipped: aics-tlog and aics-witness need Python 3.12 or later"
    return
  fi
  if ! "$python" -m venv "$work/venv" > "$work/pip.txt" 2>&1 ||
    ! "$work/venv/bin/pip" install -q aics-tlog==0.2.1 aics-witness==0.1.0 >> "$work/pip.txt" 2>&1; then
    echo "skipped: aics-tlog and aics-witness cannot be installed: $(tail -1 "$work/pip.txt")"
    return
  fi
  local tlog=$work/venv/bin/aics-tlog
  "$tlog" verify-checkpoint --tiles "$base/" --log-key "$vkey" > "$work/t1.json" || fail "checkpoint: $(cat "$work/t1.json")"
  local index
  for index in 0 255 256 699 1300; do
    "$tlog" verify-inclusion --tiles "$base/" --log-key "$vkey" --index "$index" > "$work/t2.json" ||
      fail "inclusion of $index: $(cat "$work/t2.json")"
  done
  "$tlog" verify-consistency --tiles "$base/" --log-key "$vkey" --old-checkpoint "$work/old.note" > "$work/t3.json" ||
    fail "consistency: $(cat "$work/t3.json")"
  echo "aics-tlog accepts the checkpoint, five inclusions and a consistency proof"
  with_witness
}

with_witness() {
  local witness=$work/venv/bin/aics-witness wkey free
  export AICS_WITNESS_CONFIG=$work/witness/witness.json
  mkdir -p "$work/witness"
  wkey=$("$witness" init --name witness.example/w1 2>> "$work/witness.log" | grep -o 'witness.example/w1+[0-9a-f]*+[A-Za-z0-9+/=]*' | head -1)
  "$witness" add-log --origin "$origin" --vkey "$vkey" >> "$work/witness.log" 2>&1
  free=$("$work/venv/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  start witness "$witness" serve --listen "127.0.0.1:$free"
  local place=127.0.0.1:$port
  printf 'log %s\nwitness w1 %s http://%s\nquorum w1\n' "$vkey" "$wkey" "$place" > "$work/policy"
  stop "$server"
  cp -r "$data" "$work/yesterday"
  import 3
  "$ANJUAN_BIN/log-server" checkpoint --data "$data" --key "$key" --policy "$work/policy" > "$work/cosigned.note"
  grep -q '^— witness.example/w1 ' "$work/cosigned.note" || fail "no cosignature: $(cat "$work/cosigned.note")"
  "$ANJUAN_BIN/replay" verify --data "$data" --against "$work/cosigned.note" --policy "$work/policy" > "$work/v.txt" ||
    fail "not WITNESSED: $(cat "$work/v.txt")"
  import 4
  "$ANJUAN_BIN/log-server" checkpoint --data "$data" --key "$key" --policy "$work/policy" > "$work/cosigned2.note"
  grep -q '^— witness.example/w1 ' "$work/cosigned2.note" || fail "growth was not cosigned"
  "$work/venv/bin/aics-tlog" verify-checkpoint --note "$work/cosigned2.note" --log-key "$vkey" \
    --witness-key "$wkey" --quorum 1 > "$work/t4.json" || fail "cosigned checkpoint: $(cat "$work/t4.json")"
  # The copy of before goes on on its own: the witness holds a head that contradicts it.
  local code=0
  "$ANJUAN_BIN/log-server" serve --data "$work/yesterday" --key "$key" --policy "$work/policy" \
    --listen 127.0.0.1:0 > "$work/fork.txt" 2>&1 || code=$?
  [[ $code -eq 2 ]] || fail "a rolled-back log was served ($code): $(cat "$work/fork.txt")"
  for seed in 5 6 7; do data=$work/yesterday import "$seed"; done
  "$ANJUAN_BIN/log-server" checkpoint --data "$work/yesterday" --key "$key" > "$work/forked.note"
  printf 'old %s\n\n' "$(sed -n 2p "$work/cosigned2.note")" | cat - "$work/forked.note" > "$work/request"
  code=$(curl -s -o "$work/refusal.txt" -w '%{http_code}' --data-binary "@$work/request" "http://$place/add-checkpoint")
  [[ $code == 422 ]] || fail "the witness answered the fork with $code"
  echo "aics-witness cosigns as the log grows and refuses its fork ($code)"
}

with_go
with_python
