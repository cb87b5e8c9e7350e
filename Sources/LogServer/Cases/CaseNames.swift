import EventStore
import Projections

/// Names for what a request makes: ids of events and of new cases.
///
/// With an `Idempotency-Key` they follow from the key and everything the request says but its personal values, so that a
/// retry names the same things, and the same key with another request names others. A name stays in the log when a value
/// is erased: nobody must find the value again by trying which one gives the name. Without a key they are random.
struct CaseNames {
  /// The request's own name.
  let key: RequestKey?
  private let content: Digest
  private let identityKey: [UInt8]
  private let entropy: any EntropySource
  /// What names are made of when the request has no key.
  private let unnamed: Salt

  /// Names for a request.
  /// - Parameters:
  ///   - request: key and body.
  ///   - path: its address, which is part of what it says.
  ///   - person: who acts, where a token and not the request says it.
  ///   - state: keys and randomness of the directory.
  init(_ request: JSONRequest, path: String, by person: String?, state: ServerState) {
    key = request.key
    var writer = JSONWriter()
    writer.write(
      .array(
        [.string(path), request.body.withoutPersonalValues] + (person.map { [.string($0)] } ?? [])))
    content = sha256(writer.bytes)
    identityKey = state.identityKey
    entropy = state.entropy
    // A seeded source repeats itself for the same context; the log's head makes it another one.
    unnamed = state.entropy.salt(
      for: Array("case request at \(state.log.head) ".utf8) + content.bytes)
  }

  /// Id of the request's event with this index.
  func event(_ index: Int) -> EventID { EventID(digest("event \(index)")) }

  /// Stream of the request's new case with this index: `case-` and sixteen hexadecimal digits.
  ///
  /// - Parameter attempt: tells a further try from the first when the name is taken.
  func newCase(_ index: Int, attempt: Int = 0) -> StreamID {
    StreamID(unchecked: "case-" + digest("case \(index) \(attempt)").hex.prefix(16))
  }

  /// The salt of an event's personal value.
  func salt(_ event: EventID, _ path: String) -> Salt {
    entropy.salt(for: event.bytes + Array(path.utf8))
  }

  private func digest(_ purpose: String) -> Digest {
    guard let key else {
      return hmacSHA256(key: unnamed.bytes, Array(purpose.utf8))
    }
    return hmacSHA256(
      key: identityKey, Array("case request \(key.text) \(purpose) ".utf8) + content.bytes)
  }
}

extension JSONValue {
  /// A command's body with the paths of its personal values alone.
  fileprivate var withoutPersonalValues: JSONValue {
    replacing { name, value in
      switch (name, value) {
      case ("disclosures", _): value.pathsAlone
      case ("cases", .array(let parts)):
        .array(parts.map { $0.replacing { $0 == "disclosures" ? $1.pathsAlone : $1 } })
      default: value
      }
    }
  }

  private var pathsAlone: JSONValue { replacing { _, _ in .null } }

  /// An object with other values.
  private func replacing(_ change: (String, JSONValue) -> JSONValue) -> JSONValue {
    guard case .object(let members) = self else { return self }
    return .object(members.map { Member($0.name, change($0.name, $0.value)) })
  }
}
