/// Which target may import which module. Arrows run one way; see ARCHITECTURE.md.
enum LayerRule {
  /// Modules that each target may import; a target that is not listed may not exist.
  static let allowed: [String: Set<String>] = [
    "CLMDB": [],
    "CMultiBuffer": [],
    "CSpawn": [],
    "CXMLTokens": [],
    "CZip": [],
    "CZlib": [],
    "Wire": [],
    "EventStore": [
      "CLMDB", "CMultiBuffer", "CSpawn", "Wire", "Crypto", "Glibc", "Dispatch",
      "Synchronization",
    ],
    "Hotline": ["Wire", "Synchronization"],
    "Projections": ["EventStore", "Hotline", "Wire", "Dispatch", "Synchronization"],
    "Importers": [
      "CXMLTokens", "CZip", "CZlib", "EventStore", "Hotline", "Projections", "Wire", "Crypto",
      "Yams", "Dispatch", "FoundationEssentials", "Glibc", "Synchronization",
    ],
    "Simulation": ["EventStore", "Hotline", "Wire"],
    "Witnessing": ["EventStore", "Synchronization"],
    "LogServer": [
      "EventStore", "Hotline", "Importers", "Projections", "Simulation", "Wire", "Witnessing",
      "ArgumentParser", "Hummingbird",
      "HummingbirdCore", "HTTPTypes", "Logging", "NIOCore", "NIOHTTPTypes", "NIOPosix",
      "ServiceLifecycle",
      "UnixSignals", "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Synchronization",
    ],
    "replay": [
      "EventStore", "Hotline", "Importers", "Projections", "Wire", "Witnessing", "ArgumentParser",
      "Dispatch", "FoundationEssentials", "Glibc", "Synchronization",
    ],
  ]

  /// Folders of a layer to which a system module is confined.
  static let confined: [(target: String, module: String, folders: [String])] = [
    (
      "EventStore", "Glibc",
      ["Sources/EventStore/System", "Sources/EventStore/LMDB"]
    ),
    ("EventStore", "CLMDB", ["Sources/EventStore/LMDB"]),
    ("EventStore", "CMultiBuffer", ["Sources/EventStore/Hashing"]),
    ("EventStore", "CSpawn", ["Sources/EventStore/System/ChildProcess.swift"]),
    ("Importers", "CZlib", ["Sources/Importers/Gzip"]),
    ("Importers", "CZip", ["Sources/Importers/Workbook/ZipArchive.swift"]),
    ("Importers", "CXMLTokens", ["Sources/Importers/Workbook/XMLTokens.swift"]),
  ]

  static func check(_ source: SwiftSource) -> [Finding] {
    let folders = source.path.split(separator: "/")
    guard folders.count >= 3, folders[0] == "Sources" else { return [] }
    let target = String(folders[1])
    guard let modules = allowed[target] else {
      return [
        Finding(
          path: source.path, line: 0,
          message: "target \(target) has no place in the layers; add it to the table of LayerRule")
      ]
    }
    var findings: [Finding] = []
    for (index, line) in source.code.enumerated() {
      guard let module = importedModule(line) else { continue }
      if !modules.contains(module) {
        findings.append(
          Finding(
            path: source.path, line: index + 1, message: "\(target) must not import \(module)"))
      }
      for rule in confined where rule.target == target && rule.module == module {
        if !rule.folders.contains(where: source.isInside) {
          findings.append(
            Finding(
              path: source.path, line: index + 1,
              message: "\(module) belongs in \(rule.folders.joined(separator: ", ")) only"))
        }
      }
    }
    return findings
  }

  /// The module that a line imports, or `nil`.
  static func importedModule(_ line: String) -> String? {
    let words = Word.all(in: line).map { String($0.text) }
    guard let at = words.firstIndex(of: "import"), at + 1 < words.count else { return nil }
    let before: Set<String> = [
      "public", "package", "internal", "fileprivate", "private", "testable", "preconcurrency",
      "_exported", "unsafe",
    ]
    guard words[..<at].allSatisfy(before.contains) else { return nil }
    let kinds: Set<String> = [
      "struct", "class", "enum", "protocol", "func", "let", "var", "typealias",
    ]
    return kinds.contains(words[at + 1]) && at + 2 < words.count ? words[at + 2] : words[at + 1]
  }
}
