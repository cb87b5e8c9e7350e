import EventStore
import Hotline
import Projections

/// Records an inventory, so that whoever holds a case can prove that its events are all there were.
enum InventoryTaking {
  /// Counts the streams of a log and records what came of it; does nothing when nothing came since the last.
  /// - Throws: ``Failure``, ``LogError``.
  static func record(_ log: any EventLog, as actor: String, clock: any LogClock) throws {
    guard let taken = try log.withSnapshot({ try Inventories.due($0) }) else { return }
    _ = try Recording(actor: actor, clock: clock).record(
      [taken], named: "inventory of \(taken.treeSize) events", in: try Inventories.stream(),
      expected: .any, log)
  }
}
