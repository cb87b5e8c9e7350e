import Projections

/// One object of a JSON file as the fields of a row.
struct JSONRecord {
  /// Names of the columns, UTF-8: the members of the first record.
  private(set) var names: [[UInt8]] = []
  /// The record's field for each of them.
  private(set) var values: [[UInt8]] = []

  private var isSet: [Bool] = []
  private var at = 0

  /// Stands for a character that is none, as half a surrogate; no UTF-8 text holds it, so that such a row is rejected.
  private static let invalid: UInt8 = 0xFF

  /// Why an object cannot be read; one clause.
  private struct Fault: Error {
    let words: String
  }

  /// Reads an object from its opening brace on.
  /// - Parameter isFirst: whether its members become the columns.
  /// - Returns: what is wrong with it, if something is.
  mutating func read(_ bytes: Span<UInt8>, isFirst: Bool) -> String? {
    at = 1
    for index in values.indices { values[index].removeAll(keepingCapacity: true) }
    isSet = [Bool](repeating: false, count: names.count)
    do throws(Fault) {
      try members(bytes, isFirst: isFirst)
      if isFirst, names.isEmpty {
        throw Fault(words: "the first object has no members; they name the columns")
      }
      return nil
    } catch {
      return error.words
    }
  }

  private mutating func members(_ bytes: Span<UInt8>, isFirst: Bool) throws(Fault) {
    var guess = 0
    if try token(bytes) == UInt8(ascii: "}") { return }
    while true {
      guard try token(bytes) == UInt8(ascii: "\"") else {
        throw Fault(words: "a name in double quotes was expected")
      }
      var name: [UInt8] = []
      try text(bytes, into: &name)
      guard try token(bytes) == UInt8(ascii: ":") else {
        throw Fault(words: "a colon was expected after the name '\(Self.shown(name))'")
      }
      at += 1
      var value: [UInt8] = []
      try self.value(bytes, into: &value)
      try put(value, under: name, &guess, isFirst: isFirst)
      let next = try token(bytes)
      at += 1
      if next == UInt8(ascii: "}") { return }
      guard next == UInt8(ascii: ",") else {
        throw Fault(words: "a comma was expected after the member '\(Self.shown(name))'")
      }
    }
  }

  /// Keeps a field; members mostly come in the order of the first record.
  private mutating func put(
    _ value: [UInt8], under name: [UInt8], _ guess: inout Int, isFirst: Bool
  ) throws(Fault) {
    var place = guess < names.count && names[guess] == name ? guess : names.firstIndex(of: name)
    if place == nil, isFirst {
      place = names.count
      names.append(name)
      values.append([])
      isSet.append(false)
    }
    guard let place else { return }
    if isSet[place] {
      throw Fault(words: "the member '\(Self.shown(name))' stands there twice; keep one of them")
    }
    isSet[place] = true
    values[place] = value
    guess = place + 1
  }

  // MARK: Values

  private mutating func value(_ bytes: Span<UInt8>, into value: inout [UInt8]) throws(Fault) {
    switch try token(bytes) {
    case UInt8(ascii: "\""): try text(bytes, into: &value)
    case UInt8(ascii: "{"), UInt8(ascii: "["): try nested(bytes, into: &value)
    default: try word(bytes, into: &value)
    }
  }

  /// A list or an object inside the record, as it stands.
  private mutating func nested(_ bytes: Span<UInt8>, into value: inout [UInt8]) throws(Fault) {
    let start = at
    var open: [UInt8] = []
    repeat {
      switch try token(bytes) {
      case UInt8(ascii: "\""):
        var passed: [UInt8] = []
        try text(bytes, into: &passed)
        continue
      case UInt8(ascii: "{"): open.append(UInt8(ascii: "}"))
      case UInt8(ascii: "["): open.append(UInt8(ascii: "]"))
      case let byte where byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]"):
        guard open.popLast() == byte else {
          throw Fault(words: "a list or an object is not closed")
        }
      default: break
      }
      at += 1
    } while !open.isEmpty
    value.append(block: bytes.extracting(start..<at))
  }

  /// A number, `true`, `false` or `null`.
  private mutating func word(_ bytes: Span<UInt8>, into value: inout [UInt8]) throws(Fault) {
    let start = at
    while at < bytes.count, Self.isWord(bytes[at]) { at += 1 }
    let word = [UInt8](block: bytes.extracting(start..<at))
    switch String(decoding: word, as: UTF8.self) {
    case "null": return
    case "true", "false": value = word
    default:
      guard Self.isNumber(word) else {
        throw Fault(
          words: "'\(Self.shown(word))' is no value; a text stands in double quotes")
      }
      value = word
    }
  }

  /// Whether bytes are a number of RFC 8259 §6.
  private static func isNumber(_ word: [UInt8]) -> Bool {
    var rest = word[...]
    func digits() -> Int {
      let count = rest.prefix { (0x30...0x39).contains($0) }.count
      rest = rest.dropFirst(count)
      return count
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    if digits() == 0 { return false }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      if digits() == 0 { return false }
    }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
        rest = rest.dropFirst()
      }
      if digits() == 0 { return false }
    }
    return rest.isEmpty
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }

  // MARK: Texts

  /// A text, from its opening quote on.
  private mutating func text(_ bytes: Span<UInt8>, into result: inout [UInt8]) throws(Fault) {
    at += 1
    var copied = at
    while at < bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") {
        result.append(block: bytes.extracting(copied..<at))
        at += 1
        return
      }
      guard byte == UInt8(ascii: "\\") else {
        at += 1
        continue
      }
      result.append(block: bytes.extracting(copied..<at))
      at += 1
      try escape(bytes, into: &result)
      copied = at
    }
    throw Fault(words: "a text has no closing quote")
  }

  private mutating func escape(_ bytes: Span<UInt8>, into result: inout [UInt8]) throws(Fault) {
    do throws(JSONEscape.Fault) {
      let scalar = try JSONEscape.read(bytes, at: &at)
      result.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [Self.invalid])
    } catch {
      switch error {
      case .unfinished: throw Fault(words: "a text has no closing quote")
      case .unknown:
        throw Fault(words: "a text holds a backslash before what is no escape; double it")
      case .notHexadecimal:
        throw Fault(words: "four hexadecimal digits were expected after \\u")
      case .loneSurrogate: result.append(Self.invalid)
      }
    }
  }

  // MARK: Bytes

  /// The next byte that is no space.
  private mutating func token(_ bytes: Span<UInt8>) throws(Fault) -> UInt8 {
    while at < bytes.count {
      if !Self.isSpace(bytes[at]) { return bytes[at] }
      at += 1
    }
    throw Fault(words: "the object is not complete")
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// The beginning of a name or value, for an error.
  private static func shown(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.prefix(60), as: UTF8.self).printable
  }
}
