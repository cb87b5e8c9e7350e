import Testing

/// The rules of CONTRIBUTING.md, held against every file of the repository.
@Suite("House style")
struct StyleTests {
  let tree: SourceTree
  let all: [SwiftSource]

  init() throws {
    (tree, all) = try SourceTree.shared.get()
  }

  @Test("The tree is found, and it is this one")
  func findsTheTree() {
    #expect(tree.files.contains("Package.swift"))
    #expect(tree.files.contains { $0.hasPrefix("Sources/EventStore/") })
    #expect(tree.files.contains { $0.hasPrefix("Tests/StyleTests/") })
  }

  @Test("Imports follow the layers")
  func layers() throws {
    try expectNone(LayerRule.check, in: ["Sources"])
  }

  @Test("Every listed layer exists")
  func layersExist() {
    for target in LayerRule.allowed.keys.sorted() {
      #expect(tree.files.contains { $0.hasPrefix("Sources/\(target)/") }, "\(target) is gone")
    }
  }

  @Test("Files have at most 500 lines")
  func fileLength() throws {
    try expectNone(SizeRules.fileLength, in: ["Sources", "Tests", "Benchmarks"])
  }

  @Test("Functions have at most 70 lines")
  func functionLength() throws {
    try expectNone(SizeRules.functionLength, in: ["Sources", "Tests", "Benchmarks"])
  }

  @Test("Code has at most 100 columns")
  func codeWidth() throws {
    try expectNone(SizeRules.codeWidth, in: ["Sources", "Tests", "Benchmarks"])
  }

  @Test("No traps and no holes in the type system")
  func bannedWords() throws {
    try expectNone(WordRules.banned, in: ["Sources"])
  }

  @Test("Nothing is left unfinished")
  func unfinished() throws {
    try expectNone(WordRules.unfinished, in: ["Sources", "Tests", "Benchmarks"])
  }

  @Test("Decisions and folds read no clock, chance, hash seed, locale or binary fraction")
  func indeterminate() throws {
    try expectNone(WordRules.indeterminate, in: ["Sources"])
  }

  @Test("Unsafe code stands where it may, with its reason")
  func unsafeUse() throws {
    try expectNone(WordRules.unsafeUse, in: ["Sources"])
  }

  @Test("Every public declaration says what it is")
  func documented() throws {
    try expectNone(WritingRules.documented, in: ["Sources"])
  }

  @Test("Every test checks something")
  func tested() throws {
    try expectNone(WritingRules.tested, in: ["Tests"])
  }

  @Test("No file names a path of one machine")
  func machinePaths() throws {
    let findings = try tree.files.filter(isText).flatMap {
      PathRules.machinePaths(path: $0, text: try tree.text($0))
    }
    #expect(findings.isEmpty, "\(list(findings))")
  }

  @Test("Resolved versions, data and build products are not tracked")
  func untracked() {
    let stray = tree.files.filter {
      $0.hasSuffix("Package.resolved") || $0.hasSuffix(".mdb") || $0.hasPrefix(".build/")
        || $0.hasPrefix("data/") || $0.hasPrefix("dist/")
    }
    #expect(stray.isEmpty, "\(stray)")
  }

  private func expectNone(_ rule: (SwiftSource) -> [Finding], in folders: [String]) throws {
    let sources = all.filter { folders.contains(where: $0.isInside) }
    #expect(!sources.isEmpty)
    let findings = sources.flatMap(rule)
    #expect(findings.isEmpty, "\(list(findings))")
  }

  private func isText(_ path: String) -> Bool {
    let binary = [".gz", ".png", ".xlsx", ".zip", ".bin", ".golden", ".ico", ".woff2"]
    return path != "LICENSE" && !binary.contains(where: path.hasSuffix)
  }

  private func list(_ findings: [Finding]) -> String {
    let shown = findings.prefix(100).map { "  \($0)" }
    let more = findings.count > 100 ? ["  … and \(findings.count - 100) more"] : []
    return (["\(findings.count) findings:"] + shown + more).joined(separator: "\n")
  }
}
