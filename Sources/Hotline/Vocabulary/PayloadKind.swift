public import Wire

/// A type of event, with the steps of folding made for it alone.
struct PayloadKind: Sendable {
  let type: any EventPayload.Type
  let decode: @Sendable (Span<UInt8>) throws(WireError) -> any EventPayload
  /// `nil` for a type that is not of a case's life.
  let fold: Fold?

  /// Decodes an event and lets the ticket take it. What is thrown leaves the ticket as it was.
  typealias Fold =
    @Sendable (Span<UInt8>, Moment, inout TicketState) throws(WireError) -> [ReplacedDueDate]

  @inline(__always)
  static func of<E: EventPayload>(_ type: E.Type) -> PayloadKind {
    PayloadKind(
      type: type, decode: { (bytes) throws(WireError) in try E(decoding: bytes) }, fold: nil)
  }

  @inline(__always)
  static func of<E: CaseEvent>(_ type: E.Type) -> PayloadKind {
    PayloadKind(
      type: type, decode: { (bytes) throws(WireError) in try E(decoding: bytes) },
      fold: { (bytes, moment, ticket) throws(WireError) in
        ticket.evolve(try E(decoding: bytes), moment)
      })
  }
}

extension Vocabulary {
  /// Whether the type at a place of ``types`` is an event of a case's life.
  public static func isCaseEvent(at place: Int) -> Bool { kinds[place].fold != nil }

  /// Decodes the payload of an event.
  /// - Parameter place: place of its type in ``types``.
  /// - Throws: ``Wire/WireError`` when the bytes are not the type's message; unknown fields are kept.
  public static func decode(
    at place: Int, _ payload: Span<UInt8>
  ) throws(WireError) -> any EventPayload {
    try kinds[place].decode(payload)
  }

  /// Decodes an event of a case's life and lets the ticket take it.
  ///
  /// - Parameters:
  ///   - place: place of its type in ``types``.
  ///   - payload: its fields in protobuf wire format.
  ///   - moment: when it happened and was recorded.
  ///   - ticket: evolves; stays as it was when the payload cannot be read.
  /// - Returns: the due dates that others took the place of; `nil` for a type that is not of a case's life.
  /// - Throws: ``Wire/WireError`` when the bytes are not the type's message.
  public static func fold(
    at place: Int, _ payload: Span<UInt8>, _ moment: Moment, into ticket: inout TicketState
  ) throws(WireError) -> [ReplacedDueDate]? {
    guard let fold = kinds[place].fold else { return nil }
    return try fold(payload, moment, &ticket)
  }
}
