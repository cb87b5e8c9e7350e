public import EventStore
public import Hotline

/// 案卷清点: the inventories of a log: taken, found again, and compared with the records.
public enum Inventories {
  /// An inventory as recorded.
  public struct Recorded: Sendable {
    /// What it says.
    public let event: InventoryTaken
    /// The event's position.
    public let position: Position

    /// An event of the log, or `nil` when it is no inventory.
    public init?(_ event: RecordedEvent) {
      guard event.record.type.text == InventoryTaken.typeName,
        let taken = try? InventoryTaken(decoding: event.record.payload)
      else { return nil }
      self.event = taken
      position = event.position
    }
  }

  /// The stream that inventories stand in.
  public static func stream() throws -> StreamID { try StreamID("inventory") }

  /// Every inventory that a log has recorded, found by the index of types.
  /// - Throws: ``EventStore/LogError``.
  public static func recorded(
    _ snapshot: borrowing LogSnapshot, _ range: ReadRange = .everything
  ) throws -> [Recorded] {
    let type = try EventType(InventoryTaken.typeName)
    return try snapshot.events(.matching(types: [type]), range).compactMap { Recorded($0) }
  }

  /// The inventory that was recorded last, or `nil`.
  /// - Throws: ``EventStore/LogError``.
  public static func latest(_ snapshot: borrowing LogSnapshot) throws -> Recorded? {
    try recorded(snapshot, ReadRange(direction: .backward, limit: 1)).first
  }

  /// Takes an inventory of the first events of a log.
  /// - Parameter size: how many events; all of them when `nil`.
  /// - Throws: ``EventStore/LogError``.
  /// - Complexity: O(events): one scan.
  public static func count(
    _ snapshot: borrowing LogSnapshot, size: UInt64? = nil
  ) throws -> StreamInventory {
    var inventory = StreamInventory()
    let range = ReadRange(upTo: Position(size ?? snapshot.size))
    try snapshot.scan(.all, range, content: .envelope) { event in
      try inventory.take(event)
      return .next
    }
    return inventory
  }

  /// The event that records an inventory of the whole log; `nil` when nothing but inventories came since the last.
  /// - Throws: ``EventStore/LogError``.
  public static func due(_ snapshot: borrowing LogSnapshot) throws -> InventoryTaken? {
    let last = try snapshot.event(at: snapshot.head)
    guard let last, last.record.type.text != InventoryTaken.typeName else { return nil }
    var inventory = try count(snapshot)
    return try event(&inventory, snapshot)
  }

  private static func event(
    _ inventory: inout StreamInventory, _ snapshot: borrowing LogSnapshot
  ) throws -> InventoryTaken {
    var taken = InventoryTaken()
    taken.treeSize = inventory.size
    taken.root = try snapshot.root(at: inventory.size).bytes
    taken.streams = inventory.streams
    taken.inventory = inventory.root().bytes
    return taken
  }

  /// An inventory that the records do not give.
  public struct Finding: Hashable, Sendable {
    /// Position of the inventory's event.
    public let position: Position
    /// What differs, in English.
    public let sentence: String
  }

  /// Compares every inventory of a log with its records.
  /// - Throws: ``EventStore/LogError`` when the log cannot be read.
  /// - Complexity: O(events + what changed between inventories): one scan.
  public static func check(_ snapshot: borrowing LogSnapshot) throws -> [Finding] {
    let all = try recorded(snapshot)
    var findings: [Finding] = []
    var open: [Recorded] = []
    for recorded in all {
      if recorded.event.treeSize >= recorded.position.rawValue {
        findings.append(
          Finding(position: recorded.position, sentence: "it counts events after itself"))
      } else {
        open.append(recorded)
      }
    }
    open.sort { ($0.event.treeSize, $0.position) < ($1.event.treeSize, $1.position) }
    var inventory = StreamInventory()
    for recorded in open {
      let range = ReadRange(
        after: Position(inventory.size), upTo: Position(recorded.event.treeSize))
      if recorded.event.treeSize > inventory.size {
        try snapshot.scan(.all, range, content: .envelope) { event in
          try inventory.take(event)
          return .next
        }
      }
      var again = try event(&inventory, snapshot)
      again.unknown = recorded.event.unknown
      if again != recorded.event {
        findings.append(
          Finding(
            position: recorded.position,
            sentence: "the first \(recorded.event.treeSize) events do not give this inventory: "
              + "they have \(again.streams) streams and root \(hexText(again.inventory)), "
              + "it says \(recorded.event.streams) and \(hexText(recorded.event.inventory))"))
      }
    }
    return findings
  }
}
