/// The personal values of one run of positions beside the records that commit to them; runs are checked on several threads.
struct VaultRun: Sendable {
  /// Values that are there, were erased, or are told to be missing.
  private(set) var count = 0
  /// Values that there is no key for.
  private(set) var locked = 0
  private(set) var findings: [VerificationReport.Finding] = []
  /// Why it cannot be read.
  private(set) var failure: (any Error)?
  private let erases: ErasureTest

  /// Checks a run of the same positions as ``EventRun``.
  /// - Parameter expected: values that its records commit to.
  init(
    _ number: Int, size: UInt64, expected: Int, _ vault: Vault, _ segments: SegmentSet,
    _ erases: @escaping ErasureTest
  ) {
    self.erases = erases
    let first = UInt64(number) * EventRun.length + 1
    let last = min(first + EventRun.length - 1, size)
    do {
      let events = SegmentReader(segments)
      let contents = try vault.contents(from: Position(first), through: Position(last))
      try check(contents, size, events)
      if count != expected {
        try findMissing(Position(first), Position(last), contents.map(\.position), events)
      }
    } catch {
      failure = error
    }
  }

  private mutating func check(
    _ contents: [(position: Position, content: VaultContent)], _ size: UInt64,
    _ events: SegmentReader
  ) throws {
    let commitments = try contents.map { try events.commitment(at: $0.position) }
    var values = MessageBatch()
    for place in contents.indices {
      let id = commitments[place].event
      for item in contents[place].content.items {
        values.add { item.disclosure.appendHashed(to: &$0, eventID: id) }
      }
    }
    var digests = values.digests()[...]
    for place in contents.indices {
      let content = contents[place].content
      let disclosures = commitments[place].disclosures
      let own = digests.prefix(content.items.count)
      digests = digests.dropFirst(content.items.count)
      if content.isLocked {
        locked += disclosures.count - content.erased.count
        count += disclosures.count
        continue
      }
      count += content.isDamaged ? disclosures.count : content.items.count + content.erased.count
      if let wrong = try contradiction(
        content, own, commitments[place], contents[place].position, size, events)
      {
        findings.append(.init(.vault, contents[place].position, wrong))
      }
    }
  }

  /// Names the events of whose values the vault has nothing.
  private mutating func findMissing(
    _ first: Position, _ last: Position, _ known: [Position], _ events: SegmentReader
  ) throws {
    var known = known[...]
    _ = try events.scan(from: first, through: last, .forward, .envelope) { event in
      if known.first == event.position {
        known.removeFirst()
        return .next
      }
      let values = try event.record.disclosureCount()
      if values > 0 {
        count += values
        findings.append(
          .init(
            .vault, event.position, "its \(values) values are missing; restore them from a backup"))
      }
      return .next
    }
  }

  /// - Parameter digests: those of the content's items.
  private func contradiction(
    _ content: VaultContent, _ digests: ArraySlice<Digest>, _ commitment: Commitment,
    _ position: Position, _ size: UInt64, _ events: SegmentReader
  ) throws -> String? {
    if content.isDamaged { return "its values cannot be opened with the key of its stream" }
    for erased in content.erased {
      guard erased.by > position, try isErased(erased, commitment, size, events) else {
        return "a value is gone, and the event that is said to have erased it did not"
      }
    }
    let gone = content.erased.map(\.ordinal)
    let expected = commitment.disclosures.enumerated().filter { !gone.contains($0.offset) }
      .map(\.element)
    let found = zip(content.items, digests).sorted { $0.0.ordinal < $1.0.ordinal }.map {
      DisclosureDigest(path: $0.disclosure.path, digest: $1)
    }
    return found == expected ? nil : "its values do not give the digests in its record"
  }

  /// Whether the event that is said to have erased a value did.
  private func isErased(
    _ erased: ErasedValue, _ commitment: Commitment, _ size: UInt64, _ events: SegmentReader
  ) throws -> Bool {
    guard commitment.disclosures.indices.contains(erased.ordinal) else { return false }
    let path = commitment.disclosures[erased.ordinal].path
    func isDone() throws -> Bool {
      try events.show(erased.by, .full) {
        $0.record.streamNumber == commitment.stream && erases($0, path)
      }
    }
    // An event after those that are verified may have erased it meanwhile, or may not be there at all.
    return erased.by.rawValue <= size ? try isDone() : (try? isDone()) ?? false
  }
}
