import EventStore
import Glibc
import TestSupport
import Testing

/// What keeps the check from reading is no damage: the verdict INVALID is for a log that is wrong.
@Suite("verify without the rights or means to read")
struct VerifyRefusedTests {
  private let place = TemporaryDirectory()

  private func verify(_ tool: Tool, key: String? = nil) throws -> (code: Int32, text: String) {
    let result = try tool.runWithErrors(
      ["verify", "--full", "--lang", "en", "--width", "1000"],
      environment: key.map { ["ANJUAN_VAULT_KEY=\($0)"] } ?? [])
    return (result.code, result.lines.joined(separator: "\n"))
  }

  private func expectRefusal(_ found: (code: Int32, text: String), _ words: String) {
    #expect(found.code == 1 && !found.text.contains("INVALID"), "\(found.text)")
    #expect(found.text.contains("says nothing of the log"), "\(found.text)")
    #expect(found.text.contains(words), "\(found.text)")
  }

  @Test(
    "A wrapping key that others may read, or that is not the one of this vault, is named as such")
  func wrappingKey() throws {
    try Tool.withLog { tool in
      let own = tool.directory + "/vault/wrapping.key"
      try FileSystem.setMode(own, 0o640)
      expectRefusal(try verify(tool), "chmod 600")
      try FileSystem.setMode(own, 0o600)
      #expect(try verify(tool).code == 20)
      let other = place.file("other.key")
      try FileSystem.replace(other, with: [UInt8](repeating: 7, count: 32))
      expectRefusal(try verify(tool, key: other), "belongs to another wrapping key")
      // In the data directory itself it is the directory that is wrong.
      try FileSystem.replace(own, with: [UInt8](repeating: 7, count: 32))
      let exchanged = try verify(tool)
      #expect(exchanged.code == 40 && exchanged.text.contains("another wrapping key"))
    }
  }

  @Test("A log whose index readers do not trust is not said to have been compared with it")
  func withoutIndex() throws {
    try Tool.withLog { tool in
      #expect(try !verify(tool).text.contains("not checked"))
      try FileSystem.remove(tool.directory + "/index/index.mdb")
      let found = try verify(tool)
      #expect(found.code == 20 && found.text.contains("not checked"), "\(found.text)")
      #expect(
        found.text.contains("inventories, the vault")
          && found.text.contains("the index: there is none"))
      let json = try tool.run("verify", "--full", "--format", "json").lines.joined()
      #expect(json.contains(#""indexCompared": false"#), "\(json)")
    }
  }

  @Test("Damage is told although something else may not be read")
  func both() throws {
    try Tool.withLog { tool in
      let look = try tool.run(
        "case", SampleLog.caseStream, "--reveal", "--viewer", "inspector-3", "--reason", "x")
      #expect(look.code == 0)
      try FileSystem.setMode(tool.directory + "/vault/wrapping.key", 0o640)
      try FileSystem.replace(tool.directory + "/access/log/000001.mdb", with: [])
      let found = try verify(tool)
      #expect(found.code == 40 && found.text.contains("no LMDB header"), "\(found.text)")
      #expect(found.text.contains("not checked") && found.text.contains("chmod 600"))
    }
  }

  @Test(
    "A copy that nobody may write any more is verified, and one that may not be read is no damage",
    .disabled(if: geteuid() == 0, "root may write everything"))
  func withoutRights() throws {
    try Tool.withLog { tool in
      let log = tool.directory + "/log"
      for name in try FileSystem.list(log) { try FileSystem.setMode(log + "/" + name, 0o400) }
      try FileSystem.setMode(tool.directory + "/vault/vault.mdb", 0o400)
      #expect(try verify(tool).code == 20)
      try FileSystem.setMode(log + "/000001.mdb", 0)
      expectRefusal(try verify(tool), "Permission denied")
      try FileSystem.setMode(log + "/000001.mdb", 0o600)
    }
  }
}
