import EventStore
import Hotline
import Projections

/// What came of checking the evidence of a bundle: everything but the page around it.
///
/// Written from docs/evidence.md: what a bundle says of itself is believed only as far as its proofs lead.
struct BundleCheck {
  /// How far an inventory proves that nothing is missing.
  struct Completeness: Equatable {
    /// Number of events that were counted.
    var count: Int
    /// Size of the log when they were counted.
    var position: Position
  }

  /// Everything that is wrong.
  private(set) var findings: [BundleFinding] = []
  /// The records, as far as they can be read.
  private(set) var events: [RecordedEvent] = []
  /// What the inventory proves; `nil` without one.
  private(set) var completeness: Completeness?
  private let bundle: CaseBundle

  /// The events of the case.
  var own: [RecordedEvent] { events.filter { $0.record.stream == bundle.stream } }

  /// Checks a bundle's evidence.
  init(_ bundle: CaseBundle) {
    self.bundle = bundle
    var last = Position.start
    for item in bundle.items {
      if item.position <= last { add(item.position, Self.disorder) }
      last = item.position
      check(item)
    }
    checkChain()
    if let inventory = bundle.inventory { check(inventory) }
  }

  private mutating func add(_ position: Position?, _ words: Phrase) {
    findings.append(BundleFinding(position: position, words: words))
  }

  private mutating func check(_ item: CaseBundle.Item) {
    let leaf = MerkleHash.leaf(item.record)
    do throws(EvidenceError) {
      try TransparencyProof(
        index: item.position.rawValue &- 1, path: item.path, checkpoint: bundle.checkpoint
      ).verify(leaf: leaf)
    } catch {
      add(item.position, error.words)
    }
    let event: RecordedEvent
    do throws(LogError) {
      event = try RecordedEvent(position: item.position, leafHash: leaf, bytes: item.record)
    } catch {
      return add(item.position, Self.unreadable)
    }
    events.append(event)
    let record = event.record
    let allowed = CaseBundle.contextTypes + [InventoryTaken.typeName]
    if record.stream != bundle.stream, !allowed.contains(record.type.text) {
      add(item.position, Self.stranger)
    }
    if record.recordedAt > bundle.asOf { add(item.position, Self.later) }
    for value in item.values {
      let digest = value.digest(eventID: record.id)
      let isRecorded = record.disclosures.contains {
        $0.path.hasSameBytes(as: value.path) && $0.digest == digest
      }
      if !isRecorded { add(item.position, Self.otherValue(value.path.printable)) }
    }
  }

  /// Each event of the case names its revision and the leaf before it.
  private mutating func checkChain() {
    var before: RecordedEvent?
    for event in own {
      let next = (before?.record.revision ?? .none).next
      if event.record.revision != next || event.record.previous != before?.leafHash {
        add(event.position, Self.gap(next.rawValue, event.record.revision.rawValue))
      }
      before = event
    }
    if before == nil { add(nil, Self.noEvent) }
  }

  private mutating func check(_ inventory: CaseBundle.Inventory) {
    let event = events.first { $0.position == inventory.position }
    guard let taken = event.flatMap({ Inventories.Recorded($0) }) else {
      return add(inventory.position, Self.noInventory)
    }
    let size = taken.event.treeSize
    let counted = own.filter { $0.position.rawValue <= size }
    guard size < inventory.position.rawValue, let root = Digest(taken.event.inventory),
      let last = counted.last
    else { return add(inventory.position, Self.noInventory) }
    let proof = StreamProof(
      count: UInt64(counted.count), head: last.leafHash, path: inventory.path)
    do throws(EvidenceError) {
      try proof.verify(bundle.stream, root: root)
      completeness = Completeness(count: counted.count, position: Position(size))
    } catch {
      add(inventory.position, Self.otherCount(counted.count, size, error))
    }
  }
}

