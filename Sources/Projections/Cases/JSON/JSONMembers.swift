import Hotline
import Wire

/// Members of a JSON object, in order; what is empty, zero or absent is left out.
struct JSONMembers {
  private(set) var members: [JSONValue.Member] = []

  mutating func add(_ name: String, _ value: JSONValue) { members.append(.init(name, value)) }
  mutating func add(_ name: String, text: String) {
    if !text.isEmpty { add(name, .string(text)) }
  }
  mutating func add(_ name: String, _ instant: Instant?) {
    if let instant { add(name, .string(instant.description)) }
  }
  mutating func add(_ name: String, count: UInt64) {
    if count > 0 { add(name, .unsigned(count)) }
  }
  mutating func add(_ name: String, microseconds: Int64?) {
    if let microseconds { add(name, .integer(microseconds)) }
  }
  mutating func add(_ name: String, flag: Bool) {
    if flag { add(name, .bool(true)) }
  }
  mutating func add(_ name: String, answer: Bool?) {
    if let answer { add(name, .bool(answer)) }
  }
  mutating func add(_ name: String, _ word: (some Word)?) {
    if let word { add(name, .string(word.name)) }
  }
  mutating func add(_ name: String, _ phrase: Phrase?) {
    if let phrase { add(name, phrase.json) }
  }
  mutating func add(_ name: String, texts: [String]) {
    if !texts.isEmpty { add(name, .array(texts.map { .string($0) })) }
  }
  mutating func add(_ name: String, list: [JSONValue]) {
    if !list.isEmpty { add(name, .array(list)) }
  }

  var object: JSONValue { .object(members) }
}

extension Phrase {
  /// The phrase by language tag.
  var json: JSONValue {
    .object([
      .init("en", .string(english)), .init("zh-Hans", .string(simplified)),
      .init("zh-Hant", .string(traditional)),
    ])
  }
}
