#!/usr/bin/env bash
# Installs what a build needs and the machine lacks: the C libraries of LMDB, zlib, libzip and expat, jemalloc, Intel's
# multi-buffer library, and pkg-config.
#   install-dependencies.sh [bench|test]     with 'bench' also what `make bench` compares with, with 'test' also the
#                                            programs whose tests are skipped where they are missing
set -euo pipefail

packages=()
command -v pkg-config > /dev/null || packages+=(pkg-config)
pkg-config --exists lmdb 2> /dev/null || packages+=(liblmdb-dev)
pkg-config --exists zlib 2> /dev/null || packages+=(zlib1g-dev)
pkg-config --exists libzip 2> /dev/null || packages+=(libzip-dev)
pkg-config --exists expat 2> /dev/null || packages+=(libexpat1-dev)
# Faster with these, and the same without: see docs/decisions/0011 and 0026.
optional=()
[[ -e /usr/include/jemalloc/jemalloc.h ]] || optional+=(libjemalloc-dev)
[[ "$(uname -m)" != x86_64 || -e /usr/include/intel-ipsec-mb.h ]] || optional+=(libipsec-mb-dev)
if [[ "${1:-}" == bench ]]; then
  command -v sqlite3 > /dev/null || packages+=(sqlite3)
  command -v make > /dev/null || packages+=(make)
elif [[ "${1:-}" == test ]]; then
  command -v protoc > /dev/null || optional+=(protobuf-compiler)
fi

if ! command -v swift > /dev/null; then
  echo "There is no Swift toolchain on the PATH; install Swift 6.2 or later from https://www.swift.org/install" >&2
  exit 1
fi
if [[ ${#packages[@]} -eq 0 && ${#optional[@]} -eq 0 ]]; then exit 0; fi
if ! command -v apt-get > /dev/null; then
  if [[ ${#packages[@]} -eq 0 ]]; then exit 0; fi
  echo "Missing: ${packages[*]} (names as in Debian); install them with this system's package manager" >&2
  exit 1
fi

root=()
if [[ $(id -u) -ne 0 ]]; then
  if ! command -v sudo > /dev/null; then
    if [[ ${#packages[@]} -eq 0 ]]; then exit 0; fi
    echo "Missing: ${packages[*]}; install them as root: apt-get install ${packages[*]}" >&2
    exit 1
  fi
  root=(sudo)
fi
install() {
  DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends "$@" > /dev/null
}
echo "Installing ${packages[*]} ${optional[*]}"
"${root[@]}" apt-get update -qq
if [[ ${#packages[@]} -gt 0 ]]; then install "${packages[@]}"; fi
for package in "${optional[@]}"; do
  install "$package" || echo "There is no $package here; everything works without it, more slowly or with fewer tests"
done
