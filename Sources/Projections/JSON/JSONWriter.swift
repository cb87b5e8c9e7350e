import EventStore

/// Writes JSON (RFC 8259) deterministically: no floating point, members in the order given, UTF-8,
/// shortest escapes.
public struct JSONWriter: Sendable {
  /// The bytes written so far.
  public private(set) var bytes: [UInt8] = []
  private let isIndented: Bool

  /// A writer; `isIndented` puts each member on a line of its own, two spaces deeper than its
  /// object.
  public init(isIndented: Bool = false) {
    self.isIndented = isIndented
  }

  /// The text of one value.
  public static func text(_ value: JSONValue, isIndented: Bool = false) -> String {
    var writer = JSONWriter(isIndented: isIndented)
    writer.write(value)
    return writer.text
  }

  /// What was written, as text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Drops what was written and keeps the memory.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  /// Writes a value.
  public mutating func write(_ value: JSONValue) {
    write(value, depth: 0)
  }

  /// Writes a line feed, as between the lines of JSON Lines.
  public mutating func endLine() {
    bytes.append(0x0A)
  }

  private mutating func write(_ value: JSONValue, depth: Int) {
    switch value {
    case .null: raw("null")
    case .bool(let value): raw(value ? "true" : "false")
    case .integer(let value): raw(String(value))
    case .unsigned(let value): raw(String(value))
    case .string(let value): string(value)
    case .array(let values):
      list(UInt8(ascii: "["), UInt8(ascii: "]"), values, depth: depth) {
        $0.write($1, depth: depth + 1)
      }
    case .object(let members):
      list(UInt8(ascii: "{"), UInt8(ascii: "}"), members, depth: depth) { writer, member in
        writer.string(member.name)
        writer.bytes.append(UInt8(ascii: ":"))
        if writer.isIndented { writer.bytes.append(UInt8(ascii: " ")) }
        writer.write(member.value, depth: depth + 1)
      }
    }
  }

  private mutating func list<Element>(
    _ open: UInt8, _ close: UInt8, _ elements: [Element], depth: Int,
    _ body: (inout JSONWriter, Element) -> Void
  ) {
    bytes.append(open)
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      newLine(depth + 1)
      body(&self, element)
    }
    if !elements.isEmpty { newLine(depth) }
    bytes.append(close)
  }

  private mutating func newLine(_ depth: Int) {
    guard isIndented else { return }
    bytes.append(0x0A)
    for _ in 0..<(2 * depth) { bytes.append(0x20) }
  }

  private mutating func raw(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  /// Whether a character of a text has to be written in another way; nearly none has.
  private static func hasEscapes(_ text: String) -> Bool {
    let bytes = text.utf8.span
    var found = false
    for index in bytes.indices {
      let byte = bytes[index]
      found =
        found || byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\"")
        || byte == UInt8(ascii: "\\")
    }
    return found
  }

  private mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    if !Self.hasEscapes(text) {
      bytes.append(contentsOf: text.utf8)
      bytes.append(UInt8(ascii: "\""))
      return
    }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): raw("\\\"")
      case UInt8(ascii: "\\"): raw("\\\\")
      case 0x0A: raw("\\n")
      case 0x0D: raw("\\r")
      case 0x09: raw("\\t")
      case 0..<0x20, 0x7F:
        raw("\\u00")
        raw(hexText([byte]))
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
