// swift-tools-version: 6.2
import PackageDescription

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
      ])
  ]
)
