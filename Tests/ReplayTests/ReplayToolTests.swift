import EventStore
import Projections
import Testing

/// The program itself, as an investigator runs it, over a log on disk.
@Suite("The program replay")
struct ReplayToolTests {
  @Test("A case is found by its stream, at once and in JSON")
  func caseByStream() throws {
    try Tool.withLog { tool in
      let text = try tool.run("case", SampleLog.caseStream, "--width", "80", "--lang", "en")
      #expect(text.code == 0)
      #expect(text.lines.first == "Case \(SampleLog.caseStream) · received 已受理")
      let json = try tool.run("case", SampleLog.caseStream, "--json")
      #expect(json.code == 0)
      #expect(json.lines.first == "{")
      #expect(!json.lines.contains { $0.contains("第三路") })
      let revealed = try tool.run(
        "case", SampleLog.caseStream, "--json", "--reveal", "--viewer", "a-1",
        "--reason", "spot check")
      #expect(revealed.lines.contains { $0.contains("大安區第三路一段12號") })
    }
  }

  @Test("A source id that several cases carry lists them; one that nobody carries is not found")
  func caseBySourceID() throws {
    try Tool.withLog { tool in
      let several = try tool.run("case", SampleLog.sourceID)
      #expect(several.code == 1)
      #expect(several.lines.contains { $0.hasPrefix(SampleLog.caseStream) })
      #expect(several.lines.contains { $0.hasPrefix("tpe-20190101-copyofthesame0") })
      let one = try tool.run("case", "2019010200007", "--format", "jsonl")
      #expect(one.code == 0)
      #expect(one.lines.count == 1)
      #expect(try tool.run("case", "9999").code == 4)
    }
  }

  @Test("A moment limits what a case shows")
  func asOf() throws {
    try Tool.withLog { tool in
      let at = try tool.run("case", SampleLog.caseStream, "--at", "2", "--format", "jsonl")
      #expect(at.lines.first?.contains(#""hiddenLaterEvents":4"#) == true)
      let asOf = try tool.run(
        "case", SampleLog.caseStream, "--as-of", "2026-05-04T09:05:00+08:00", "--format", "jsonl")
      #expect(asOf.lines.first?.contains(#""hiddenLaterEvents":3"#) == true)
    }
  }

  @Test("Mistakes in usage end with 1, a missing log with 4, help with 0")
  func usage() throws {
    try Tool.withLog { tool in
      #expect(try tool.run("case").code == 1)
      #expect(try tool.run("case", "x", "--at", "1", "--as-of", "2026-01-01").code == 1)
      #expect(try tool.run("case", "x", "--as-of", "yesterday").code == 1)
      #expect(try tool.run("log", "--limit", "0").code == 1)
      #expect(try tool.run("log", "--tag", "").code == 1)
      #expect(try tool.run("nonsense").code == 1)
      let missing = try Tool(directory: tool.directory + "/nothing")
      #expect(try missing.run("stat").code == 4)
      #expect(try missing.run("verify").code == 4)
      for command in ["case", "board", "log", "stat", "verify", "rebuild"] {
        let help = try tool.run(command, "--help")
        #expect(help.code == 0)
        #expect(!help.lines.isEmpty)
      }
    }
  }

  @Test("The feed is filtered, limited, reversed and cut")
  func feed() throws {
    try Tool.withLog { tool in
      let all = try tool.run("log", "--format", "jsonl")
      #expect(all.lines.count == 8)
      let reversed = try tool.run("log", "--format", "jsonl", "--reverse")
      #expect(reversed.lines == all.lines.reversed())
      let part = try tool.run("log", "--format", "jsonl", "--after", "2", "--before", "5")
      #expect(part.lines == Array(all.lines[2..<4]))
      let limited = try tool.run("log", "--format", "jsonl", "--limit", "3")
      #expect(limited.lines == Array(all.lines[..<3]))
      let notes = try tool.run("log", "--format", "jsonl", "--type", "NoteAdded")
      #expect(notes.lines == Array(all.lines[4..<6]))
      #expect(try tool.run("log", "--format", "jsonl", "--unit", "TPE-012").lines == all.lines)
      #expect(try tool.run("log", "--format", "jsonl", "--tag", "unit:none").lines.isEmpty)
      let stream = try tool.run(
        "log", "--format", "jsonl", "--stream", SampleLog.caseStream, "--type", "IntakeRecorded",
        "--limit", "2")
      #expect(stream.lines == [all.lines[1], all.lines[6]])
      let text = try tool.run("log", "--lang", "en", "--width", "80")
      #expect(text.lines.count == 10)
    }
  }

