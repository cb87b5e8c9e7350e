import FaultShim
import TestSupport
import Testing

@testable import EventStore

extension UnderFaults {
  /// After an erasure nothing of a value, its salt or its key is left below the data directory, and the log verifies.
  @Suite("Erasing personal values")
  struct ErasureTests {
    private let directory = TemporaryDirectory()
    private static let origin = "test.example/erasure"

    private func create(_ name: String = "data") throws -> DataDirectory {
      try DataDirectory.create(directory.file(name), origin: Self.origin)
    }

    private static func value(_ number: UInt64, _ path: String = "address") -> Disclosure {
      Disclosure(
        path: path, salt: sha256(Array("salt \(path) \(number)".utf8)),
        value: Array("a secret place number \(number) \(path)".utf8))
    }

    private static func fill(_ log: LMDBEventLog) throws {
      for number in 1...6 as ClosedRange<UInt64> {
        _ = try log.appendAndWait(
          Drafts.request(
            "case-\(number % 2)",
            Drafts.event(number, disclosures: [value(number), value(number, "phone")])))
      }
    }

    /// Erases of `case-1`, which has the events 1, 3 and 5.
    private static func request(
      _ values: [(UInt64, Int)], key: String = "erase-1"
    ) -> ErasureRequest {
      ErasureRequest(
        stream: StreamID(unchecked: "case-1"),
        values: values.map { .init(position: Position($0.0), ordinal: $0.1) },
        request: Drafts.request("case-1", key: key, Drafts.event(100, type: "Erased")))
    }

    private static let everything: [(UInt64, Int)] = [
      (1, 0), (1, 1), (3, 0), (3, 1), (5, 0), (5, 1),
    ]

    private static func seed(_ data: DataDirectory, _ stream: Int) throws -> [UInt8] {
      let bytes = try FileSystem.read(data.path + "/vault/keys/000000.keys")
      return Array(bytes[(32 + 32 * stream)..<(64 + 32 * stream)])
    }

    @Test("No value and no salt lies open anywhere, and a reader beside sees them")
    func sealed() throws {
      let data = try create()
      let log = try data.openLog(.writer)
      try Self.fill(log)
      log.close()
      let hidden = Self.value(3)
      #expect(try FileSearch.files(data.path, containing: hidden.value).isEmpty)
      #expect(try FileSearch.files(data.path, containing: hidden.salt.bytes).isEmpty)
      let reader = try data.openLog(.reader)
      defer { reader.close() }
      #expect(try reader.withSnapshot { try $0.disclosures(at: Position(3)) }.first == hidden)
      #expect(Verification.run(directory: data.path, full: true).isSound)
    }

    @Test("All of a case is gone, other cases stay, a backup taken afterwards holds nothing of it")
    func everythingOfACase() throws {
      let data = try create()
      let log = try data.openLog(.writer)
      try Self.fill(log)
      _ = try Backup.run(from: data, to: directory.file("copy"))
      let seed = try Self.seed(data, 0)
      #expect(seed != [UInt8](repeating: 0, count: 32))
      let receipt = try log.erase(Self.request(Self.everything))
      #expect(receipt.first == Position(7))
      try log.withSnapshot { snapshot in
        for position in [1, 3, 5] as [UInt64] {
          let entry = try snapshot.vaultEntry(at: Position(position))
          #expect(entry.values.isEmpty)
          #expect(entry.erased.map(\.by) == [receipt.first, receipt.first])
        }
        #expect(try snapshot.disclosures(at: Position(4)).count == 2)
      }
      _ = try Backup.run(from: data, to: directory.file("copy"))
      log.close()
      for path in [data.path, directory.file("copy")] {
        #expect(try FileSearch.files(path, containing: seed).isEmpty)
        for number in [1, 3, 5] as [UInt64] {
          #expect(try FileSearch.files(path, containing: Self.value(number).value).isEmpty)
          #expect(try FileSearch.files(path, containing: Self.value(number).salt.bytes).isEmpty)
        }
      }
      let report = Verification.run(directory: data.path, full: true)
      #expect(report.isSound, "\(report.findings)")
      try Backup.restore(from: directory.file("copy"), to: directory.file("again"))
    }

