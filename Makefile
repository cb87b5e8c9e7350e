# The two commands of the README come first. Each target installs what is missing and prints what each stage took.
SHELL := /bin/bash
STAGE := scripts/stage.sh
SWIFT ?= swift
export ANJUAN_KILLS ?= 40
# More tests at a time than this only starve each other of the two threads that a small machine gives them.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH ?= 8

.PHONY: demo test check bench dist install release format clean

demo: install release
	@scripts/demo.sh

test: install
	@$(STAGE) "debug build" $(SWIFT) build --build-tests
	@set -o pipefail; mkdir -p .build; \
	  $(STAGE) "swift test" timeout --kill-after=20 25m $(SWIFT) test --skip-build 2>&1 | tee .build/swift-test.txt \
	  || { scripts/failures.sh .build/swift-test.txt; exit 1; }
	@$(MAKE) --no-print-directory release
	@ANJUAN_BIN="$$($(SWIFT) build -c release --show-bin-path)" scripts/acceptance.sh
	@grep -E '(Test run with|Executed) .* tests?' .build/swift-test.txt | tail -1

check: install
	@$(STAGE) "format and lint" $(SWIFT) format lint --strict --recursive --parallel \
	  Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources
	@$(MAKE) --no-print-directory test

bench:
	@scripts/install-dependencies.sh bench
	@$(MAKE) --no-print-directory release
	@ANJUAN_BIN="$$($(SWIFT) build -c release --show-bin-path)" Benchmarks/run.sh

dist: install
	@$(STAGE) "dist" scripts/dist.sh

install:
	@$(STAGE) "dependencies" scripts/install-dependencies.sh

release:
	@for product in log-server replay CrashProbe; do \
	  $(STAGE) "release build of $$product" $(SWIFT) build -c release --product $$product || exit 1; \
	done

format:
	@$(SWIFT) format --in-place --recursive --parallel \
	  Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources

clean:
	rm -rf .build Benchmarks/.build Benchmarks/C/build dist data-demo
