import EventStore
import Hotline
import Projections

/// Makes a bundle of a case from a log.
struct BundleMaking {
  let stream: StreamID
  let language: Language
  /// Size of the checkpoint; the newest kept when `nil`.
  var size: UInt64?
  /// Paths of the personal values to give away; `all` for every one.
  var disclosed: [String] = []
  /// Verifier keys to enclose.
  var keys: [NoteVerifier] = []

  /// Makes the page.
  /// - Throws: ``Failure`` when there is no checkpoint or no event, ``EventStore/LogError``.
  func page(_ snapshot: borrowing LogSnapshot) throws -> CasePage {
    let checkpoint = try checkpoint(snapshot)
    let head = Position(checkpoint.checkpoint.size)
    let own = try snapshot.events(.stream(stream), ReadRange(upTo: head))
    guard let first = own.first, let last = try snapshot.event(at: head) else {
      throw Failure(
        "the checkpoint over \(head) events is older than the case \(stream.text.printable); "
          + "sign the head with `log-server checkpoint --key FILE`", .notFound)
    }
    var bundle = CaseBundle(
      stream, checkpoint, language: language, asOf: last.record.recordedAt)
    bundle.keys = keys
    let taken = try Inventories.recorded(snapshot, ReadRange(upTo: head))
      .last { $0.event.treeSize >= first.position.rawValue }
    var extra = try context(own, snapshot, bundle)
    if let taken, let event = try snapshot.event(at: taken.position),
      let proof = try Inventories.count(snapshot, size: taken.event.treeSize).proof(of: stream)
    {
      extra.append(event)
      bundle.inventory = CaseBundle.Inventory(position: taken.position, path: proof.path)
    }
    for event in (own + extra).sorted(by: { $0.position < $1.position }) {
      bundle.items.append(try item(event, head, snapshot))
    }
    return try Self.page(bundle)
  }

  private func checkpoint(_ snapshot: borrowing LogSnapshot) throws -> SignedCheckpoint {
    let kept = try snapshot.checkpoint(atMost: size ?? snapshot.size)
    guard let kept, size == nil || kept.checkpoint.size == size, kept.checkpoint.size > 0 else {
      throw Failure(
        "no checkpoint \(size.map { "of size \($0) " } ?? "")is kept in the log; "
          + "sign one with `log-server checkpoint --key FILE`", .notFound)
    }
    return kept
  }

  private func item(
    _ event: RecordedEvent, _ head: Position, _ snapshot: borrowing LogSnapshot
  ) throws -> CaseBundle.Item {
    var item = CaseBundle.Item(position: event.position, record: event.bytes)
    item.path = try snapshot.inclusionProof(of: event.position, treeSize: head.rawValue)
    if event.record.stream == stream, !disclosed.isEmpty {
      item.values = try snapshot.disclosures(at: event.position).filter { value in
        disclosed.contains("all") || disclosed.contains(value.path)
      }
    }
    return item
  }

  /// The page of a bundle that was made here, which is sound.
  private static func page(_ bundle: CaseBundle) throws -> CasePage {
    let check = BundleCheck(bundle)
    if let finding = check.findings.first {
      throw Failure(
        "the log does not give a sound bundle: \(finding.text(.english)); run `replay verify --full`",
        .differs)
    }
    guard !bundle.text.utf8.contains(UInt8(ascii: "<")),
      let history = try bundle.history(check.events)
    else {
      throw Failure(
        "the checkpoint or a key has '<' in a name, which a page cannot carry", .usage)
    }
    return CasePage(bundle, check, history)
  }

  // MARK: Context

  /// The rules, calendars and units without which the case would read otherwise.
  private func context(
    _ own: [RecordedEvent], _ snapshot: borrowing LogSnapshot, _ bundle: CaseBundle
  ) throws -> [RecordedEvent] {
    let types = try CaseBundle.contextTypes.map { try EventType($0) }
    let head = Position(bundle.checkpoint.checkpoint.size)
    let all = try snapshot.events(.matching(types: types), ReadRange(upTo: head))
    let whole = try Self.told(bundle, own + all)
    var kept = all.filter { Self.unit($0).map { Self.isNamed($0, in: own) } ?? true }
    if try Self.told(bundle, own + kept) != whole { kept = all }
    for event in kept where Self.unit(event) == nil {
      let without = kept.filter { $0.position != event.position }
      if try Self.told(bundle, own + without) == whole { kept = without }
    }
    return kept
  }

  /// Code of the unit that an event is about, or `nil`.
  private static func unit(_ event: RecordedEvent) -> String? {
    let payload = event.record.payload
    switch event.record.type.text {
    case UnitCreated.typeName: return try? UnitCreated(decoding: payload).unit
    case UnitRenamed.typeName: return try? UnitRenamed(decoding: payload).unit
    case UnitMerged.typeName: return try? UnitMerged(decoding: payload).unit
    default: return nil
    }
  }

  private static func isNamed(_ code: String, in events: [RecordedEvent]) -> Bool {
    let code = Array(code.utf8)
    return events.contains { event in
      event.bytes.indices.contains { event.bytes[$0...].starts(with: code) }
    }
  }

  /// How the case reads by these events.
  private static func told(_ bundle: CaseBundle, _ events: [RecordedEvent]) throws -> [String] {
    guard let history = try bundle.history(events) else { return [] }
    let text = CaseText(layout: Layout(width: 200, language: .english), isRevealed: false)
    return text.lines(history)
  }
}