    @Test("One value of an event is erased and its neighbours can still be read and added to")
    func oneValue() throws {
      let data = try create()
      let log = try data.openLog(.writer)
      try Self.fill(log)
      let seed = try Self.seed(data, 0)
      _ = try log.erase(Self.request([(3, 0)]))
      let later = Drafts.event(101, disclosures: [Self.value(9)])
      _ = try log.appendAndWait(Drafts.request("case-1", later))
      _ = try log.erase(Self.request([(3, 0), (5, 1)], key: "erase-2"))
      try log.withSnapshot { snapshot in
        let entry = try snapshot.vaultEntry(at: Position(3))
        #expect(entry.values == [Self.value(3, "phone")])
        #expect(entry.erased == [ErasedValue(ordinal: 0, by: Position(7))])
        #expect(try snapshot.disclosures(at: Position(1)).count == 2)
        #expect(try snapshot.disclosures(at: Position(5)) == [Self.value(5)])
        #expect(try snapshot.disclosures(at: Position(8)) == [Self.value(9)])
      }
      log.close()
      #expect(try FileSearch.files(data.path, containing: seed).isEmpty)
      let report = Verification.run(directory: data.path, full: true)
      #expect(report.isSound, "\(report.findings)")
    }

    @Test("A value that is gone is found where the event that is said to have erased it did not")
    func forgedMark() throws {
      let data = try create()
      let log = try data.openLog(.writer)
      try Self.fill(log)
      _ = try log.erase(Self.request([(3, 0)]))
      let path = try log.withSnapshot {
        try #require(try $0.event(at: Position(3))).record.disclosures[0].path
      }
      log.close()
      // Who has the files can write a mark that names any later event of the stream.
      let forged = Verification.run(directory: data.path, full: true, erases: { _, _ in false })
      #expect(forged.findings.map(\.position) == [Position(3)])
      #expect(forged.findings.first?.description.contains("did not") == true)
      let genuine = Verification.run(
        directory: data.path, full: true,
        erases: { event, asked in event.position == Position(7) && asked == path })
      #expect(genuine.isSound, "\(genuine.findings)")
    }

    @Test("Values that somebody took out of the vault are missed where they were")
    func takenOut() throws {
      let data = try create()
      let log = try data.openLog(.writer)
      try Self.fill(log)
      log.close()
      do {
        let vault = try Vault(
          data.path + "/" + Vault.filePath, origin: Self.origin, isReadOnly: false, faults: nil)
        let store = vault.store
        let transaction = try store.environment.beginWrite()
        for position in [2, 5] as [UInt64] {
          try transaction.remove(store.values, Key(position, 0 as UInt16))
        }
        try transaction.commit()
      }
      let report = Verification.run(directory: data.path, full: true)
      #expect(report.findings.map(\.position) == [Position(2), Position(5)])
      #expect(report.findings.allSatisfy { $0.description.contains("2 values are missing") })
    }

    @Test("Values that an older version left open are gone from free pages, too")
    func openValues() throws {
      let data = try create()
      let log = try data.openLog(.writer)
      try Self.fill(log)
      let store = try #require(log.vault).store
      let transaction = try store.environment.beginWrite()
      for (ordinal, path) in ["address", "phone"].enumerated() {
        let value = Self.value(3, path)
        var bytes: [UInt8] = [0, UInt8(path.utf8.count)] + Array(path.utf8)
        value.salt.append(to: &bytes)
        bytes += value.value
        try transaction.put(store.values, Key(3, UInt16(ordinal)), bytes.span)
      }
      try transaction.commit()
      #expect(try !FileSearch.files(data.path, containing: Self.value(3).value).isEmpty)
      #expect(try log.withSnapshot { try $0.disclosures(at: Position(3)) }.count == 2)
      _ = try log.erase(Self.request([(3, 0)]))
      #expect(try FileSearch.files(data.path, containing: Self.value(3).value).isEmpty)
      #expect(try FileSearch.files(data.path, containing: Self.value(3).salt.bytes).isEmpty)
      _ = try log.appendAndWait(
        Drafts.request("case-7", Drafts.event(200, disclosures: [Self.value(7)])))
      let kept = try log.withSnapshot { try $0.disclosures(at: Position(3)) }
      #expect(kept == [Self.value(3, "phone")])
      log.close()
      #expect(Verification.run(directory: data.path, full: true).isSound)
    }

