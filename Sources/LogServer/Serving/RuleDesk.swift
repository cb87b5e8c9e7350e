import EventStore
import Hotline
import Projections
import Synchronization

/// The rules by which commands are decided: the rule set that the server was told, else the only one that was adopted,
/// else none.
final class RuleDesk: Sendable {
  private struct Prepared {
    var id: String
    var day: CivilDate
    var adoptions: Int
    var book: RuleBook
  }

  private let view: LiveView<OpenDeadlines>
  private let chosen: String?
  private let prepared = Mutex<Prepared?>(nil)

  /// The rules of a log.
  ///
  /// - Parameters:
  ///   - view: knows what was adopted.
  ///   - chosen: id of the rule set, or `nil` for the only one.
  init(_ view: LiveView<OpenDeadlines>, chosen: String? = nil) {
    self.view = view
    self.chosen = chosen
  }

  /// Id of the rule set in use, or `nil` when there is none.
  var id: String? { Self.id(view.read { $0.rules }, chosen) }

  /// The rules in force at a moment, everything taken that the log adopted by now.
  /// - Throws: a problem of status 503 when the rules were not adopted or cannot be used.
  func book(at now: Instant) async throws(Problem) -> RuleBook? {
    await view.catchUp()
    if let failure = view.failure { throw .unavailable("\(failure).") }
    let shelf = view.read { $0.rules }
    guard let id = Self.id(shelf, chosen) else { return nil }
    guard let day = shelf.localDay(of: id, at: now) else {
      throw .unavailable(
        "The log has not adopted the rule set '\(id)' by which this server decides; adopt it with "
          + "'log-server adopt', or restart the server without --rules.")
    }
    if let known = prepared.withLock({ $0 }), known.id == id, known.day == day,
      known.adoptions == shelf.count
    {
      return known.book
    }
    do {
      guard let book = try shelf.book(inForce: id, at: now) else { return nil }
      let fresh = Prepared(id: id, day: day, adoptions: shelf.count, book: book)
      prepared.withLock { $0 = fresh }
      return book
    } catch {
      throw .unavailable("The rule set '\(id)' cannot be used: \(error).")
    }
  }

  private static func id(_ shelf: RuleShelf, _ chosen: String?) -> String? {
    if let chosen { return chosen }
    let known = shelf.ruleSets
    return known.count == 1 ? known[0] : nil
  }
}
