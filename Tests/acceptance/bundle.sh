#!/usr/bin/env bash
# An evidence bundle holds, and what is changed in it is found: by `replay check`, by a checker in Python that was written
# from docs/evidence.md alone, by the page's own script in node, and in a browser from file://. What is not here is
# skipped with a message. Needs ANJUAN_BIN, the directory of log-server and replay.
set -euo pipefail
cd "$(dirname "$0")/../.."

: "${ANJUAN_BIN:?set ANJUAN_BIN to the directory that holds log-server and replay}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
data=$work/data
key=$work/key

fail() {
  echo "bundle: $*" >&2
  exit 1
}

"$ANJUAN_BIN/log-server" simulate --data "$data" --city weihai --from 2026-01-01 --months 1 --tickets 60 --seed 3 \
  --direct 10 > "$work/simulate.txt" 2>&1 || fail "$(cat "$work/simulate.txt")"
case=$(sed -n 's/.*most troubled case: *//p' "$work/simulate.txt")
vkey=$("$ANJUAN_BIN/log-server" keys create --data "$data" --key "$key" | head -1 | cut -d' ' -f1)
"$ANJUAN_BIN/log-server" checkpoint --data "$data" --key "$key" > "$work/kept"
"$ANJUAN_BIN/replay" bundle "$case" --data "$data" --key "$vkey" --lang zh-Hans -o "$work/good.html" > "$work/made.txt"

check() { # FILE: prints the exit code
  local code=0
  "$ANJUAN_BIN/replay" check "$1" --key "$vkey" --lang en > "$work/check.txt" || code=$?
  echo "$code"
}
[[ $(check "$work/good.html") == 10 ]] || fail "a sound bundle: $(cat "$work/check.txt")"

# Tampered copies: a sentence, a record, a hash, the checkpoint, the script, the style.
sed '0,/已结案/s//已结安/' "$work/good.html" > "$work/text.html"
sed '0,/^event \([0-9]*\) CAES/s//event \1 CAET/' "$work/good.html" > "$work/record.html"
sed '0,/^hash A\|^hash [B-Za-z0-9+]/s//hash \//' "$work/good.html" > "$work/hash.html"
sed 's/^— weihai.simulated\/log \(.\{20\}\)./— weihai.simulated\/log \1\//' "$work/good.html" > "$work/signature.html"
sed "s/'use strict';/'use strict' ;/" "$work/good.html" > "$work/script.html"
awk '!/^event /{print; next} !done && ++n == 9 {done = skip = 1} n != 9 || /^inventory/ {print}' "$work/good.html" > "$work/hidden.html"
for name in text record hash signature script hidden; do
  cmp -s "$work/good.html" "$work/$name.html" && fail "$name.html was not changed"
  [[ $(check "$work/$name.html") == 40 ]] || fail "$name.html: $(cat "$work/check.txt")"
done
echo "replay check accepts the bundle and refuses six changed ones"

if command -v python3 > /dev/null; then
  python3 Tests/acceptance/bundle.py "$work/good.html"
  for name in record hash hidden; do
    if python3 Tests/acceptance/bundle.py "$work/$name.html" > /dev/null 2>&1; then fail "bundle.py accepts $name.html"; fi
  done
else
  echo "skipped: python3 is not here"
fi

if command -v node > /dev/null; then
  node Tests/acceptance/bundle.js "$work/good.html" 487
else
  echo "skipped: node is not here"
fi

browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [[ -z $browser ]]; then
  echo "skipped: no browser is here"
  exit 0
fi
opened() { # NAME: the number of findings that the page shows, or "blocked"
  # A browser that hangs or dies on a loaded machine says nothing about the page: it is started again.
  for attempt in 1 2 3; do
    timeout --kill-after=5 90 "$browser" --headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage \
      --user-data-dir="$work/profile-$attempt" --dump-dom "file://$work/$1.html" 2> /dev/null > "$work/$1.dom" \
      && [[ -s "$work/$1.dom" ]] && break
  done
  sed -n 's/.*<html[^>]*data-findings="\([0-9]*\)".*/\1/p' "$work/$1.dom" | grep . || echo blocked
}
[[ $(opened good) == 0 ]] || fail "the page refuses itself in the browser"
grep -q 'data-signed="1"' "$work/good.dom" || fail "the page does not find its signature in the browser"
for name in text record hash signature script hidden; do
  found=$(opened "$name")
  [[ $found != 0 ]] || fail "the browser's page does not notice $name.html"
done
[[ $(opened script) == blocked ]] || fail "a changed script ran in the browser"
grep -o 'data-places="[^"]*"' "$work/text.dom" | grep -q 'zh-Hans-head' || fail "the page does not name the place of the change"
echo "the browser's page accepts itself and notices six changed ones"
grep -q 'what the case is (#zh-Hans-head)' "$work/text.dom" || fail "the page does not say what the changed part is called"

# Printed on A4, nothing is cut: every word stands between the margins (12 mm; page numbers stand in the lower one). The
# box of a full-width mark at a line's end may reach half a letter into the margin: that half is blank.
if command -v pdftotext > /dev/null; then
  timeout --kill-after=5 90 "$browser" --headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage \
    --user-data-dir="$work/profile-print" --no-pdf-header-footer --print-to-pdf="$work/good.pdf" \
    "file://$work/good.html" > /dev/null 2>&1 || fail "the page cannot be printed"
  pdftotext -bbox "$work/good.pdf" "$work/good.bbox"
  awk -F'"' '/<page /{width = $2} /<word /{words++; if ($2 < 33 || $6 > width - 24) cut++}
    END {if (width < 594 || width > 596 || words < 200 || cut > 0) exit 1}' "$work/good.bbox" \
    || fail "words are cut at the edge of the printed page"
  echo "printed on A4 nothing is cut"
else
  echo "skipped: pdftotext is not here"
fi