    @Test(
      "An erasure that a crash cut after its event is completed, one without its event forgotten")
    func interrupted() throws {
      let data = try create()
      var log = try data.openLog(.writer)
      try Self.fill(log)
      let vault = try #require(log.vault)
      let request = Self.request(Self.everything)
      let key = try #require(request.request.key)
      let intent = try vault.intent(
        request.values, of: StreamNumber(0), request: key.digest)
      #expect(ErasureIntent(text: intent.text) == intent)
      try intent.save(vault.directory)
      log.close()
      log = try data.openLog(.writer)
      #expect(try log.withSnapshot { try $0.disclosures(at: Position(3)) }.count == 2)
      #expect(try ErasureIntent.load(vault.directory) == nil)
      try intent.save(vault.directory)
      _ = try log.appendAndWait(request.request)
      log.close()
      log = try data.openLog(.writer)
      #expect(try log.withSnapshot { try $0.disclosures(at: Position(3)) }.isEmpty)
      #expect(try ErasureIntent.load(vault.directory) == nil)
      log.close()
      #expect(Verification.run(directory: data.path, full: true).isSound)
    }

    @Test(
      "Whichever call of an erasure fails, it is complete after opening again, or never happened",
      arguments: [ANJUAN_FAULT_WRITE | ANJUAN_FAULT_META, ANJUAN_FAULT_SYNC])
    func anyCallFails(_ kinds: Int32) throws {
      var number: UInt = 1
      var fired = true
      while fired, number < 200 {
        let data = try create("data-\(kinds)-\(number)")
        var log = try data.openLog(.writer)
        try Self.fill(log)
        let seed = try Self.seed(data, 0)
        anjuan_fault_arm(kinds, number, 5, data.path + "/", 1)
        let receipt = try? log.erase(Self.request([(1, 0), (3, 0), (3, 1), (5, 0), (5, 1)]))
        fired = anjuan_fault_fired() > 0
        anjuan_fault_disarm()
        log.close()
        log = try data.openLog(.writer)
        let happened = log.head == Position(7)
        #expect(happened || receipt == nil)
        let left = try log.withSnapshot { try $0.disclosures(at: Position(3)) }.count
        #expect(left == (happened ? 0 : 2), "call \(number) of \(kinds)")
        #expect(
          try log.withSnapshot { try $0.disclosures(at: Position(1)) }.count == (happened ? 1 : 2))
        log.close()
        #expect(try FileSearch.files(data.path, containing: seed).isEmpty == happened)
        let report = Verification.run(directory: data.path, full: true)
        #expect(report.isSound, "call \(number) of \(kinds): \(report.findings)")
        number += 1
      }
      #expect(!fired && number > 5)
    }

    @Test("A value whose key was destroyed without an event is named by verify")
    func destroyedSecretly() throws {
      let data = try create()
      let log = try data.openLog(.writer)
      try Self.fill(log)
      try #require(log.vault?.keys).replace(0, with: nil)
      log.close()
      let report = Verification.run(directory: data.path, full: true)
      #expect(report.findings.map(\.position) == [1, 3, 5].map { Position($0) })
    }

    @Test("Without the wrapping key a reader replays the log and says that values are locked")
    func withoutKey() throws {
      let data = try create()
      let log = try data.openLog(.writer)
      try Self.fill(log)
      log.close()
      let key = data.path + "/vault/wrapping.key"
      try FileSystem.rename(key, to: directory.file("key"))
      let report = Verification.run(directory: data.path, full: true)
      #expect(report.isSound && report.lockedValues == 12)
      let reader = try data.openLog(.reader)
      let entry = try reader.withSnapshot { try $0.vaultEntry(at: Position(3)) }
      #expect(entry.isLocked && entry.values.isEmpty)
      reader.close()
      #expect(throws: LogError.self) { try data.openLog(.writer) }
      try FileSystem.rename(directory.file("key"), to: key)
      #expect(Verification.run(directory: data.path, full: true).lockedValues == 0)
    }

