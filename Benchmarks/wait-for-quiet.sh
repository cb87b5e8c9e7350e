#!/usr/bin/env bash
# Waits until the machine has been at least 90 % idle for three seconds; gives up, and says so, after five minutes.
set -euo pipefail

sample() { awk '/^cpu / { idle = $5 + $6; all = 0; for (i = 2; i <= 9; i++) all += $i; print idle, all }' /proc/stat; }

deadline=$(($(date +%s) + ${ANJUAN_QUIET_SECONDS:-300}))
while [[ $(date +%s) -lt $deadline ]]; do
  read -r idle all < <(sample)
  sleep 3
  read -r idle2 all2 < <(sample)
  if [[ $(((idle2 - idle) * 100)) -ge $(((all2 - all) * 90)) ]]; then exit 0; fi
done
echo "the machine did not become quiet; the figures below are of a busy one" >&2
