import Testing

/// The rules themselves: each must find what it forbids and pass what it allows.
@Suite("House style rules")
struct RuleTests {
  private func source(_ text: String, _ path: String = "Sources/Hotline/A.swift") -> SwiftSource {
    SwiftSource(path: path, text: text)
  }

  @Test("Comments and literal text are not code, interpolations are")
  func splits() {
    let file = source(
      ##"""
      let a = "x // no \(value) as! y" // real
      /* one /* two */
      still */ let b = #"raw " \(no) \#(yes)"#
      let c = """
        fatalError
        \(more)
        """
      """##)
    #expect(file.code[0].contains("value"))
    #expect(!file.code[0].contains("as!"))
    #expect(file.comments[0] == "// real")
    #expect(file.code[1].isEmpty)
    #expect(file.code[2].contains("let b"))
    #expect(file.code[2].contains("yes"))
    #expect(!file.code[2].contains("no"))
    #expect(!file.code[4].contains("fatalError"))
    #expect(file.code[5].contains("more"))
  }

  @Test(
    "A layer that imports upwards is found",
    arguments: [
      ("Sources/EventStore/A.swift", "import Hotline"),
      ("Sources/Hotline/A.swift", "public import EventStore"),
      ("Sources/Projections/A.swift", "import struct Foundation.Date"),
      ("Sources/replay/A.swift", "internal import Simulation"),
      ("Sources/replay/A.swift", "@preconcurrency import Hummingbird"),
      ("Sources/EventStore/Log/A.swift", "internal import CLMDB"),
      ("Sources/EventStore/Values/A.swift", "private import Glibc"),
      ("Sources/Unknown/A.swift", "let a = 1"),
    ])
  func layerFound(path: String, text: String) {
    #expect(LayerRule.check(source(text, path)).count == 1)
  }

  @Test(
    "A layer that imports downwards passes",
    arguments: [
      ("Sources/EventStore/LMDB/A.swift", "internal import CLMDB"),
      ("Sources/Projections/A.swift", "public import EventStore"),
      ("Sources/LogServer/A.swift", "import Importers"),
      ("Sources/Hotline/A.swift", "// import Hummingbird"),
      ("Tests/EventStoreTests/A.swift", "import Foundation"),
    ])
  func layerPasses(path: String, text: String) {
    #expect(LayerRule.check(source(text, path)).isEmpty)
  }

  @Test(
    "Banned words are found",
    arguments: [
      "let a = try! b()", "let a = b as! C", "fatalError()", "class A: @unchecked Sendable {}",
      "nonisolated(unsafe) var a = 1", "print(\"\\(a as! B)\")",
    ])
  func bannedFound(text: String) {
    #expect(WordRules.banned(source(text)).count == 1)
  }

  @Test(
    "Words like banned ones pass",
    arguments: [
      "let a = try? b()", "let a = b as? C", "// fatalError()", "let fatalErrors = 1",
      "let a = \"try! as! fatalError\"", "@Sendable func a() {}", "if a as B != c {}",
    ])
  func bannedPasses(text: String) {
    #expect(WordRules.banned(source(text)).isEmpty)
  }

  @Test("Unfinished work is found in comments, too")
  func unfinished() {
    #expect(WordRules.unfinished(source("let a = 1 // TO" + "DO: more")).count == 1)
    #expect(WordRules.unfinished(source("// FIX" + "ME")).count == 1)
    #expect(WordRules.unfinished(source("// a list of things to do")).isEmpty)
  }

  @Test(
    "What differs from run to run is found in decisions and folds",
    arguments: [
      "let a = Date()", "let a = Int.random(in: 0..<3)", "list.shuffled()", "let a: Double = 1",
      "a.hashValue", "let a = UUID()", "let a = ContinuousClock.now", "var a = Hasher()",
    ])
  func indeterminateFound(text: String) {
    #expect(WordRules.indeterminate(source(text)).count == 1)
    #expect(WordRules.indeterminate(source(text, "Sources/LogServer/A.swift")).isEmpty)
  }

  @Test(
    "What is repeatable passes",
    arguments: [
      "let date: CivilDate", "func hash(into hasher: inout Hasher) {}", "/// Double counting",
      "let randomSeed = 7",
    ])
  func indeterminatePasses(text: String) {
    #expect(WordRules.indeterminate(source(text)).isEmpty)
  }

  @Test("Unsafe code is found outside its folders, and inside them without a reason")
  func unsafeFound() {
    let use = "let a = unsafe b()"
    #expect(WordRules.unsafeUse(source(use)).count == 1)
    #expect(WordRules.unsafeUse(source(use, "Sources/Wire/A.swift")).count == 1)
    let reason = "// SAFETY: why\n"
    let far = reason + String(repeating: "\n", count: 6) + use
    #expect(WordRules.unsafeUse(source(reason + use, "Sources/Wire/A.swift")).isEmpty)
    #expect(WordRules.unsafeUse(source(far, "Sources/Wire/A.swift")).count == 1)
    let gap = String(repeating: "\n", count: 7)
    let block = "struct B {\n" + String(repeating: "  let a = 1\n", count: 9) + use + "\n}\n"
    #expect(WordRules.unsafeUse(source(reason + block, "Sources/Wire/A.swift")).isEmpty)
    #expect(WordRules.unsafeUse(source(reason + "\n" + block, "Sources/Wire/A.swift")).count == 1)
    #expect(
      WordRules.unsafeUse(source(reason + block + gap + use, "Sources/Wire/A.swift")).count == 1)
    #expect(WordRules.unsafeUse(source("// unsafe\nlet unsafeName = 1")).isEmpty)
  }

  @Test("Long files, long functions and wide code are found")
  func sizes() {
    let line = "  let a = 1\n"
    let short = "func a() {\n" + String(repeating: line, count: 68) + "}\n"
    let long = "func b() {\n" + String(repeating: line, count: 69) + "}\n"
    #expect(SizeRules.functionLength(source(short)).isEmpty)
    #expect(SizeRules.functionLength(source(long)).map(\.line) == [1])
    #expect(SizeRules.fileLength(source(String(repeating: line, count: 500))).isEmpty)
    #expect(SizeRules.fileLength(source(String(repeating: line, count: 501))).count == 1)
    let wide = "let a = " + String(repeating: "1 + ", count: 22)
    #expect(SizeRules.codeWidth(source(wide + "1234")).isEmpty)
    #expect(SizeRules.codeWidth(source(wide + "12345")).count == 1)
  }

  @Test("Functions are told from calls, requirements and closures")
  func functions() {
    let file = source(
      """
      protocol P {
        func required(_ a: Int)
        var b: Int { get }
      }
      struct S {
        init(_ a: () -> Void = { let x = 1 }) {
          self.init()
        }
        func outer() {
          func inner() { list.map { $0 } }
          let s = S.init { }
        }
        subscript(i: Int) -> Int { i }
      }
      """)
    #expect(SizeRules.functions(file).map(\.name) == ["init", "inner", "outer", "subscript"])
    #expect(SizeRules.functions(file).map(\.lines) == [3, 1, 4, 1])
  }

  @Test("Public declarations without a comment are found")
  func documented() {
    #expect(WritingRules.documented(source("public struct A {}")).count == 1)
    #expect(WritingRules.documented(source("// no\npublic func a() {}")).count == 1)
    #expect(WritingRules.documented(source("/// A.\n@frozen\npublic struct A {}")).isEmpty)
    #expect(
      WritingRules.documented(source("/// A.\n@available(\n  x\n)\npublic struct A {}")).isEmpty)
    #expect(WritingRules.documented(source("public import Wire\nstruct B {}")).isEmpty)
  }

  @Test("Tests that check nothing are found")
  func tested() {
    let path = "Tests/A/A.swift"
    #expect(WritingRules.tested(source("@Test(\"a\")\nfunc a() {\n  b()\n}", path)).count == 1)
    #expect(WritingRules.tested(source("@Test func a() {\n  #expect(b)\n}", path)).isEmpty)
    #expect(WritingRules.tested(source("@Test func a() {\n  expectNone(b)\n}", path)).isEmpty)
  }

  @Test("Paths of one machine are found, parts of other paths are not")
  func machinePaths() {
    let bad = ["cd /wo" + "rk/main", "\"/op" + "t/x\"", "see /ho" + "me", "a=/tm" + "p/x"]
    for text in bad { #expect(PathRules.machinePaths(path: "a", text: text).count == 1, "\(text)") }
    let good = [
      "frame" + "work/x", "a/wo" + "rk/b", "https://x.example/ho" + "me/", "/options",
      "environment(\"TMPDIR\") ?? \"/tm" + "p\"",
    ]
    for text in good { #expect(PathRules.machinePaths(path: "a", text: text).isEmpty, "\(text)") }
  }
}
