import Projections

/// Reads JSON (RFC 8259) the strict way: what two readers could understand differently is refused.
///
/// Refused, each with the byte offset and the reason: text that is not UTF-8, a member name used twice in one
/// object, nesting deeper than ``JSONLimits/depthMax``, lone surrogates, NUL, numbers that are not whole or do not
/// fit 64 bits, a byte order mark, and anything after the value. Time and memory are linear in the length.
struct JSONParser {
  private let bytes: [UInt8]
  private let limits: JSONLimits
  private var at = 0
  private var values = 0

  /// The one value in `bytes`.
  /// - Throws: ``JSONError``.
  static func parse(_ bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONError) -> JSONValue
  {
    var parser = JSONParser(bytes, limits: limits)
    return try parser.document()
  }

  private init(_ bytes: [UInt8], limits: JSONLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  private mutating func document() throws(JSONError) -> JSONValue {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      throw JSONError(offset: 0, reason: "the text starts with a byte order mark; leave it out")
    }
    let value = try value(depth: 0)
    skipSpace()
    if at < bytes.count {
      throw error("there is more text after the value; send exactly one JSON value")
    }
    return value
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    values += 1
    if values > limits.valuesMax {
      throw error("the text holds more than \(limits.valuesMax) values; send smaller requests")
    }
    skipSpace()
    guard let byte = peek() else { throw error("the text ends where a value was expected") }
    switch byte {
    case UInt8(ascii: "{"): return try object(depth: depth + 1)
    case UInt8(ascii: "["): return try array(depth: depth + 1)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), 0x30...0x39: return try number()
    default: throw error("a value was expected, but found \(describe(byte))")
    }
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
    try checkDepth(depth)
    at += 1
    var members: [JSONValue.Member] = []
    var seen: Set<String> = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object([]) }
    while true {
      skipSpace()
      guard peek() == UInt8(ascii: "\"") else {
        throw error("a member name in double quotes was expected\(found)")
      }
      let start = at
      let name = try string()
      guard seen.insert(name).inserted else {
        throw JSONError(
          offset: start,
          reason: "the member '\(name)' appears twice in one object; keep one of them")
      }
      skipSpace()
      guard take(UInt8(ascii: ":")) else {
        throw error("a colon was expected after the member name\(found)")
      }
      members.append(.init(name, try value(depth: depth)))
      skipSpace()
      if take(UInt8(ascii: ",")) { continue }
      if take(UInt8(ascii: "}")) { return .object(members) }
      throw error("a comma or '}' was expected\(found)")
    }
  }

  private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
    try checkDepth(depth)
    at += 1
    var elements: [JSONValue] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array([]) }
    while true {
      elements.append(try value(depth: depth))
      skipSpace()
      if take(UInt8(ascii: ",")) { continue }
      if take(UInt8(ascii: "]")) { return .array(elements) }
      throw error("a comma or ']' was expected\(found)")
    }
  }

  private mutating func word(_ text: StaticString, _ value: JSONValue) throws(JSONError)
    -> JSONValue
  {
    for byte in text.description.utf8 {
      guard take(byte) else { throw error("'\(text)' was expected\(found)") }
    }
    return value
  }

  private mutating func number() throws(JSONError) -> JSONValue {
    let start = at
    let isNegative = take(UInt8(ascii: "-"))
    guard let first = peek(), (0x30...0x39).contains(first) else {
      throw error("a digit was expected\(found)")
    }
    var value: Int64 = 0
    var fits = true
    while let digit = peek(), (0x30...0x39).contains(digit) {
      at += 1
      let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
      let step = Int64(digit - 0x30)
      let (sum, carry) = shifted.addingReportingOverflow(isNegative ? -step : step)
      fits = fits && !overflow && !carry
      value = sum
      if at - start > (isNegative ? 2 : 1), first == 0x30 {
        throw JSONError(
          offset: start, reason: "a number must not start with a zero before other digits")
      }
    }
    if let next = peek(), [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(next) {
      throw JSONError(
        offset: start, reason: "only whole numbers without fraction or exponent are accepted here")
    }
    guard fits else {
      throw JSONError(offset: start, reason: "the number does not fit in 64 bits with a sign")
    }
    return .integer(value)
  }

  private mutating func string() throws(JSONError) -> String {
    let start = at
    at += 1
    var content: [UInt8] = []
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: "\""):
        at += 1
        guard let text = String(validating: content, as: UTF8.self) else {
          throw JSONError(offset: start, reason: "the string is not valid UTF-8")
        }
        return text
      case UInt8(ascii: "\\"):
        try escape(into: &content)
      case 0..<0x20:
        throw error("a control character must be written as an escape such as \\n")
      default:
        content.append(byte)
        at += 1
      }
    }
    throw JSONError(offset: start, reason: "the string that starts here has no closing quote")
  }
}

extension JSONParser {
  private mutating func escape(into content: inout [UInt8]) throws(JSONError) {
    let start = at
    var next = at + 1
    defer { at = next }
    let scalar: Unicode.Scalar
    do throws(JSONEscape.Fault) {
      scalar = try JSONEscape.read(bytes.span, at: &next)
    } catch {
      throw switch error {
      case .unfinished: JSONError(offset: next, reason: "the text ends inside an escape")
      case .unknown:
        JSONError(
          offset: start,
          reason: "there is no such escape; use one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u")
      case .notHexadecimal:
        JSONError(offset: start, reason: "four hexadecimal digits were expected after \\u")
      case .loneSurrogate:
        JSONError(
          offset: start,
          reason: "a lone surrogate is not a character; escape both halves or neither")
      }
    }
    if scalar.value == 0 { throw JSONError(offset: start, reason: "NUL is not accepted in text") }
    content.append(contentsOf: Array(String(scalar).utf8))
  }

  private func checkDepth(_ depth: Int) throws(JSONError) {
    if depth > limits.depthMax {
      throw error("the nesting is deeper than \(limits.depthMax) levels")
    }
  }

  private func peek() -> UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    at += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      at += 1
    }
  }

  private var found: String {
    peek().map { ", but found \(describe($0))" } ?? ", but the text ends here"
  }

  private func describe(_ byte: UInt8) -> String {
    (0x21...0x7E).contains(byte)
      ? "'\(String(decoding: [byte], as: UTF8.self))'" : "byte \(byte)"
  }

  private func error(_ reason: String) -> JSONError { JSONError(offset: at, reason: reason) }
}

/// Limits of ``JSONParser``.
struct JSONLimits {
  /// Deepest nesting of objects and arrays.
  var depthMax = 32
  /// Most values in one text, all levels together.
  var valuesMax = 500_000

  /// The limits of the HTTP API.
  static let standard = JSONLimits()
}

/// Where JSON text cannot be accepted, and why.
struct JSONError: Error, Equatable, CustomStringConvertible {
  /// Offset in bytes from the start of the text.
  let offset: Int
  /// One clause: what is wrong and how to mend it.
  let reason: String

  /// One sentence.
  var description: String { "the JSON cannot be read at byte \(offset): \(reason)" }
}
