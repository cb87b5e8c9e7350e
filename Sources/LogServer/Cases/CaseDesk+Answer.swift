import EventStore
import Hotline
import Hummingbird
import Projections

extension CaseDesk {
  /// The answer that a request with this key was given before, or `nil` when the key is new.
  /// - Throws: ``ProblemKind/keyReused`` when the key named another request.
  func earlierAnswer(_ names: CaseNames, _ body: CaseBody) throws(Problem) -> Response? {
    guard let key = names.key else { return nil }
    let earlier = try state.read { snapshot -> (receipt: Receipt, isSame: Bool)? in
      guard let receipt = try snapshot.receipt(for: key),
        let event = try snapshot.event(at: receipt.first)
      else { return nil }
      // Ids follow from the key and all that the request says but personal values.
      let isSame =
        try event.record.id == names.event(0)
        && Self.isKept(body.valuesOfEvents, from: receipt.first, snapshot)
      return (receipt, isSame)
    }
    guard let (receipt, isSame) = earlier else { return nil }
    guard isSame else { throw Problem(.requestKeyReused(key, first: receipt.first)) }
    state.metrics.count(receipt)
    return try answer(receipt)
  }

  /// Whether the values of consecutive events are those that were recorded, as far as they were not erased since and can be
  /// read.
  private static func isKept(
    _ values: [[CaseBody.PersonalValue]], from first: Position, _ snapshot: borrowing LogSnapshot
  ) throws -> Bool {
    var position = first
    for own in values {
      for kept in try own.isEmpty ? [] : snapshot.disclosures(at: position) {
        guard own.contains(where: { $0.path == kept.path && Array($0.text.utf8) == kept.value })
        else { return false }
      }
      position = position.next
    }
    return true
  }

  /// The receipt and the state of the case after it, both as the log has them: a retry gets the same.
  func answer(_ receipt: Receipt) throws(Problem) -> Response {
    let range = ReadRange(after: Position(receipt.first.rawValue - 1), upTo: receipt.last)
    let (events, file) = try state.read { snapshot -> ([RecordedEvent], CaseFile) in
      let events = try snapshot.events(.all, range)
      guard let stream = events.first?.record.stream,
        let file = try CaseFile.load(stream, from: snapshot, upTo: receipt.last)
      else { throw LogError.corrupt(position: receipt.first, "the receipt is incomplete") }
      return (events, file)
    }
    let place = "/v1/cases/" + percentEncoded(file.stream.text)
    var response = Response.json(
      receipt.isRepeat ? .ok : .created,
      .object([
        .init("case", .string(file.stream.text)),
        .init("revision", .unsigned(file.revision.rawValue)),
        .init("origin", .string(state.log.origin)),
        .init("first", .unsigned(receipt.first.rawValue)),
        .init("last", .unsigned(receipt.last.rawValue)),
        .init("recordedAt", .string(receipt.recordedAt.description)),
        .init("repeat", .bool(receipt.isRepeat)),
        .init("events", .array(events.map(Self.json))),
        .init("state", PayloadFields.json(file.ticket)),
      ]))
    response.headers[.location] = place
    return response
  }

  private static func json(_ event: RecordedEvent) -> JSONValue {
    .object([
      .init("position", .unsigned(event.position.rawValue)),
      .init("stream", .string(event.record.stream.text)),
      .init("revision", .unsigned(event.record.revision.rawValue)),
      .init("type", .string(event.record.type.text)),
      .init("id", .string(event.record.id.description)),
      .init("leafHash", .string(event.leafHash.hex)),
    ])
  }
}

extension Problem {
  /// 409: the ticket or the rules forbid it.
  ///
  /// - Parameters:
  ///   - refusal: why.
  ///   - file: the case that forbids it; `nil` for a new one.
  ///   - command: what was asked for.
  ///   - language: in which the reason is told.
  init(_ refusal: Refusal, of file: CaseFile?, _ command: String, _ language: Language) {
    let reason = refusal.reason(language)
    let end = language == .english ? "." : "。"
    var members: [JSONValue.Member] = [
      .init("command", .string(command)), .init("event", .string(refusal.event)),
      .init("code", .string(refusal.code.name)), .init("rule", .string(refusal.rule)),
      .init("reason", .string(reason)),
    ]
    if let step = refusal.step { members.append(.init("step", .string(step.name))) }
    if let file {
      members.append(.init("case", .string(file.stream.text)))
      members.append(.init("currentRevision", .unsigned(file.revision.rawValue)))
    }
    self.init(
      kind: .refused, detail: reason + end, members: members,
      headers: [.contentLanguage: language.rawValue, .vary: "Accept-Language"])
  }
}
