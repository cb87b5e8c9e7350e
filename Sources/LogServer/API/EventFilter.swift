import EventStore

/// Which events a reader asks for: `type`, `tag`, `unit` and `stream` of a query.
struct EventFilter: Sendable {
  /// Parameters that may appear once.
  static let single = ["unit", "stream"]
  /// Parameters that may appear several times: any of the types, all of the tags.
  static let repeatable = ["type", "tag"]

  /// What the log's index can find.
  let query: EventQuery
  private let types: [EventType]
  private let tags: [Tag]
  private let isStream: Bool

  /// A filter from the parameters of a query; what a department sees outside one stream carries its unit.
  init(_ items: QueryItems, _ caller: Caller) throws(Problem) {
    let unit = try items["stream"] == nil ? caller.unit(items["unit"]) : items["unit"]
    var types: [EventType] = []
    for text in items.all("type") {
      types.append(try named("type", text) { text throws(NameError) in try EventType(text) })
    }
    var tags: [Tag] = []
    for text in items.all("tag") + (unit.map { ["unit:" + $0] } ?? []) {
      tags.append(try named("tag", text) { text throws(NameError) in try Tag(text) })
    }
    if types.count + tags.count > Limits.queryItemsMax {
      throw .badParameter("type", "and 'tag' are given more than \(Limits.queryItemsMax) times")
    }
    if let text = items["stream"] {
      query = .stream(try named("stream", text) { text throws(NameError) in try StreamID(text) })
      isStream = true
    } else {
      query = types.isEmpty && tags.isEmpty ? .all : .matching(types: types, tags: tags)
      isStream = false
    }
    self.types = types
    self.tags = tags
  }

  /// Whether an event that `query` found is asked for: types and tags within one stream.
  func accepts(_ event: RecordedEvent) -> Bool {
    guard isStream else { return true }
    return (types.isEmpty || types.contains(event.record.type))
      && tags.allSatisfy { event.record.tags.contains($0) }
  }

  /// The filter as query text, without a leading `&`; empty when everything is asked for.
  func queryText(_ items: QueryItems) -> String {
    let repeated = Self.repeatable.flatMap { name in items.all(name).map { (name, $0) } }
    let once = Self.single.compactMap { name in items[name].map { (name, $0) } }
    return (repeated + once).map { "\($0.0)=\(percentEncoded($0.1))" }.joined(separator: "&")
  }
}

private func named<Name>(
  _ parameter: String, _ text: String, _ make: (String) throws(NameError) -> Name
) throws(Problem) -> Name {
  do {
    return try make(text)
  } catch {
    throw .badParameter(parameter, "cannot be used: \(error.description)")
  }
}
