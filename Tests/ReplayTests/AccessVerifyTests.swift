import EventStore
import Projections
import TestSupport
import Testing

/// The access log beside a log is verified with it, and held against what was kept of it.
@Suite("Verifying the access log with its log", .serialized)
struct AccessVerifyTests {
  private static let origin = SampleLog.origin + "/access"
  private let place = TemporaryDirectory()

  private func look(_ tool: Tool, _ viewer: String) throws {
    let result = try tool.run(
      "case", SampleLog.caseStream, "--reveal", "--viewer", viewer, "--reason", "complaint 17")
    #expect(result.code == 0)
  }

  private func verify(_ tool: Tool, _ more: String...) throws -> (code: Int32, text: String) {
    let result = try tool.run(["verify", "--lang", "en", "--width", "1000"] + more)
    return (result.code, result.lines.joined(separator: "\n"))
  }

  /// Keeps the three lines of a log's head outside.
  private func keep(_ directory: String, _ name: String) throws -> String {
    let log = try DataDirectory.open(directory).openLog(.reader)
    defer { log.close() }
    let head = try log.withSnapshot {
      Checkpoint(origin: log.origin, size: $0.size, root: try $0.root())
    }
    try FileSystem.replace(place.file(name), with: Array(head.text.utf8))
    return place.file(name)
  }

  @Test(
    "The worse verdict counts, each log is held against its own checkpoint, and the report names both"
  )
  func both() throws {
    try Tool.withLog { tool in
      try look(tool, "inspector-3")
      let alone = try verify(tool)
      #expect(alone.code == 20 && alone.text.contains("access log"), "\(alone.text)")
      let log = try keep(tool.directory, "log")
      let access = try keep(tool.directory + "/access", "access")
      let one = try verify(tool, "--against", log)
      #expect(one.code == 10 && one.text.contains("UNANCHORED"), "\(one.text)")
      #expect(try verify(tool, "--against", access).code == 20)
      let both = try verify(tool, "--against", access, "--against", log)
      #expect(both.code == 10 && both.text.contains(Self.origin), "\(both.text)")
      #expect(try verify(tool, "--against", log, "--against", log).code == 1)
      try look(tool, "inspector-4")
      #expect(try verify(tool, "--full", "--against", access, "--against", log).code == 10)
      let json = try tool.run("verify", "--against", log, "--format", "json").lines.joined()
      for part in [
        "\"ownVerdict\": \"CONSISTENT BUT UNWITNESSED\"",
        "\"exitCode\": 10", "\"access\": {", "\"verdict\": \"UNANCHORED\"",
        "\"origin\": \"\(Self.origin)\"",
      ] {
        #expect(json.contains(part), "\(json)")
      }
    }
  }

  @Test(
    "An entry that was changed is found with its position, and the log itself is said to be sound")
  func changed() throws {
    try Tool.withLog { tool in
      try look(tool, "inspector-3")
      try look(tool, "inspector-4")
      let directory = tool.directory + "/access/log"
      let needle = Array("inspector-4".utf8)
      for name in try FileSystem.list(directory) where !name.hasSuffix("lock") {
        var bytes = try FileSystem.read(directory + "/" + name)
        for start in bytes.indices.dropLast(needle.count)
        where Array(bytes[start..<(start + needle.count)]) == needle {
          bytes[start + needle.count - 1] ^= 1
        }
        try FileSystem.replace(directory + "/" + name, with: bytes, durable: false)
      }
      let found = try verify(tool, "--full")
      #expect(found.code == 40 && found.text.hasPrefix("INVALID"))
      #expect(found.text.contains("access log 1"), "\(found.text)")
      #expect(found.text.contains("position 2"), "\(found.text)")
      #expect(found.text.contains("UNANCHORED"), "\(found.text)")
    }
  }

  @Test("An access log that was rolled back, begun anew or removed contradicts what was kept of it")
  func replaced() throws {
    try Tool.withLog { tool in
      try look(tool, "inspector-3")
      let old = place.file("old")
      _ = try Backup.run(from: try DataDirectory.open(tool.directory + "/access"), to: old)
      try look(tool, "inspector-4")
      let log = try keep(tool.directory, "log")
      let access = try keep(tool.directory + "/access", "access")
      let arguments = ["--against", access, "--against", log]
      func check(_ words: String) throws {
        let found = try verify(tool, arguments[0], arguments[1], arguments[2], arguments[3])
        #expect(found.code == 30 && found.text.hasPrefix("DIVERGED"), "\(found.text)")
        #expect(found.text.contains(words), "\(found.text)")
      }
      try FileSystem.removeTree(tool.directory + "/access")
      try check("the log has only 0 events")
      try Backup.restore(from: old, to: tool.directory + "/access")
      try check("the log has only 1 events")
      try FileSystem.removeTree(tool.directory + "/access")
      for viewer in ["inspector-5", "inspector-6", "inspector-7"] { try look(tool, viewer) }
      try check("are not those it was made over")
    }
  }

  @Test("An access log of another log, or what is none, is a finding and not a crash")
  func foreign() throws {
    try Tool.withLog { tool in
      _ = try DataDirectory.create(tool.directory + "/access", origin: "other.example/access")
      let other = try verify(tool)
      #expect(other.code == 40 && other.text.contains("belongs to 'other.example/access'"))
      try FileSystem.removeTree(tool.directory + "/access")
      try FileSystem.replace(tool.directory + "/access", with: [1])
      #expect(try verify(tool).code == 40)
    }
  }
}
