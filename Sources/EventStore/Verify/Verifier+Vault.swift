extension Verifier {
  /// Every disclosure that a record commits to must be in the vault with a value that gives its digest, or be erased by a
  /// later event of the same stream.
  mutating func checkVault() {
    let path = directory + "/" + Vault.filePath
    guard FileSystem.exists(path) else {
      report.add(.vault, nil, "\(path) is missing; restore it from a backup")
      return
    }
    do {
      let vault = try Vault(
        path, origin: state.origin, isReadOnly: true, faults: nil, keepsFiles: true)
      let events = SegmentReader(segments)
      var count = 0
      try vault.forEachPosition { position in
        guard position.rawValue <= state.size else { return }
        let record = try events.record(at: position)
        let content = try vault.content(at: position)
        if content.isLocked {
          report.lockedValues += record.disclosures.count - content.erased.count
          count += record.disclosures.count
          return
        }
        count +=
          content.isDamaged
          ? record.disclosures.count : content.items.count + content.erased.count
        if let wrong = try Self.contradiction(content, record, position, state.size, events) {
          report.add(.vault, position, wrong)
        }
      }
      if count != expectedDisclosures {
        report.add(
          .vault, nil,
          "it has \(count) values and the records commit to \(expectedDisclosures); "
            + "restore it from a backup")
      }
    } catch {
      report.add(.vault, nil, "it cannot be read (\(error)); restore it from a backup")
    }
  }

  private static func contradiction(
    _ content: VaultContent, _ record: Record, _ position: Position, _ size: UInt64,
    _ events: SegmentReader
  ) throws -> String? {
    if content.isDamaged { return "its values cannot be opened with the key of its stream" }
    for erased in content.erased {
      guard erased.by > position, erased.by.rawValue <= size,
        try events.record(at: erased.by).streamNumber == record.streamNumber
      else { return "a value is gone, and the event that is said to have erased it did not" }
    }
    let gone = content.erased.map(\.ordinal)
    let expected = record.disclosures.enumerated().filter { !gone.contains($0.offset) }
      .map(\.element)
    let found = content.items.sorted { $0.ordinal < $1.ordinal }.map {
      DisclosureDigest(
        path: $0.disclosure.path, digest: $0.disclosure.digest(eventID: record.id))
    }
    return found == expected ? nil : "its values do not give the digests in its record"
  }
}
