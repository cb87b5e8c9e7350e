public import EventStore
public import Wire

/// 视点: which events a question takes into account.
public struct Viewpoint: Hashable, Sendable {
  /// Only what was recorded, or had happened, by then; `nil` for everything.
  public var asOf: Instant?
  /// Whether ``asOf`` asks for what was recorded or for what had happened.
  public var order: CaseOrder
  /// The last event that is read.
  public var upTo: Position

  /// A point of view; everything, unless told otherwise.
  public init(asOf: Instant? = nil, by order: CaseOrder = .recorded, upTo: Position = .end) {
    self.asOf = asOf
    self.order = order
    self.upTo = upTo
  }

  /// Whether it takes everything as it was recorded: what a live view has.
  public var isLive: Bool { asOf == nil && order == .recorded && upTo == .end }
}
