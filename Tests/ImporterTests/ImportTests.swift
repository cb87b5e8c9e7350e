import EventStore
import Foundation
import Hotline
import Testing

@testable import Importers

@Suite("An import as a whole")
struct ImportTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func row(_ number: Int, _ day: Int = 1) -> String {
    let digits = String(10_000 + number)
    return "2024010\(day)\(digits),路樹處理,大安區\(number)號,2024010\(day),000001\n"
  }

  private func rows(_ numbers: ClosedRange<Int>, _ day: Int = 1) -> String {
    numbers.map { row($0, day) }.joined()
  }

  /// Three files: repeated rows, a rejected row at the end of a file, a shifted row, rows of
  /// another file again.
  private func sample() throws -> [String] {
    [
      try scratch.file("a.csv", header + rows(1...7) + row(3) + row(3)),
      try scratch.file(
        "b.csv.gz",
        gzip(Array((header + rows(5...6) + "2024010110099,路樹處理,大安區甲,乙,丙\n,,,,\n").utf8))),
      try scratch.file("empty.csv", header),
      try scratch.file("c.csv", "\u{FEFF}" + header + rows(1...4, 2) + "x"),
    ]
  }

  static let sampleAccounts = [
    RowAccount(read: 9, accepted: 9, repeated: 2),
    RowAccount(read: 4, accepted: 1, duplicate: 2, rejected: 1, recovered: 1),
    RowAccount(),
    RowAccount(read: 5, accepted: 4, rejected: 1),
  ]

  @Test("An import accounts for every row, per file and in total, and records itself")
  func account() throws {
    let log = simulatedLog()
    let account = try importer(log).run(files: try sample())
    #expect(account.files.map(\.account) == Self.sampleAccounts)
    #expect(account.files.map(\.name) == ["a.csv", "b.csv.gz", "empty.csv", "c.csv"])
    #expect(account.total.isBalanced)
    #expect(account.run == 1)
    #expect(!account.wasResumed)
    let own = try log.withSnapshot { try $0.events(.stream(account.stream)).map(\.record) }
    #expect(own.first?.type.text == "ImportStarted")
    #expect(own.last?.type.text == "ImportFinished")
    #expect(own.allSatisfy { $0.occurredAt == startedAt })
    let started = try ImportStarted(decoding: try #require(own.first).payload)
    #expect(started.mapping == "taipei-1999")
    #expect(started.files.map(\.digest) == account.files.map(\.digest.bytes))
    let imported = try events(log, "FileImported").map { try FileImported(decoding: $0.payload) }
    #expect(imported.map(\.account) == Self.sampleAccounts)
    #expect(imported.map(\.requests) == [3, 2, 0, 2])
    let finished = try ImportFinished(decoding: try #require(own.last).payload)
    #expect(finished.account == account.total)
    #expect(finished.files == 4)
    #expect(try events(log, "IntakeRecorded").count == 14)
  }

  @Test("Rows with equal content are calls of their own, told apart by their number")
  func repeated() throws {
    let log = simulatedLog()
    _ = try importer(log).run(files: [try sample()[0]])
    let intakes = try events(log, "IntakeRecorded").map { try IntakeRecorded(decoding: $0.payload) }
    #expect(intakes.map(\.occurrence) == [1, 1, 1, 1, 1, 1, 1, 2, 3])
    #expect(intakes.filter { $0.marks.contains(.repeatedRow) }.count == 2)
    #expect(Set(try events(log, "IntakeRecorded").map(\.stream)).count == 9)
    #expect(Set(try events(log, "IntakeRecorded").map(\.id)).count == 9)
  }

  @Test("Importing a finished import again adds no case and records a run of its own")
  func again() throws {
    let log = simulatedLog()
    let files = try sample()
    _ = try importer(log).run(files: files)
    let account = try importer(log).run(files: files)
    #expect(account.run == 2)
    #expect(
      account.total == RowAccount(read: 18, duplicate: 16, rejected: 2, recovered: 1, repeated: 2))
    #expect(try events(log, "IntakeRecorded").count == 14)
    #expect(try events(log, "ImportFinished").count == 2)
    #expect(try events(log, "RowRejected").count == 4)
  }

  @Test("A file under another name, with a byte order mark or packed, holds only duplicates")
  func otherName() throws {
    let log = simulatedLog()
    let content = header + rows(1...7)
    let account = try importer(log).run(files: [
      try scratch.file("one.csv", content), try scratch.file("two.csv", content),
      try scratch.file("three.csv", "\u{FEFF}" + content),
      try scratch.file("four.csv.gz", gzip(Array(content.utf8))),
    ])
    #expect(account.total == RowAccount(read: 28, accepted: 7, duplicate: 21))
    #expect(account.files[0].account.accepted == 7)
  }

  @Test("Quotes around a field do not make it another row")
  func quotes() throws {
    let log = simulatedLog()
    let account = try importer(log).run(files: [
      try scratch.file("one.csv", header + row(1)),
      try scratch.file(
        "two.csv", header + "\"" + row(1).replacing(",", with: "\",\"").dropLast() + "\"\n"),
    ])
    #expect(account.total == RowAccount(read: 2, accepted: 1, duplicate: 1))
  }

  @Test("A rejected row that a spreadsheet would take for a formula is written as text")
  func formulas() throws {
    let rows = ["=HYPERLINK(1)", "+886", "-1", "@SUM(1)", "\tx", "a=b"].map { $0 + ",x,y,z,0\n" }
    let file = try scratch.file("a.csv", header + rows.joined())
    _ = try importer(simulatedLog()).run(files: [file], rejects: scratch.path + "/r.csv")
    let lines = try scratch.text("r.csv").split(separator: "\n").dropFirst()
    #expect(lines.count == 6)
    #expect(lines.dropLast().allSatisfy { $0.contains(",\"'") })
    #expect(lines.last?.hasSuffix(",\"a=b,x,y,z,0\"") == true)
  }

  @Test("Rejected rows are kept in the log with their bytes, and written to the rejects file")
  func rejects() throws {
    let log = simulatedLog()
    let path = scratch.path + "/rejects.csv"
    let account = try importer(log).run(files: try sample(), rejects: path)
    let lines = try scratch.text("rejects.csv").split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0] == "file,line,reason,sentence,row")
    #expect(lines[1].hasPrefix("\"b.csv.gz\",5,badID,\"column '案件編號': "))
    #expect(lines[1].hasSuffix(",\",,,,\""))
    #expect(lines[2].hasPrefix("\"c.csv\",6,fieldCount,"))
    let kept = try log.withSnapshot { snapshot in
      try snapshot.events(.stream(account.stream)).filter { $0.record.type.text == "RowRejected" }
        .map { event in
          let row = try RowRejected(decoding: event.record.payload)
          let value = try #require(try snapshot.disclosures(at: event.position).first).value
          #expect(row.rowDigest == hmacSHA256(key: identityKey, value).bytes)
          #expect(row.rowBytes == UInt64(value.count))
          return "\(row.file):\(row.row):\(row.line):" + String(decoding: value, as: UTF8.self)
        }
    }
    #expect(kept == ["2:4:5:,,,,", "4:5:6:x"])
  }

  @Test("A dry run counts the same and writes nothing")
  func dryRun() throws {
    let log = simulatedLog()
    let files = try sample()
    let dry = try importer(log).run(files: files, dryRun: true)
    #expect(dry.isDryRun)
    #expect(dry.files.map(\.account) == Self.sampleAccounts)
    #expect(log.head == .start)
    _ = try importer(log).run(files: files)
    let head = log.head
    let after = try importer(log).run(files: files, dryRun: true)
    #expect(after.total.accepted == 0)
    #expect(after.total.duplicate == 16)
    #expect(log.head == head)
  }

  @Test("However fast the log answers, its content is the same")
  func timing() throws {
    let files = try sample()
    let quick = simulatedLog()
    _ = try importer(quick, rowsPerRequest: 1).run(files: files)
    let model = simulatedLog()
    let slow = SlowLog(model)
    let account = try importer(slow, rowsPerRequest: 1).run(files: files)
    #expect(account.files.map(\.account) == Self.sampleAccounts)
    #expect(slow.mostInFlight > 1)
    #expect(slow.mostInFlight <= RequestPipeline.inFlightMax)
    #expect(try Content(quick) == Content(model))
  }

  @Test("The rows of a request come in the order of the file, with accounts behind them")
  func order() throws {
    let log = simulatedLog()
    _ = try importer(log, rowsPerRequest: 2).run(files: try sample())
    let intakes = try events(log, "IntakeRecorded").map { try IntakeRecorded(decoding: $0.payload) }
    let places = intakes.compactMap(\.provenance).map { [UInt64($0.file), $0.row] }
    #expect(places == places.sorted { $0.lexicographicallyPrecedes($1) })
    let types = try Content(log).records.count
    #expect(types == 1 + 14 + 2 + 4 + 1)
  }

  @Test("The rejects file takes the place of no file but an earlier one of its kind")
  func rejectsApart() throws {
    let log = simulatedLog()
    let files = try sample()
    let mapping = try scratch.file("mapping.yaml", "mapping: 1\n")
    let key = try scratch.file("key", [UInt8](repeating: 7, count: 32))
    for path in files + [mapping, key] {
      let before = try Data(contentsOf: URL(filePath: path))
      #expect(throws: ImportError.self) { _ = try importer(log).run(files: files, rejects: path) }
      #expect(try Data(contentsOf: URL(filePath: path)) == before)
    }
    #expect(log.head == .start)
    let earlier = try scratch.file("earlier.csv", RejectsFile.header + "\"a\",1,x,\"y\",\"z\"\n")
    // An earlier one that is to be imported is an input like any other, whatever its name.
    let link = scratch.path + "/link.csv"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: earlier)
    let stamp = try FileDescriptor(reading: earlier).stamp()
    #expect(throws: ImportError.self) { _ = try RejectsFile(link, apartFrom: [stamp]) }
    #expect(try scratch.text("earlier.csv").split(separator: "\n").count == 2)
    let empty = try scratch.file("new.csv", "")
    _ = try importer(log).run(files: files, rejects: empty)
    _ = try importer(log).run(files: files, rejects: earlier)
    #expect(try scratch.text("earlier.csv").split(separator: "\n").count == 3)
  }

  static let crashes = (0...9).flatMap { after in
    FailingLog.Loss.allCases.flatMap { loss in [1, 2, 3].map { (after, loss, $0) } }
  }

  @Test(
    "An import that dies at any request ends, resumed, with exactly the events of one that did not",
    arguments: crashes.indices)
  func resume(_ index: Int) throws {
    let (after, loss, rowsPerRequest) = Self.crashes[index]
    let files = try sample()
    let whole = simulatedLog()
    let expected = try importer(whole, rowsPerRequest: rowsPerRequest).run(
      files: files, rejects: scratch.path + "/whole.csv")
    let log = simulatedLog()
    let failing = FailingLog(log, after: after, loss: loss)
    do {
      let account = try importer(failing, rowsPerRequest: rowsPerRequest).run(files: files)
      #expect(account.total.isBalanced)
    } catch {
      #expect("\(error)".contains("the import stopped because"))
    }
    // A resumed run keeps the first run's request size, whatever it is told.
    let isStarted = log.head > .start
    let account = try importer(log, rowsPerRequest: isStarted ? 8 : rowsPerRequest).run(
      files: files, rejects: scratch.path + "/resumed.csv")
    if try events(log, "ImportFinished").count == 1 {
      #expect(account.wasResumed == isStarted)
      #expect(account.files.map(\.account) == expected.files.map(\.account))
      #expect(try Content(log) == Content(whole))
      #expect(try scratch.text("resumed.csv") == scratch.text("whole.csv"))
    } else {
      #expect(account.total.accepted == 0)
      #expect(account.run == 2)
    }
  }

  @Test("Rejected rows that come out of the vault are told of first, or are not written")
  func looks() throws {
    let files = try sample()
    let (log, rejects) = (simulatedLog(), scratch.path + "/rejects.csv")
    // Until the file with the first rejected row is accounted for.
    while try events(log, "FileImported").count < 2 {
      _ = try? importer(FailingLog(log, after: 1, loss: .request), rowsPerRequest: 2).run(
        files: files)
    }
    #expect(try events(log, "RowRejected").count > 0)
    let last = log.head
    struct Refused: Error {}
    #expect(throws: ImportError.self) {
      _ = try importer(log).run(files: files, rejects: rejects, look: { _, _ in throw Refused() })
    }
    #expect(try scratch.text("rejects.csv").split(separator: "\n").count == 1)
    #expect(try events(log, "ImportFinished").isEmpty)
    var looks: [Position] = []
    _ = try importer(log).run(files: files, rejects: rejects, look: { looks.append($1) })
    #expect(looks.count == 1 && looks[0] <= last)
    #expect(try scratch.text("rejects.csv").split(separator: "\n").count > 1)
    // Rows that a run reads itself were never sealed: nobody looks into the vault for them.
    looks = []
    _ = try importer(simulatedLog()).run(
      files: files, rejects: rejects, look: { looks.append($1) })
    #expect(looks.isEmpty)
  }

  @Test("An import that dies again and again still ends with the same events")
  func resumeOften() throws {
    let files = try sample()
    let whole = simulatedLog()
    _ = try importer(whole, rowsPerRequest: 1).run(files: files)
    let log = simulatedLog()
    var runs = 0
    while try events(log, "ImportFinished").isEmpty, runs < 100 {
      runs += 1
      _ = try? importer(FailingLog(log, after: 1, loss: .request), rowsPerRequest: 1).run(
        files: files)
    }
    #expect(runs > 10)
    #expect(try Content(log) == Content(whole))
  }

  @Test("Files that cannot be imported are refused before anything is written")
  func refusals() throws {
    let good = try scratch.file("good.csv", header + row(1))
    let bad = [
      (try scratch.file("bad.csv", "案件編號,派工項目\n1,2\n"), "lacks the column '案件地址'"),
      (
        try scratch.file("twice.csv", "派工項目,\(header)a,\(row(1))"),
        "columns 1 and 3 of the header are both named '派工項目'"
      ),
      (
        try scratch.file(
          "wide.csv", [0xFF, 0xFE] + header.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }),
        "holds NUL bytes, as a file in UTF-16 does"
      ),
      (
        try scratch.file("big5.csv", [0xAE, 0xD7, 0xA5, 0xF3, 0x0A]),
        "in the encoding that its source.encoding names"
      ),
      (try scratch.file("none.csv", ""), "is empty"),
      (try scratch.file("zip.csv.gz", "PK"), "is not gzip"),
      (scratch.path + "/missing.csv", "No such file"),
      (try scratch.file("open.csv", "\"案件編號"), "the quote opened on line 1"),
    ]
    for (path, words) in bad {
      let log = simulatedLog()
      var text = ""
      do {
        _ = try importer(log).run(files: [good, path])
      } catch {
        text = "\(error)"
      }
      #expect(text.contains(words), "\(text)")
      #expect(text.contains(path))
      #expect(log.head == .start)
    }
    let log = simulatedLog()
    #expect(throws: ImportError.self) { try importer(log).run(files: []) }
    #expect(throws: ImportError.self) { try importer(log, rowsPerRequest: 0).run(files: [good]) }
    let many = [String](repeating: good, count: 1_500)
    #expect(throws: ImportError.self) { try importer(log).run(files: many) }
    #expect(log.head == .start)
  }

  @Test("A file that is broken anywhere is refused before a row of any file is recorded")
  func brokenLate() throws {
    let good = try scratch.file("good.csv", header + rows(1...9))
    let ends = [
      ("unclosed", "\"never closed\n"), ("cr", "a,b\rc\n"),
      ("long", String(repeating: "x", count: 1 << 20 + 1)),
    ]
    for (name, end) in ends {
      let log = simulatedLog()
      let broken = try scratch.file(name + ".csv", header + rows(1...40) + end)
      let failure = #expect(throws: ImportError.self) {
        _ = try importer(log).run(files: [good, broken])
      }
      #expect("\(String(describing: failure))".contains(name + ".csv"))
      #expect(log.head == .start)
      _ = try scratch.file(name + ".csv", header + rows(10...40))
      #expect(try importer(log).run(files: [good, broken]).total.accepted == 40)
    }
  }

  @Test("Files of one name in several folders are told apart, in the log and among rejected rows")
  func sameNames() throws {
    for folder in ["north", "south"] {
      try FileManager.default.createDirectory(
        atPath: scratch.path + "/" + folder, withIntermediateDirectories: true)
    }
    let files = try [
      scratch.file("north/x.csv", header + row(1) + "x\n"),
      scratch.file("south/x.csv", header + row(2) + "y\n"), scratch.file("y.csv", header + row(3)),
    ]
    let log = simulatedLog()
    let account = try importer(log).run(files: files, rejects: scratch.path + "/r.csv")
    #expect(account.files.map(\.name) == ["north/x.csv", "south/x.csv", "y.csv"])
    let lines = try scratch.text("r.csv").split(separator: "\n").dropFirst()
    #expect(lines.map { $0.prefix(13) } == ["\"north/x.csv\"", "\"south/x.csv\""])
    #expect(
      ImportSurvey.names(of: ["./a.csv", "a.csv", "/b/a.csv"]) == ["a.csv", "a.csv", "b/a.csv"])
    #expect(ImportSurvey.names(of: ["/", "a"]) == ["", "a"])
  }

  @Test("A file that was packed twice is told as such")
  func packedTwice() throws {
    let file = try scratch.file("a.csv.gz", gzip(gzip(Array((header + rows(1...3)).utf8))))
    let error = #expect(throws: ImportError.self) {
      try importer(simulatedLog()).run(files: [file])
    }
    #expect(error?.description.contains("packed twice") == true)
  }

  @Test("A packed file that was damaged or cut off on its way leaves nothing in the log")
  func damagedArchive() throws {
    let whole = gzip(Array((header + rows(1...300)).utf8), blockBytes: 500)
    var changed = whole
    // A digit of an address near the end, so that the row still looks like one; only the checksum tells.
    let place = try #require(whole.lastIndex(of: UInt8(ascii: "9")))
    changed[place] = UInt8(ascii: "8")
    for file in [changed, Array(whole.prefix(whole.count / 2)), whole + [1]] {
      let log = simulatedLog()
      let path = try scratch.file("a.csv.gz", file)
      #expect(throws: ImportError.self) { try importer(log).run(files: [path]) }
      #expect(log.head == .start)
    }
  }

  @Test("Progress tells rows and bytes and ends at all of them")
  func progress() throws {
    let log = simulatedLog()
    var last: ImportProgress?
    var rowsSeen: [UInt64] = []
    _ = try importer(log).run(files: try sample()) { progress in
      last = progress
      rowsSeen.append(progress.rows)
    }
    #expect(rowsSeen == rowsSeen.sorted())
    #expect(last?.rows == 18)
    #expect(last?.bytesDone == last?.bytesTotal)
    #expect(last?.file == 4)
  }

  @Test("A header may name the columns in another order and hold further ones")
  func columnOrder() throws {
    let log = simulatedLog()
    let content =
      "備註,派工項目,案件編號,案件地址,立案日期,立案時間\n好,路樹處理,2024010110001,大安區1號,20240101,000001\n"
    let account = try importer(log).run(files: [
      try scratch.file("a.csv", header + row(1)), try scratch.file("b.csv", content),
    ])
    #expect(account.total == RowAccount(read: 2, accepted: 1, duplicate: 1))
  }
}
