#!/usr/bin/env bash
# make dist: binaries that carry the Swift runtime, in dist/, and a .deb where dpkg-deb is at hand.
set -euo pipefail
cd "$(dirname "$0")/.."

for product in log-server replay; do
  swift build -c release --static-swift-stdlib --product "$product"
done
bin=$(swift build -c release --static-swift-stdlib --show-bin-path)

# The packages of the shared libraries that the binaries load, and a C library no older than that of this system: an older
# one would let the package in and then not start the programs.
depends() {
  local libc
  libc=$(dpkg-query -W -f '${Version}\n' libc6 | head -1)
  ldd dist/log-server dist/replay | sed -n 's/^.* => \(\/[^ ]*\).*/\1/p' | sort -u | while read -r path; do
    dpkg -S "*/$(basename "$(readlink -f "$path")")" 2> /dev/null | sed 's/:.*//'
  done | sort -u | grep -v -e '-dev$' -e '-dbg$' | sed "s/^libc6$/libc6 (>= ${libc%-*})/" | paste -sd, | sed 's/,/, /g'
}

rm -rf dist
mkdir -p dist
for product in log-server replay; do
  cp "$bin/$product" dist/
  strip "dist/$product" 2> /dev/null || true
done
(cd dist && sha256sum log-server replay > SHA256SUMS)

version=$(dist/log-server --version)

if command -v dpkg-deb > /dev/null; then
  tree=dist/tree
  architecture=$(dpkg --print-architecture)
  mkdir -p "$tree/DEBIAN" "$tree/usr/bin" "$tree/usr/share/doc/anjuan" "$tree/usr/share/anjuan"
  cp dist/log-server dist/replay "$tree/usr/bin/"
  # What the README leads to, and the rule sets, calendars, categories, units and mappings that `adopt` and `import` take.
  cp -r LICENSE ./*.md docs "$tree/usr/share/doc/anjuan/"
  for part in rules calendars categories units mappings; do
    cp -r "fixtures/$part" "$tree/usr/share/anjuan/"
  done
  cat > "$tree/DEBIAN/control" <<CONTROL
Package: anjuan
Version: $version
Architecture: $architecture
Maintainer: The Anjuan project
Depends: $(depends)
Section: misc
Priority: optional
Description: system of record for citizen hotlines
 An append-only, provable log of hotline cases, with importers for legacy data
 and a read-only tool that replays the history of any case.
CONTROL
  chmod -R u=rwX,go=rX "$tree"
  dpkg-deb --root-owner-group --build "$tree" "dist/anjuan_${version}_${architecture}.deb" > /dev/null
  rm -rf "$tree"
fi
ls -l dist
