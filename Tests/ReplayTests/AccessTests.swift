import EventStore
import Projections
import TestSupport
import Testing

/// Looks at personal values, recorded before anything is shown.
@Suite("The access log")
struct AccessTests {
  private static let secret = "第三路一段12號"

  private func look(_ tool: Tool, _ more: String...) throws -> Tool.Result {
    try tool.run(
      ["case", SampleLog.caseStream, "--reveal", "--lang", "en", "--width", "120"] + more)
  }

  @Test("Who looked, when, in which role and why is a question, and the answer proves itself")
  func recorded() throws {
    try Tool.withLog { tool in
      let nobody = try tool.run("access", SampleLog.caseStream, "--lang", "en")
      #expect(nobody.code == 0 && nobody.lines.first?.hasPrefix("nobody") == true)
      let first = try look(tool, "--viewer", "inspector-3", "--reason", "complaint 17")
      #expect(first.code == 0 && first.lines.contains { $0.contains(Self.secret) })
      let second = try look(
        tool, "--viewer", "clerk-9", "--reason", "curious", "--role", "supervision", "--json")
      #expect(second.lines.contains { $0.contains(Self.secret) })
      let looks = try tool.run("access", SampleLog.caseStream, "--lang", "en", "--width", "160")
      #expect(looks.code == 0)
      for words in [
        ["inspector-3", "auditor", "complaint 17"], ["clerk-9", "supervision", "curious"],
      ] {
        #expect(
          looks.lines.contains { line in words.allSatisfy { line.contains($0) } }, "\(looks.lines)")
      }
      let json = try tool.run("access", "2019010200007", "--format", "json")
      #expect(json.code == 0)
      #expect(!looks.lines.contains { $0.contains(Self.secret) })
      let report = Verification.run(directory: tool.directory + "/access", full: true)
      #expect(report.isSound && report.size == 2 && report.origin == SampleLog.origin + "/access")
      #expect(try FileSearch.files(tool.directory, containing: Array(Self.secret.utf8)).isEmpty)
    }
  }

  @Test("Nothing is shown without a code and a reason, or when the look cannot be recorded")
  func refused() throws {
    try Tool.withLog { tool in
      for arguments in [
        [], ["--viewer", "x"], ["--reason", "y"], ["--viewer", "", "--reason", "y"],
        ["--viewer", "13800000000", "--reason", "y"], ["--viewer", "no 7", "--reason", "y"],
      ] {
        let result = try tool.run(["case", SampleLog.caseStream, "--reveal"] + arguments)
        #expect(result.code == 1)
        #expect(!result.lines.contains { $0.contains(Self.secret) })
      }
      // A file where the access log would be: it can be neither opened nor created.
      try FileSystem.replace(tool.directory + "/access", with: [1])
      let result = try look(tool, "--viewer", "x", "--reason", "y")
      #expect(result.code != 0)
      #expect(!result.lines.contains { $0.contains(Self.secret) })
    }
  }

  @Test("A look that shows nothing is not recorded, and another unit's case is not there")
  func nothingShown() throws {
    try Tool.withLog { tool in
      let other = try look(
        tool, "--viewer", "x", "--reason", "y", "--role", "department", "--viewer-unit", "none")
      #expect(other.code == 4)
      #expect(!other.lines.contains { $0.contains(Self.secret) })
      #expect(!FileSystem.exists(tool.directory + "/access"))
    }
  }

  @Test("The access log is in the backup and comes back with it")
  func backup() throws {
    try Tool.withLog { tool in
      _ = try look(tool, "--viewer", "x", "--reason", "y")
      let temporary = TemporaryDirectory()
      let data = try DataDirectory.open(tool.directory)
      _ = try Backup.run(from: data, to: temporary.file("copy"))
      _ = try Backup.run(from: data, to: temporary.file("copy"))
      try Backup.restore(from: temporary.file("copy"), to: temporary.file("again"))
      let again = try DataDirectory.open(temporary.file("again"))
      let entries = try AccessLog.entries(of: StreamID(SampleLog.caseStream), in: again)
      #expect(entries.map(\.shown.viewer) == ["x"])
    }
  }
}
