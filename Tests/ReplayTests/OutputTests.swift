import EventStore
import TestSupport
import Testing

@Suite("What becomes of the program's output")
struct OutputTests {
  static let questions = ["log", "log --format jsonl", "stat", "cases", "verify", "--help"]

  @Test(
    "A report that standard output does not take ends with an error, not with success",
    arguments: questions)
  func full(_ question: String) throws {
    try Tool.withLog { tool in
      for place in ["> /dev/full", ">&-"] {
        let asked = try tool.run(question, into: place)
        let isRefused = question == "verify" ? asked.code == 20 : asked.code == 1
        #expect(isRefused, "\(question) \(place): \(asked)")
        #expect(asked.lines.joined().contains("standard output did not take the whole report"))
      }
    }
  }

  @Test("Without standard streams no file of the log takes their place")
  func streamless() throws {
    try Tool.withLog { tool in
      let before = try FileSystem.sha256(of: tool.directory + "/log/000001.mdb")
      for question in Self.questions { _ = try tool.run(question, into: "<&- >&- 2>&-") }
      #expect(try FileSystem.sha256(of: tool.directory + "/log/000001.mdb") == before)
      #expect(try tool.run("verify", "--full").code == 20)
    }
  }

  @Test("A reader that has enough ends the program at once, also one that follows")
  func enough() throws {
    try Tool.withLog { tool in
      for question in ["log --format jsonl", "log --follow"] {
        let asked = try tool.run(question, into: "| head -n 1")
        #expect(asked.code == 0 && asked.lines.count == 1, "\(question): \(asked)")
      }
    }
  }

  @Test("A verdict keeps its exit code when nobody reads the report")
  func unread() throws {
    try Tool.withLog { tool in
      try damage(tool.directory + "/log/000001.mdb", page: 0)
      let read = try tool.run("verify", "--full").code
      #expect(read != 0)
      // Services run with this signal ignored: writing to a closed pipe is then an error like any other.
      let script = "trap '' PIPE; (%; echo $? >&3) | true"
      #expect(try tool.run("verify --full", within: script).lines.last == "\(read)")
    }
  }

  @Test("A page that leads out of its file ends no command by a signal")
  func damagedPages() throws {
    var explained = 0
    try Tool.withLog { tool in
      try lengthen(tool.directory)
      let whole = try FileSystem.read(tool.directory + "/log/000001.mdb")
      for page in 12..<36 {
        try damage(tool.directory + "/log/000001.mdb", page: page)
        let asked = try tool.runWithErrors(["log"])
        #expect([0, 1, 2].contains(asked.code), "page \(page): \(asked.lines.last ?? "")")
        if asked.lines.last?.contains("a page of the log cannot be read") == true { explained += 1 }
        try FileSystem.replace(tool.directory + "/log/000001.mdb", with: whole)
      }
    }
    #expect(explained > 0)
  }

  @Test("What is asked for into a file is not written into the data directory")
  func inside() throws {
    try Tool.withLog { tool in
      let file = tool.directory + "/log/000001.mdb"
      let before = try FileSystem.sha256(of: file)
      for question in ["bundle \(SampleLog.caseStream) -o \(file)", "prove 1 -o \(file)"] {
        #expect(try tool.run(question.split(separator: " ").map(String.init)).code == 1)
      }
      #expect(try FileSystem.sha256(of: file) == before)
    }
  }

  /// Adds commits to fill some pages.
  private func lengthen(_ directory: String) throws {
    let log = try DataDirectory.open(directory).openLog(.writer)
    defer { log.close() }
    let time = try SampleLog.start()
    for number in 1...300 as ClosedRange<UInt64> {
      let note = EventDraft(
        id: EventID(high: 5, low: number), type: try EventType("NoteAdded"), occurredAt: time,
        actor: "operator:17", payload: [8, 1])
      let request = AppendRequest([StreamAppend(StreamID(unchecked: "notes"), events: [note])])
      _ = try log.appendAndWait(request)
    }
  }

  /// Lets the places of a page's nodes, two bytes each behind a head of 16, lie behind the page.
  private func damage(_ path: String, page: Int) throws {
    var content = try FileSystem.read(path)
    let start = page * 4_096
    guard start + 4_096 <= content.count else { return }
    for offset in start + 16..<start + 256 { content[offset] = 0xFE }
    try FileSystem.replace(path, with: content)
  }
}
