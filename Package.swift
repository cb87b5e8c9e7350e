// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// The programs take jemalloc as their allocator where its development files are installed: importing allocates on
/// one thread and frees on another, which costs glibc's allocator a fifth of the time (docs/decisions/0011).
let allocator: [LinkerSetting] =
  FileManager.default.fileExists(atPath: "/usr/include/jemalloc/jemalloc.h")
  ? [.linkedLibrary("jemalloc")] : []

/// Hashes many messages side by side where Intel's library is installed (docs/decisions/0026).
let multiBuffer: [LinkerSetting] =
  FileManager.default.fileExists(atPath: "/usr/include/intel-ipsec-mb.h")
  ? [.linkedLibrary("IPSec_MB")] : []

/// Every target of ours: Swift 6 mode, warnings are errors, strict memory safety (SE-0458),
/// and lifetime annotations for views into the memory map (SE-0446, SE-0447).
let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableExperimentalFeature("Lifetimes"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// Tests reach into the C shims that break files on purpose, so they leave out strict memory safety.
let testHouse: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableExperimentalFeature("Lifetimes"),
  .enableUpcomingFeature("ExistentialAny"),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
  name: "anjuan",
  products: [
    .library(name: "EventStore", targets: ["EventStore"]),
    .library(name: "Hotline", targets: ["Hotline"]),
    .library(name: "Projections", targets: ["Projections"]),
    .executable(name: "log-server", targets: ["LogServer"]),
    .executable(name: "replay", targets: ["replay"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    .systemLibrary(name: "CLMDB", pkgConfig: "lmdb", providers: [.apt(["liblmdb-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CSpawn"),
    .target(name: "CXMLTokens", linkerSettings: [.linkedLibrary("expat")]),
    .target(name: "CMultiBuffer", linkerSettings: multiBuffer),
    .target(name: "Wire", swiftSettings: house),
    .target(
      name: "EventStore", dependencies: ["CLMDB", "CMultiBuffer", "CSpawn", "Wire", crypto],
      swiftSettings: house),
    .target(name: "Hotline", dependencies: ["Wire"], swiftSettings: house),
    .target(
      name: "Projections", dependencies: ["EventStore", "Hotline", "Wire"], swiftSettings: house),
    .target(
      name: "Importers",
      dependencies: [
        "CXMLTokens", "CZip", "CZlib", "EventStore", "Hotline", "Projections", crypto, yams,
      ],
      resources: [.embedInCode("BuiltIn")], swiftSettings: house),
    .target(
      name: "Simulation", dependencies: ["EventStore", "Hotline", "Wire"], swiftSettings: house),
    .target(name: "Witnessing", dependencies: ["EventStore"], swiftSettings: house),
    .executableTarget(
      name: "LogServer",
      dependencies: [
        "EventStore", "Hotline", "Importers", "Projections", "Simulation", "Witnessing",
        argumentParser, hummingbird,
      ],
      swiftSettings: house, linkerSettings: allocator),
    .executableTarget(
      name: "replay",
      dependencies: [
        "EventStore", "Hotline", "Importers", "Projections", "Witnessing", argumentParser,
      ],
      resources: [.embedInCode("Bundle/Page")], swiftSettings: house),

    .target(name: "FaultShim", path: "Tests/FaultShim"),
    .target(
      name: "TestKit", dependencies: ["Hotline", "Wire"], path: "Tests/TestKit",
      swiftSettings: testHouse),
    .target(
      name: "TestSupport", dependencies: ["EventStore", "FaultShim", "Projections", "TestKit"],
      path: "Tests/TestSupport",
      swiftSettings: testHouse),
    .executableTarget(
      name: "CrashProbe", dependencies: ["EventStore", "FaultShim"], path: "Tests/CrashProbe",
      swiftSettings: testHouse),
    .testTarget(
      name: "EventStoreTests",
      dependencies: ["EventStore", "TestKit", "TestSupport", "CrashProbe", "FaultShim"],
      swiftSettings: testHouse),
    .testTarget(
      name: "HotlineTests", dependencies: ["Hotline", "TestKit", "Wire"], swiftSettings: testHouse),
    .testTarget(
      name: "ProjectionTests", dependencies: ["Importers", "Projections", "TestSupport"],
      swiftSettings: testHouse),
    .testTarget(
      name: "ImporterTests", dependencies: ["Importers", "TestSupport"], swiftSettings: testHouse),
    .testTarget(
      name: "SimulationTests",
      dependencies: ["Simulation", "Importers", "Projections", "TestSupport"],
      swiftSettings: testHouse),
    .testTarget(
      name: "LogServerTests", dependencies: ["LogServer", "TestSupport", "Witnessing"],
      swiftSettings: testHouse),
    .testTarget(
      name: "ReplayTests", dependencies: ["replay", "LogServer", "TestSupport"],
      swiftSettings: testHouse),
    .testTarget(
      name: "WitnessingTests", dependencies: ["EventStore", "Witnessing", "TestSupport"],
      swiftSettings: testHouse),
    .testTarget(
      name: "ScenarioTests", dependencies: ["EventStore", "Hotline", "Importers", "Wire"],
      swiftSettings: testHouse),
    .testTarget(name: "StyleTests", swiftSettings: testHouse),
  ]
)