    @Test("A log whose key store or vault is lost takes no more writes, and says what is missing")
    func lostKeys() throws {
      let data = try create()
      let log = try data.openLog(.writer)
      try Self.fill(log)
      log.close()
      for lost in ["/vault/keys/000000.keys", "/vault/keys", "/vault"] {
        try FileSystem.rename(data.path + lost, to: directory.file("aside"))
        do {
          try data.openLog(.writer).close()
          Issue.record("\(lost) is gone, and the log was opened for writing")
        } catch {
          #expect("\(error)".contains("\(data.path)/vault") && "\(error)".contains("is missing"))
        }
        try data.openLog(.reader).close()
        try FileSystem.removeTree(data.path + lost)
        try FileSystem.rename(directory.file("aside"), to: data.path + lost)
      }
      try data.openLog(.writer).close()
      #expect(Verification.run(directory: data.path, full: true).isSound)
    }

    @Test(
      "Values and seeds that others may read are refused, for writing and for reading",
      arguments: [
        "vault/vault.mdb", "vault/wrapping.key", "vault/keys/000000.keys",
      ])
    func shared(_ name: String) throws {
      let data = try create()
      let log = try data.openLog(.writer)
      try Self.fill(log)
      log.close()
      for directory in ["", "/log", "/vault", "/vault/keys"] {
        #expect(FileSystem.mode(of: data.path + directory) == 0o700, "\(directory)")
      }
      for file in ["/log/000001.mdb", "/vault/vault.mdb", "/vault/keys/000000.keys"] {
        #expect(FileSystem.mode(of: data.path + file) == 0o600, "\(file)")
      }
      try FileSystem.setMode(data.path + "/vault", 0o750)
      try FileSystem.setMode(data.path + "/" + name, 0o640)
      for mode in [LMDBEventLog.Mode.writer, .reader] {
        do {
          try data.openLog(mode).close()
          Issue.record("\(name) is readable by others, and was opened")
        } catch {
          #expect("\(error)".contains("chmod 600 \(data.path)/\(name)"), "\(error)")
        }
      }
      try FileSystem.setMode(data.path + "/" + name, 0o600)
      try data.openLog(.reader).close()
    }

    @Test("A wrapping key that is named is made once, outside, and refused when others can read it")
    func namedKey() throws {
      let vault = directory.file("vault")
      try FileSystem.createDirectory(vault)
      let named = directory.file("outside.key")
      #expect(try WrappingKey.find(for: vault, named: named, create: false) == nil)
      let made = try #require(try WrappingKey.find(for: vault, named: named, create: true))
      let found = try #require(try WrappingKey.find(for: vault, named: named, create: true))
      #expect(made.check == found.check)
      #expect(try FileSystem.list(vault).isEmpty)
      try FileSystem.setMode(named, 0o644)
      #expect(throws: LogError.self) {
        try WrappingKey.find(for: vault, named: named, create: false)
      }
      let inside = try #require(try WrappingKey.find(for: vault, named: "", create: true))
      #expect(inside.check != made.check)
      #expect(try FileSystem.list(vault) == ["wrapping.key"])
    }

    @Test("A box opens only under its own key, at its own place and in its own log")
    func boundBoxes() throws {
      let key = SealingKey(sha256([1]))
      var box: [UInt8] = []
      let items = [SealedValues.Item(ordinal: 0, disclosure: Self.value(1))]
      var sealer = SealedValues.Sealer(origin: [65], boxes: 1)
      try sealer.seal(items, at: Position(4), of: 2, key, into: &box)
      let found = SealedValues.open(box.span, at: Position(4), origin: [65], key)
      #expect(found?.map(\.disclosure) == [Self.value(1)])
      #expect(SealedValues.open(box.span, at: Position(5), origin: [65], key) == nil)
      #expect(SealedValues.open(box.span, at: Position(4), origin: [66], key) == nil)
      let other = SealingKey(sha256([2]))
      #expect(SealedValues.open(box.span, at: Position(4), origin: [65], other) == nil)
      for index in box.indices {
        var changed = box
        changed[index] ^= 1
        #expect(SealedValues.open(changed.span, at: Position(4), origin: [65], key) == nil)
      }
    }
  }
}
