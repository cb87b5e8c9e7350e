// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// The allocator that the programs take (docs/decisions/0011).
let allocator: [LinkerSetting] =
  FileManager.default.fileExists(atPath: "/usr/include/jemalloc/jemalloc.h")
  ? [.linkedLibrary("jemalloc")] : []

/// Lets a measurement leave out what is hashed side by side (Sources/CWithoutHashes).
let unhashed = LinkerSetting.unsafeFlags([
  "-Xlinker", "--wrap=multi_buffer_sha256", "-Xlinker", "--wrap=multi_buffer_nodes",
])

/// A package of its own, so that nobody else compiles a benchmark.
let package = Package(
  name: "anjuan-benchmarks",
  dependencies: [.package(name: "anjuan", path: "..")],
  targets: [
    .target(name: "CWithoutHashes"),
    .executableTarget(
      name: "anjuan-bench",
      dependencies: [
        "CWithoutHashes",
        .product(name: "EventStore", package: "anjuan"),
        .product(name: "Hotline", package: "anjuan"),
        .product(name: "Projections", package: "anjuan"),
      ],
      swiftSettings: [
        .swiftLanguageMode(.v6),
        .treatAllWarnings(as: .error),
        .enableExperimentalFeature("Lifetimes"),
        .enableUpcomingFeature("ExistentialAny"),
      ], linkerSettings: allocator + [unhashed]),
  ]
)
