public import EventStore
public import Hotline
public import Wire

/// 已发通报: the bulletins of a log, in the order in which they were published.
public struct BulletinShelf: Sendable {
  /// A bulletin as recorded.
  public struct Published: Sendable {
    /// What it says.
    public let event: BulletinPublished
    /// The event's position.
    public let position: Position
    /// When it was recorded.
    public let recordedAt: Instant

    /// A bulletin as recorded.
    public init(event: BulletinPublished, position: Position, recordedAt: Instant) {
      self.event = event
      self.position = position
      self.recordedAt = recordedAt
    }
  }

  /// Every bulletin.
  public private(set) var bulletins: [Published] = []
  /// Restatements of figures of earlier bulletins, with their positions.
  public private(set) var restatements: [(event: FigureRestated, position: Position)] = []

  /// Reads the bulletins of a log, found by the index of types.
  /// - Throws: ``EventStore/LogError``.
  public init(_ snapshot: borrowing LogSnapshot) throws {
    var bulletins: [Published] = []
    var restatements: [(event: FigureRestated, position: Position)] = []
    let types = [try EventType(BulletinPublished.typeName), try EventType(FigureRestated.typeName)]
    try snapshot.scan(.matching(types: types)) { view in
      let event = try RecordedEvent(view)
      let payload = try? Vocabulary.decode(event.record.type.text, event.record.payload)
      if let published = payload as? BulletinPublished {
        bulletins.append(
          Published(
            event: published, position: event.position, recordedAt: event.record.recordedAt))
      } else if let restated = payload as? FigureRestated {
        restatements.append((restated, event.position))
      }
      return .next
    }
    self.bulletins = bulletins
    self.restatements = restatements
  }

  /// The bulletin of a number, or `nil`.
  public func bulletin(_ id: String) -> Published? {
    bulletins.last { $0.event.bulletin.hasSameBytes(as: id) }
  }

  /// The last bulletin on a period by a rule set, or `nil`.
  public func latest(period: String, ruleSet: String) -> Published? {
    bulletins.last { $0.event.period == period && $0.event.ruleSet.hasSameBytes(as: ruleSet) }
  }
}

extension BulletinShelf.Published {
  /// The bulletin, for programs.
  public func json(_ restatements: [(event: FigureRestated, position: Position)]) -> JSONValue {
    let own = restatements.filter { $0.event.bulletin.hasSameBytes(as: event.bulletin) }
    return .object([
      .init("bulletin", .string(event.bulletin)), .init("period", .string(event.period)),
      .init("ruleSet", .string(event.ruleSet)), .init("ruleVersion", .unsigned(event.ruleVersion)),
      .init("position", .unsigned(position.rawValue)),
      .init("recordedAt", .string(recordedAt.description)),
      .init("treeSize", .unsigned(event.treeSize)), .init("root", .string(base64(event.root))),
      .init("rulesDigest", .string(base64(event.rulesDigest))),
      .init("resultDigest", .string(base64(event.resultDigest))),
      .init("parameters", .string(event.parameters)), .init("figures", .string(event.figures)),
      .init(
        "restatements",
        .array(
          own.map { restated, position in
            .object(restated.figures + [.init("position", .unsigned(position.rawValue))])
          })),
    ])
  }
}

extension FigureRestated {
  /// What changed, and why.
  fileprivate var figures: [JSONValue.Member] {
    [
      .init("figure", .string(figure)), .init("before", .string(before)),
      .init("after", .string(after)), .init("reason", .string(reason)),
    ]
  }

  /// A restatement as the file of the bulletin that makes it has it.
  var json: JSONValue {
    .object(
      [.init("bulletin", .string(bulletin))] + figures + [.init("authority", .string(authority))])
  }
}
