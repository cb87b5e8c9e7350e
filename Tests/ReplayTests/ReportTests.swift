import EventStore
import Projections
import Testing

@testable import replay

@Suite("Feed, statistics and verdicts")
struct ReportTests {
  @Test("The feed's lines are as in the golden file, and fit", arguments: [80, 120])
  func feed(width: Int) throws {
    let log = try SampleLog.inMemory()
    let line = LogLine(Layout(width: width, language: .english), 4)
    let lines = try log.withSnapshot { try $0.events() }.map { line.text($0) }
    try Golden.expect(lines.joined(separator: "\n") + "\n", is: "log-\(width)-en.txt")
    #expect(lines.allSatisfy { displayWidth($0) <= width })
  }

  @Test("The feed as JSON Lines is as in the golden file")
  func jsonLines() throws {
    let log = try SampleLog.inMemory()
    let lines = try log.withSnapshot { try $0.events() }.map {
      EventJSON.line($0, origin: log.origin)
    }
    try Golden.expect(lines.joined(separator: "\n") + "\n", is: "log.jsonl")
    #expect(lines.count == 8)
  }

  @Test("A case as JSON is as in the golden file")
  func caseJSON() throws {
    let log = try SampleLog.inMemory()
    let history = try #require(
      try log.withSnapshot {
        try CaseHistory.load(try StreamID(SampleLog.caseStream), from: $0, origin: log.origin)
      })
    let text = JSONWriter.text(history.json(), isIndented: true)
    try Golden.expect(text + "\n", is: "case.json")
    #expect(text.contains(#""hiddenLaterEvents": 0"#))
  }

  @Test("Statistics count events by type")
  func statistics() throws {
    let log = try SampleLog.inMemory()
    let (statistics, root) = try log.withSnapshot { (try LogStatistics($0), try $0.root()) }
    #expect(statistics.events == 8)
    #expect(statistics.streams == 4)
    #expect(
      statistics.types == [
        .init(type: "ImportStarted", count: 1), .init(type: "IntakeRecorded", count: 5),
        .init(type: "NoteAdded", count: 2),
      ])
    let report = StatReport(
      path: "./data", origin: log.origin, isSimulation: true, root: root, statistics: statistics)
    let lines = report.lines(Layout(width: 80, language: .english))
    try Golden.expect(lines.joined(separator: "\n") + "\n", is: "stat-80-en.txt")
  }

  @Test("Verdicts have the exit codes of the evidence contract")
  func verdicts() {
    #expect(Verdict.allCases.map(\.exitCode) == [0, 10, 11, 20, 30, 40])
    var report = VerifyReport(origin: "o", isFull: true, against: nil)
    report.take(.head(size: 3, root: "00"))
    report.take(.done)
    report.take(.exited(code: 0))
    #expect(report.verdict == .unanchored)
    var compared = report
    compared.take(.compared(agrees: true, "it agrees"))
    #expect(compared.verdict == .consistent)
    for (standing, verdict) in [
      (.unchecked, .consistent), (.signed, .consistent), (.quorumNotMet(only: "a"), .quorumNotMet),
      (.witnessed(by: "a"), .witnessed), (.stranger("x"), .invalid), (.refused("x"), .invalid),
    ] as [(Standing, Verdict)] {
      compared.take(.standing(standing))
      #expect(compared.verdict == verdict)
    }
    compared.take(.standing(.witnessed(by: "a")))
    compared.take(.compared(agrees: false, "it differs"))
    #expect(compared.verdict == .diverged)
    compared.take(.finding("position 2: wrong"))
    #expect(compared.verdict == .invalid)
  }

  @Test("A child that dies leaves the last position it reached in the verdict")
  func deadChild() {
    var report = VerifyReport(origin: "o", isFull: true, against: nil)
    report.take(.verified(Position(70)))
    report.take(.signalled(number: 7))
    #expect(report.verdict == .invalid)
    #expect(report.findings.first?.contains("signal 7 after position 70") == true)
    var silent = VerifyReport(origin: "o", isFull: true, against: nil)
    silent.take(.exited(code: 0))
    #expect(silent.verdict == .invalid)
  }

  @Test("What the child says survives the pipe")
  func messages() {
    let messages: [WorkerMessage] = [
      .verified(Position(7)), .finding("position 2: the leaf hash differs"),
      .head(size: 9, root: "ab"), .compared(agrees: true, "yes it does"),
      .compared(agrees: false, "no"), .saysNothing("it is empty"),
      .standing(.witnessed(by: "a, b")), .standing(.signed),
      .standing(.unchecked), .standing(.quorumNotMet(only: "")), .standing(.refused("it fails")),
      .done,
    ]
    for message in messages { #expect(WorkerMessage(line: message.line) == message) }
    #expect(WorkerMessage(line: "verified x") == nil)
    #expect(WorkerMessage(line: "") == nil)
    #expect(WorkerMessage.finding("a\nb").line == "finding a b")
  }
}
