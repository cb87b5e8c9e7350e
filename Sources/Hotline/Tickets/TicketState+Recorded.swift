import Wire

/// 案件事件: The types of events that make up a case's life, by name.
public enum CaseEventTypes {
  /// Every type, in the order of the vocabulary.
  public static let all: [any CaseEvent.Type] = Vocabulary.types.compactMap {
    $0 as? any CaseEvent.Type
  }

  /// The type with this name, or `nil` when no event of a case is called so.
  public static func named(_ name: String) -> (any CaseEvent.Type)? { types[name] }

  /// Looked up, never walked through: its order differs from run to run.
  private static let types: [String: any CaseEvent.Type] = Dictionary(
    uniqueKeysWithValues: all.map { ($0.typeName, $0) })
}

extension TicketState {
  /// Takes an event as it was recorded.
  ///
  /// An event of another type, or one that cannot be read, counts in ``revision`` and changes
  /// nothing else, so that the revision stays the stream's own.
  ///
  /// - Parameters:
  ///   - type: name of its type.
  ///   - payload: its fields in protobuf wire format.
  ///   - moment: when it happened and was recorded.
  public mutating func evolve(recorded type: String, _ payload: [UInt8], _ moment: Moment) {
    guard let type = CaseEventTypes.named(type), let event = try? type.init(decoding: payload)
    else {
      revision += 1
      return
    }
    evolve(event, moment)
  }
}
