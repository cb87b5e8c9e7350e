import EventStore
import TestSupport
import Testing

/// Rejected rows hold whatever a file held; only the file that was asked for may show it.
@Suite("Rejected rows of an import, to the program", .serialized)
struct RejectedRowTests {
  private static let header = "案件編號,派工項目,案件地址,立案日期,立案時間\n"
  private static let secrets = ["Quartzperson", "13800000009", "Quartzlane-12"]

  @Test("What was rejected is in the file of --rejects, for its owner alone, and in nothing else")
  func rejected() async throws {
    let directory = TemporaryDirectory()
    let (data, source) = (directory.file("data"), directory.file("calls.csv"))
    let made = try await Program.run(["init", "--origin", "example.org/log", "--data", data])
    #expect(made.code == 0)
    let row = "no-number," + Self.secrets.joined(separator: " ") + ",,,\n"
    try FileSystem.replace(source, with: Array((Self.header + row).utf8))
    for (number, format) in ["text", "json"].enumerated() {
      for rejects in [nil, directory.file("rejects-\(number).csv")] {
        let found = try await Program.run(
          ["import", "--mapping", "taipei-1999", "--data", data, "--format", format]
            + (rejects.map { ["--rejects", $0] } ?? []) + [source])
        #expect(found.code == 0 && found.output.contains("1"), "\(found.errors)")
        for secret in Self.secrets {
          #expect(!(found.output + found.errors).contains(secret), "\(format) \(secret)")
          #expect(try FileSearch.files(data, containing: Array(secret.utf8)).isEmpty, "\(secret)")
        }
      }
    }
    let file = directory.file("rejects-0.csv")
    let text = String(decoding: try FileSystem.read(file), as: UTF8.self)
    #expect(Self.secrets.allSatisfy { text.contains($0) })
    #expect(FileSystem.mode(of: file).map { $0 & 0o077 } == 0)
  }
}
