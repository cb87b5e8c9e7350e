import EventStore
import Hotline
import Projections

extension CaseDesk {
  /// Refuses a correction of a field that the corrected event does not have, or to a value that the field cannot hold.
  ///
  /// Events that the case does not have are left to the state machine, types without a schema to their source.
  func check(_ correction: Corrected, of file: CaseFile, by rules: RuleBook?) throws(Problem) {
    let corrected = try state.read { snapshot -> Record? in
      var found: Record?
      try snapshot.scan(.stream(file.stream)) { view in
        let record = try RecordedEvent(view).record
        guard record.revision.rawValue == correction.revision else { return .next }
        found = record
        return .stop
      }
      return found
    }
    guard !correction.field.isEmpty, let corrected,
      let type = Vocabulary.type(named: corrected.type.text)
    else { return }
    if type == Corrected.self, let earlier = try? Corrected(decoding: corrected.payload.span) {
      throw .unacceptable(
        "/data/revision",
        "event \(correction.revision) of the case is a correction of event \(earlier.revision); correct "
          + "that one anew")
    }
    if corrected.disclosures.contains(where: { $0.path == correction.field }) {
      throw .unacceptable(
        "/data/field",
        "'\(correction.field)' is a personal value, which no record holds; use 'change-contact-details' or "
          + "'add-supplement'")
    }
    let names = type.description.fields.map(\.name)
    guard names.contains(correction.field) else {
      throw .unacceptable(
        "/data/field",
        "event \(correction.revision) of the case is a \(corrected.type.text), which has no field "
          + "'\(correction.field)'; it has " + names.joined(separator: ", "))
    }
    guard Self.canHold(correction, in: type) else {
      throw .unacceptable(
        "/data/value",
        "the field '\(correction.field)' of a \(corrected.type.text) cannot hold '\(correction.value)'"
      )
    }
    try state.codes.check(correction, of: corrected.type, by: rules, state)
  }

  /// Whether the value, written as text, is one of the field: a text, a time or a code, a number, or yes or no; or empty,
  /// where nothing may have been said.
  private static func canHold(_ correction: Corrected, in type: any EventPayload.Type) -> Bool {
    if correction.value.isEmpty, canBeUnsaid(correction.field, in: type) { return true }
    var readings = [JSONValue.string(correction.value)]
    if let number = Int64(correction.value) { readings.append(.integer(number)) }
    if let truth = Bool(correction.value) { readings.append(.bool(truth)) }
    readings += readings.map { .array([$0]) }
    return readings.contains { reading in
      (try? PayloadFields.encode(type.typeName, .object([.init(correction.field, reading)]))) != nil
    }
  }

  /// Whether a field is an answer or a grade of satisfaction: nobody may have been asked for it.
  private static func canBeUnsaid(_ name: String, in type: any EventPayload.Type) -> Bool {
    switch type.description.fields.first(where: { $0.name == name })?.kind {
    case .answer: true
    case .word(let list): list.name == WordList(Satisfaction.self).name
    default: false
    }
  }
}
