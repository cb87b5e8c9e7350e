// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// The allocator that the programs take (docs/decisions/0011).
let allocator: [LinkerSetting] =
  FileManager.default.fileExists(atPath: "/usr/include/jemalloc/jemalloc.h")
  ? [.linkedLibrary("jemalloc")] : []

/// A package of its own, so that nobody else compiles a benchmark.
let package = Package(
  name: "anjuan-benchmarks",
  dependencies: [.package(name: "anjuan", path: "..")],
  targets: [
    .executableTarget(
      name: "anjuan-bench",
      dependencies: [
        .product(name: "EventStore", package: "anjuan"),
        .product(name: "Hotline", package: "anjuan"),
        .product(name: "Projections", package: "anjuan"),
      ],
      swiftSettings: [
        .swiftLanguageMode(.v6),
        .treatAllWarnings(as: .error),
        .enableExperimentalFeature("Lifetimes"),
        .enableUpcomingFeature("ExistentialAny"),
      ], linkerSettings: allocator)
  ]
)
