import Foundation
import Hotline
import Testing
import Wire

@Suite("docs/schema/hotline.proto")
struct SchemaTests {
  static let schema = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/schema")
  static let protoc = ["/usr/bin/protoc", "/usr/local/bin/protoc"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  private func decode(_ message: String, _ bytes: [UInt8]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: try #require(Self.protoc))
    process.arguments = [
      "--decode=anjuan.hotline.v1.\(message)", "--proto_path=\(Self.schema.path)", "hotline.proto",
    ]
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    input.fileHandleForWriting.write(Data(bytes))
    try input.fileHandleForWriting.close()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: text, as: UTF8.self)
  }

  @Test(
    "protoc reads an intake by the published schema",
    .enabled(if: protoc != nil, "needs protobuf-compiler"))
  func intake() throws {
    var writer = WireWriter()
    EventCodingTests.intake.encode(into: &writer)
    let text = try decode("IntakeRecorded", writer.bytes)
    for line in [
      "source_id: \"2025083110365\"", "category: \"street-tree\"", "district: \"daan\"",
      "time_precision: TIME_PRECISION_DAY", "marks: MARK_DAY_RECOVERED_FROM_ID",
      "marks: MARK_COLUMNS_SHIFTED", "occurrence: 300", "row: 1645064", "file: 123",
    ] {
      #expect(text.contains(line))
    }
    #expect(!text.contains("\n11:"))
  }

  @Test(
    "protoc reads the events of an import by the published schema",
    .enabled(if: protoc != nil, "needs protobuf-compiler"))
  func importEvents() throws {
    var writer = WireWriter()
    ImportStarted(
      mapping: "taipei-1999", mappingDigest: [1], run: 2,
      files: [.init(name: "a.csv", digest: [2], byteCount: 3)], rowsPerRequest: 4096
    ).encode(into: &writer)
    #expect(try decode("ImportStarted", writer.bytes).contains("rows_per_request: 4096"))
    let account = RowAccount(
      read: 6, accepted: 3, duplicate: 2, rejected: 1, recovered: 1, repeated: 1)
    writer.removeAll()
    FileImported(run: 1, file: 1, account: account, requests: 9).encode(into: &writer)
    let file = try decode("FileImported", writer.bytes)
    #expect(file.contains("duplicate: 2") && file.contains("requests: 9"))
    writer.removeAll()
    RowRejected(
      run: 1, file: 1, row: 2, line: 3, reason: .tooLong, sentence: "s", rowDigest: [4], rowBytes: 5
    ).encode(into: &writer)
    #expect(try decode("RowRejected", writer.bytes).contains("reason: REASON_TOO_LONG"))
    writer.removeAll()
    ImportFinished(run: 1, files: 2, account: account).encode(into: &writer)
    #expect(try decode("ImportFinished", writer.bytes).contains("repeated: 1"))
  }

  @Test("The schema names every mark and every reason by its number")
  func numbers() throws {
    let text = try String(
      contentsOf: Self.schema.appending(path: "hotline.proto"), encoding: .utf8)
    func constant(_ name: String) -> String {
      name.replacing("ID", with: "Id").reduce("") {
        $0 + ($1.isUppercase ? "_" : "") + $1.uppercased()
      }
    }
    for mark in IntakeMark.allCases {
      #expect(text.contains("MARK_\(constant(mark.name)) = \(mark.rawValue);"), "\(mark)")
    }
    for reason in RowRejected.Reason.allCases {
      let name = reason == .nulByte ? "NUL_BYTE" : constant(reason.name)
      #expect(text.contains("REASON_\(name) = \(reason.rawValue);"), "\(reason)")
    }
  }
}
