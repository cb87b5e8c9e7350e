import EventStore
import Hotline
import Importers
import TestSupport
import Testing
import Wire

@testable import Simulation

@Suite("Legacy exports")
struct LegacyExportTests {
  @Test(
    "Importing what was exported gives the same matters, in GB18030 and in Big5",
    arguments: [City.foshan, .shanghai, .taipei, .kaohsiung])
  func roundTrip(city: City) throws {
    let directory = TemporaryDirectory()
    let plan = try SimulatedLog.plan(city, tickets: 200, months: 2, direct: 50)
    let simulated = InMemoryEventLog(
      origin: "a.example/log", clock: SimulatedClock(start: plan.start))
    let export = try LegacyExport(city, directory: directory.file("legacy"))
    _ = try Simulator.run(
      plan, SimulatedLog.reference(city), into: simulated,
      identityKey: SimulatedLog.identityKey, export: export)
    #expect(export.replaced == 0)
    #expect(export.files.count == 2)
    let first = try FileSystem.read(export.files[0])
    #expect(String(validating: first, as: UTF8.self) == nil)

    let imported = InMemoryEventLog(
      origin: "b.example/log", clock: SimulatedClock(start: plan.start))
    let importer = Importer(
      log: imported, mapping: try Mapping.load(export.mappingPath),
      identityKey: SimulatedLog.identityKey, entropy: SeededEntropy(seed: 1),
      options: ImportOptions(startedAt: plan.start))
    let account = try importer.run(files: export.files)
    #expect(account.total.read == UInt64(export.rows))
    #expect(account.total.accepted == UInt64(export.rows))
    let before = try matters(simulated)
    let after = try matters(imported)
    #expect(before.count == export.rows)
    #expect(after == before)
  }

  /// Intakes with their texts, by number.
  private func matters(_ log: InMemoryEventLog) throws -> [String: [String]] {
    var result: [String: [String]] = [:]
    try log.withSnapshot { snapshot in
      for event in try snapshot.events(.all, .everything)
      where event.record.type.text == IntakeRecorded.typeName {
        let intake = try IntakeRecorded(decoding: event.record.payload)
        let values = try snapshot.disclosures(at: event.position)
          .sorted { $0.path < $1.path }
          .map { "\($0.path)=\(String(decoding: $0.value, as: UTF8.self))" }
        let second = event.record.occurredAt.microseconds / 1_000_000
        result[intake.sourceID] =
          [intake.category, intake.district, intake.categoryText, "\(second)"] + values
      }
    }
    return result
  }

  @Test("A character that the encoding has not becomes a question mark, and is counted")
  func replaced() throws {
    let converter = try TextConverter(from: .utf8, to: .big5)
    var output: [UInt8] = []
    let text = Array("案😀件".utf8)
    #expect(converter.convertAll(text.span, into: &output, replacement: 0x3F) == 1)
    #expect(output == [0xAE, 0xD7, 0x3F, 0xA5, 0xF3])
  }

  @Test("A directory that holds something is refused")
  func refused() throws {
    let directory = TemporaryDirectory()
    try FileSystem.replace(directory.file("a"), with: [1])
    #expect(throws: LogError.self) { _ = try LegacyExport(.foshan, directory: directory.path) }
  }
}
