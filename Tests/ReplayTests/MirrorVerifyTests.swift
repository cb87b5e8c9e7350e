import EventStore
import Hotline
import Projections
import TestSupport
import Testing

@testable import replay

@Suite("A log against the mirror that somebody else kept", .serialized)
struct MirrorVerifyTests {
  private func items(_ count: UInt64, changed: UInt64 = 0) -> [TamperBench.Item] {
    (1...count).map { number in
      let text = "event \(number)" + (number == changed ? " changed" : "")
      return TamperBench.Item(
        stream: StreamID(unchecked: "case-\(number % 7)"),
        draft: Drafts.event(number, payload: Array(text.utf8)))
    }
  }

  /// A mirror of a log, as a witness that asked for its tiles has it.
  private func mirror(_ path: String, _ bench: TamperBench) throws -> String {
    let log = try DataDirectory.open(path).openLog(.writer)
    defer { log.close() }
    let note = try CheckpointIssue.issue(log, bench.keys, at: 0)
    var mirror = try LogMirror(bench.place.file("mirror"))
    let outcome = try log.withSnapshot { (snapshot: borrowing LogSnapshot) throws in
      try mirror.update(to: note) { try snapshot.tile($0) ?? [] }
    }
    #expect(outcome == .grown(to: 700))
    return mirror.directory
  }

  @Test("After the log was rewritten, rolled back or lost, the mirror shows it and where")
  func differences() throws {
    let bench = try TamperBench("example.org/log")
    let path = try bench.build("honest", items(700))
    let mirror = try mirror(path, bench)
    let same = try bench.verify(path, mirror)
    #expect(same.code == 10, "\(same.text)")
    try bench.append([items(701)[700]], to: try DataDirectory.open(path))
    #expect(try bench.verify(path, mirror).code == 10)

    // Each is sound in itself, and signed anew by whoever has the log's key.
    let rewritten = try bench.build("rewritten", items(800, changed: 321))
    _ = try bench.sign(rewritten, "rewritten.note")
    let found = try bench.verify(rewritten, mirror)
    #expect(found.code == 30 && found.text.contains("DIVERGED"), "\(found.text)")
    #expect(found.text.contains("first difference") && found.text.contains(" 321"), "\(found.text)")
    let shorter = try bench.build("shorter", items(500))
    let cut = try bench.verify(shorter, mirror)
    #expect(cut.code == 30 && cut.text.contains("rolled back") && cut.text.contains(" 501"))
    let lost = try bench.build("lost", items(1))
    #expect(try bench.verify(lost, mirror).code == 30)
  }

  @Test("The difference is told in the language that is asked for, and in JSON as numbers")
  func languages() throws {
    let bench = try TamperBench("example.org/log")
    let mirror = try mirror(try bench.build("honest", items(700)), bench)
    let tool = try Tool(directory: try bench.build("shorter", items(500)))
    for (language, words) in [
      ("zh-Hans", "日志已被回退"), ("zh-Hant", "日誌已被回退"), ("en", "it was rolled back"),
    ] {
      let result = try tool.run(
        "verify", "--against", mirror, "--lang", language, "--width", "500")
      #expect(result.code == 30)
      #expect(result.lines.joined().contains(words), "\(result.lines)")
    }
    let json = try tool.run("verify", "--against", mirror, "--format", "json")
    #expect(
      json.lines.joined().contains("\"firstDifference\": 501")
        || json.lines.joined().contains("\"firstDifference\":501"))
  }
}

@Suite("The sentences of a verification in three languages")
struct CheckSentenceTests {
  @Test(
    "Every template has as many places in each language, and is found again by its own sentence")
  func templates() {
    for (english, words) in CheckSentence.table + CheckSentence.places {
      let count = english.ranges(of: "{}").count
      for language in Language.allCases where language != .english {
        #expect(words(language).ranges(of: "{}").count == count, "\(english)")
      }
      var sentence = english
      for number in 0..<count {
        guard let range = sentence.firstRange(of: "{}") else { break }
        sentence.replaceSubrange(range, with: "<\(number)>")
      }
      #expect(CheckSentence.match(sentence, english)?.count == count, "\(english)")
    }
  }

  @Test("What a damaged log is found to have is said in the language that is asked for")
  func damaged() throws {
    let bench = try TamperBench("example.org/log")
    let path = try bench.build(
      "data",
      (1...300).map {
        TamperBench.Item(
          stream: StreamID(unchecked: "s"),
          draft: Drafts.event($0, payload: Array("this is event \(1_000 + $0)".utf8)))
      })
    let file = path + "/log/000001.mdb"
    var bytes = try FileSystem.read(file)
    for range in bytes.ranges(of: Array("this is event 1222".utf8)) {
      bytes[range.lowerBound] ^= 1
    }
    try FileSystem.replace(file, with: bytes)
    let tool = try Tool(directory: path)
    for (language, words) in [
      ("zh-Hans", "位置 222 的事件：由记录算出的并非其叶哈希"),
      ("zh-Hant", "位置 222 的事件：由紀錄算出的並非其葉雜湊"),
      ("en", "event at position 222: its record does not give its leaf hash"),
    ] {
      let result = try tool.run("verify", "--full", "--lang", language, "--width", "500")
      #expect(result.code == 40)
      #expect(result.lines.joined(separator: "\n").contains(words), "\(result.lines)")
    }
  }
}