extension BundleCheck {
  private static let disorder = Phrase(
    "it stands out of order in the bundle", "在证据包中次序不对", "在證據包中次序不對")
  private static let unreadable = Phrase(
    "its record cannot be read", "记录无法读取", "紀錄無法讀取")
  private static let stranger = Phrase(
    "it belongs to another case and does not explain this one", "属于他案，且不用于说明本案",
    "屬於他案，且不用於說明本案")
  private static let later = Phrase(
    "it was recorded after the time for which limits are judged", "记录时间晚于时限判定的时间",
    "記錄時間晚於時限判定的時間")
  private static let noEvent = Phrase(
    "the bundle holds no event of its case", "证据包中没有本案事件", "證據包中沒有本案事件")
  private static let noInventory = Phrase(
    "it is not an inventory that counts this case", "并非计入本案的案卷清点", "並非計入本案的案卷清點")

  private static func otherValue(_ path: String) -> Phrase {
    Phrase(
      "the value of \(path) does not have the digest that was recorded",
      "\(path) 的值与记录的摘要不符", "\(path) 的值與記錄的摘要不符")
  }

  private static func gap(_ wanted: UInt64, _ found: UInt64) -> Phrase {
    Phrase(
      "it is event \(found) of the case, but event \(wanted) is due: one is missing, added or moved",
      "为本案第 \(found) 个事件，应为第 \(wanted) 个：有缺失、添加或移动",
      "為本案第 \(found) 個事件，應為第 \(wanted) 個：有缺失、添加或移動")
  }

  private static func otherCount(_ count: Int, _ size: UInt64, _ error: EvidenceError) -> Phrase {
    Phrase(
      "by this inventory the case did not have exactly these \(count) events at position \(size): "
        + "one is hidden, or the proof was changed (\(error))",
      "据此清点，截至位置 \(size) 本案并非恰为这 \(count) 个事件：有事件被隐去，或证明被改动",
      "據此清點，截至位置 \(size) 本案並非恰為這 \(count) 個事件：有事件被隱去，或證明被改動")
  }

  /// What the inventory proves, in words.
  var completenessWords: Phrase {
    guard let completeness else {
      return Phrase(
        "not proved: no inventory was recorded between the case's events and the checkpoint",
        "未获证明：本案事件与检查点之间没有案卷清点", "未獲證明：本案事件與檢查點之間沒有案卷清點")
    }
    let (count, position) = (completeness.count, completeness.position)
    let later = own.count - count
    let rest =
      later == 0
      ? Phrase("", "", "")
      : Phrase(
        "; \(later) later ones follow", "；其后另有 \(later) 个", "；其後另有 \(later) 個")
    return Phrase(
      "these are all \(count) events of the case up to position \(position)\(rest.english)",
      "截至位置 \(position)，本案全部事件即此 \(count) 个\(rest.simplified)",
      "截至位置 \(position)，本案全部事件即此 \(count) 個\(rest.traditional)")
  }
}

extension CaseBundle {
  /// Events that tell a case although they are not its own: rules, calendars, units.
  static let contextTypes = [
    RuleSetAdopted.typeName, CalendarAdopted.typeName, UnitCreated.typeName, UnitRenamed.typeName,
    UnitMerged.typeName,
  ]

  /// The bundle's records as a log to read from, with the values that it discloses.
  func excerpt(_ events: [RecordedEvent]) -> LogExcerpt {
    let head = checkpoint.checkpoint
    return LogExcerpt(
      origin: head.origin, head: Position(head.size), events: events,
      disclosures: items.map { ($0.position, $0.values) })
  }

  /// The case's history, from the bundle alone.
  /// - Throws: ``EventStore/LogError`` when a record cannot be read.
  func history(_ events: [RecordedEvent]) throws -> CaseHistory? {
    try excerpt(events).withSnapshot {
      try CaseHistory.load(
        stream, from: $0, origin: checkpoint.checkpoint.origin,
        point: .position(Position(checkpoint.checkpoint.size)), withValues: true, judgedAt: asOf)
    }
  }
}