  @Test("Statistics name the log's root and size")
  func stat() throws {
    try Tool.withLog { tool in
      let json = try tool.run("stat", "--format", "json")
      let root = try SampleLog.inMemory().withSnapshot { try $0.root() }
      #expect(json.lines.contains("  \"root\": \"\(root.hex)\","))
      #expect(json.lines.contains("  \"size\": 8,"))
      #expect(json.lines.contains("  \"simulation\": true,"))
    }
  }

  @Test("A rebuilt projection agrees with the live state, and a damaged snapshot does not")
  func rebuild() throws {
    try Tool.withLog { tool in
      let bare = try tool.run("rebuild", "--check", "--lang", "en")
      #expect(bare.code == 0 && bare.lines.last?.hasPrefix("no live state is kept") == true)
      #expect(try tool.run("rebuild").code == 0)
      let check = try tool.run("rebuild", "--check", "--format", "json")
      #expect(check.code == 0)
      #expect(check.lines.contains("  \"agrees\": true"))
      for view in ["deadlines", "city", "scores"] {
        let path = tool.directory + "/projections/\(view).snapshot"
        var bytes = try FileSystem.read(path)
        bytes[bytes.count - 5] ^= 1
        try FileSystem.replace(path, with: bytes, durable: false)
        #expect(try tool.run("rebuild", "--check").code == 2, "\(view)")
        #expect(try tool.run("rebuild").code == 0)
        #expect(try tool.run("rebuild", "--check").code == 0)
      }
    }
  }

  @Test("A kept state whose bytes are sound, but not what the log gives, is found view by view")
  func forged() throws {
    try Tool.withLog { tool in
      #expect(try tool.run("rebuild").code == 0)
      let directory = try DataDirectory.open(tool.directory)
      let log = try directory.openLog(.reader)
      let before = Position(log.head.rawValue - 1)
      let short = try ScoreView(log, upTo: before, threads: 1) {
        try $0.basis(nil, now: Instant(microseconds: 0))
      }
      try ProjectionStore<ScoreView>(directory: directory.projectionsPath)
        .save(short, at: log.head, of: log)
      log.close()
      let check = try tool.run("rebuild", "--check", "--format", "json")
      #expect(
        check.code == 2 && check.lines.joined().contains("agrees\": false"))
    }
  }

  @Test("A sound log alone is unanchored; with a checkpoint it is consistent or diverged")
  func verify() throws {
    try Tool.withLog { tool in
      for arguments in [["verify"], ["verify", "--full"]] {
        let alone = try tool.run(arguments)
        #expect(alone.code == 20)
        #expect(alone.lines.first == "UNANCHORED")
      }
      let root = try SampleLog.inMemory().withSnapshot { try $0.root(at: 5) }
      let path = tool.directory + "/kept.checkpoint"
      let good = "\(SampleLog.origin)\n5\n\(base64(root.bytes))\n"
      try FileSystem.replace(path, with: Array(good.utf8), durable: false)
      let consistent = try tool.run("verify", "--against", path)
      #expect(consistent.code == 10)
      #expect(consistent.lines.first == "CONSISTENT BUT UNWITNESSED")
      let bad = "\(SampleLog.origin)\n5\n\(base64(Digest.zero.bytes))\n"
      try FileSystem.replace(path, with: Array(bad.utf8), durable: false)
      let diverged = try tool.run("verify", "--against", path, "--format", "json")
      #expect(diverged.code == 30)
      #expect(diverged.lines.contains("  \"verdict\": \"DIVERGED\","))
      #expect(try tool.run("verify", "--against", path + ".none").code == 4)
    }
  }

  @Test("A changed record is invalid, with its position named")
  func damaged() throws {
    try Tool.withLog { tool in
      let directory = tool.directory + "/log"
      var changed = false
      for name in try FileSystem.list(directory) where !name.hasSuffix("lock") {
        var bytes = try FileSystem.read(directory + "/" + name)
        let needle = Array("2019010200007".utf8)
        for start in bytes.indices.dropLast(needle.count)
        where bytes[start] == needle[0] && Array(bytes[start..<(start + needle.count)]) == needle {
          bytes[start + 3] ^= 1
          changed = true
        }
        try FileSystem.replace(directory + "/" + name, with: bytes, durable: false)
      }
      #expect(changed)
      let report = try tool.run("verify", "--full", "--lang", "en")
      #expect(report.code == 40)
      #expect(report.lines.first == "INVALID")
      #expect(report.lines.contains { $0.contains("position 3") })
    }
  }
}
