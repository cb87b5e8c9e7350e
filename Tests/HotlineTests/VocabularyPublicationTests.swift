import Foundation
import Hotline
import TestKit
import Testing

@Suite("The published vocabulary")
struct VocabularyPublicationTests {
  static let protoc = ["/usr/bin/protoc", "/usr/local/bin/protoc"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test("docs/schema/hotline.proto says what the sources write")
  func proto() throws {
    let difference = try GoldenFile("docs/schema/hotline.proto").difference(from: ProtoText.hotline)
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test("docs/vocabulary.md says what the sources write")
  func page() throws {
    let difference = try GoldenFile("docs/vocabulary.md").difference(from: VocabularyText.markdown)
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test(
    "protoc reads every type by the published schema, field for field",
    .enabled(if: protoc != nil, "needs protobuf-compiler"),
    arguments: VocabularyCodingTests.names)
  func decodes(_ name: String) throws {
    let type = try #require(Vocabulary.type(named: name))
    var generator = PayloadGenerator(seed: 5)
    let text = try decode(name, generator.payload(type.description))
    let fields = text.split(separator: "\n").map { $0.drop { $0 == " " } }
    #expect(!fields.contains { $0.first?.isNumber == true }, "\(text)")
    for field in type.description.fields {
      let published = field.name.reduce(into: "") {
        $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1)
      }
      #expect(fields.contains { $0.hasPrefix(published) }, "\(name).\(published)")
    }
  }

  @Test(
    "protoc names the words of an intake", .enabled(if: protoc != nil, "needs protobuf-compiler"))
  func words() throws {
    let text = try decode("IntakeRecorded", EventCodingTests.intake.encoded)
    for line in [
      "source_id: \"2025083110365\"", "category: \"street-tree\"", "district: \"daan\"",
      "precision: TIME_PRECISION_DAY", "marks: INTAKE_MARK_DAY_RECOVERED_FROM_ID",
      "marks: INTAKE_MARK_COLUMNS_SHIFTED", "occurrence: 300", "row: 1645064", "file: 123",
    ] {
      #expect(text.contains(line), "\(line)")
    }
  }

  private func decode(_ message: String, _ bytes: [UInt8]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: try #require(Self.protoc))
    let folder = GoldenFile.root.appending(path: "docs/schema").path
    process.arguments = [
      "--decode=anjuan.hotline.v1.\(message)", "--proto_path=\(folder)", "hotline.proto",
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
}
