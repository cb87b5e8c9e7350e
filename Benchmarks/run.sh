#!/usr/bin/env bash
# make bench: every measurement on a quiet machine, one line each, as a table for docs/performance.md.
#   run.sh [MEASUREMENT…]      append concurrent scan verify deadline decide simulate scores seal prove hashing import case; all of them by default
# ANJUAN_BENCH_DIR    where logs are made (on the disk to be measured; default Benchmarks/.bench)
# ANJUAN_BENCH_QUICK  set: seconds instead of minutes; shows that everything works, not how fast
# ANJUAN_SHARED       directory with data/tw_taipei_1999; without it import and case are left out, and it says so
set -euo pipefail
cd "$(dirname "$0")"

export ANJUAN_BIN=${ANJUAN_BIN:-$(swift build -c release --package-path .. --show-bin-path)}
export ANJUAN_BENCH_DIR=${ANJUAN_BENCH_DIR:-$PWD/.bench}
export ANJUAN_BENCH_PEERS=$PWD/C/build
if [[ -z "${ANJUAN_SHARED:-}" && -d ../../shared/data/tw_taipei_1999 ]]; then
  ANJUAN_SHARED=$(cd ../../shared && pwd)
  export ANJUAN_SHARED
fi

make -s -C C
swift build -c release --product anjuan-bench 2>&1 | tail -1
bench=$(swift build -c release --show-bin-path)/anjuan-bench

measurements=("$@")
if [[ ${#measurements[@]} -eq 0 ]]; then
  measurements=(append concurrent scan verify deadline decide simulate scores seal prove hashing)
  if [[ -n "${ANJUAN_SHARED:-}" ]]; then
    measurements+=(import case)
  else
    echo "import and case are left out: set ANJUAN_SHARED to the directory that holds data/tw_taipei_1999" >&2
  fi
fi

echo "$(uname -srm), $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(date -u +%F)"
echo
echo "| measurement | ours | theirs | ratio | target | met | p50 | p99 | raw syncs/s |"
echo "|---|---|---|---|---|---|---|---|---|"
failed=0
for measurement in "${measurements[@]}"; do
  [[ -n "${ANJUAN_BENCH_QUICK:-}" ]] || ./wait-for-quiet.sh
  "$bench" "$measurement" || failed=1
done
rm -rf "$ANJUAN_BENCH_DIR"
exit $failed
