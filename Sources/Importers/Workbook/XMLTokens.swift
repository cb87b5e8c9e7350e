import CXMLTokens

/// Reads an XML document, piece by piece, as elements and texts.
@safe
final class XMLTokens {
  /// What stands next in the document. Names come without the prefix of their namespace.
  enum Token {
    /// An element begins; where its name and its attributes lie.
    case start(name: Range<Int>, attributes: Range<Int>)
    /// An element ends; where its name lies.
    case end(name: Range<Int>)
    /// Where a piece of text lies; one text may come in several.
    case text(Range<Int>)
  }

  /// What is wrong with a document; a clause, as "it … at line 7".
  struct Damage: Error {
    var words: String
  }

  private let state: OpaquePointer
  /// The tokens of the piece at hand, as `xml_tokens.h` lays them out.
  private var bytes: [UInt8] = []
  private var at = 0

  /// A reader before the first byte of a document.
  init() throws(Damage) {
    // SAFETY: the reader gives an address of its own or none; it is freed in deinit.
    guard let state = unsafe xml_tokens_create() else {
      throw Damage(words: "there is not enough memory for it")
    }
    unsafe self.state = state
  }

  deinit {
    // SAFETY: made in init, and nobody else holds it.
    unsafe xml_tokens_free(state)
  }

  /// Takes the next bytes of the document, once ``next()`` has given all tokens of those before.
  func take(_ piece: Span<UInt8>, isLast: Bool) throws(Damage) {
    precondition(at == bytes.count, "the tokens before were read")
    precondition(piece.count <= Int(Int32.max), "a piece has a length that C can tell")
    at = 0
    bytes.removeAll(keepingCapacity: true)
    let state = unsafe self.state
    var tokens: UnsafePointer<UInt8>?
    var count = 0
    // SAFETY: the piece is read in this call only.
    let fault = unsafe piece.withUnsafeBytes { piece in
      unsafe xml_tokens_take(
        state, piece.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(piece.count), isLast,
        &tokens, &count)
    }
    // SAFETY: the tokens lie at that address, so many bytes of them, until the next call.
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: tokens, count: count))
    guard let fault = unsafe fault else { return }
    // SAFETY: a terminated constant.
    let words = unsafe String(cString: fault)
    throw Damage(words: "\(words), at line \(unsafe xml_tokens_line(state))")
  }

  /// The next token of what was taken; `nil` when more has to be taken.
  func next() -> Token? {
    if at == bytes.count { return nil }
    let kind = bytes[at]
    at += 1
    switch kind {
    case UInt8(ascii: "S"):
      let name = word()
      let first = at
      while bytes[at] != 0 {
        _ = word()
        _ = word()
      }
      at += 1
      return .start(name: name, attributes: first..<(at - 1))
    case UInt8(ascii: "E"):
      return .end(name: word())
    default:
      let count = (0..<4).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
      at += 4 + count
      return .text((at - count)..<at)
    }
  }

  /// Passes over a text and the zero behind it.
  private func word() -> Range<Int> {
    let start = at
    while bytes[at] != 0 { at += 1 }
    at += 1
    return start..<(at - 1)
  }

  /// Whether a name is this one.
  func isName(_ range: Range<Int>, _ name: String) -> Bool {
    name.utf8.count == range.count && name.utf8.elementsEqual(bytes[range])
  }

  /// Where the value of an attribute lies.
  func attribute(_ name: String, in attributes: Range<Int>) -> Range<Int>? {
    var at = attributes.lowerBound
    while at < attributes.upperBound {
      let key = range(from: at)
      let value = range(from: key.upperBound + 1)
      if isName(key, name) { return value }
      at = value.upperBound + 1
    }
    return nil
  }

  /// The text of an attribute; `nil` when there is none of this name.
  func text(_ name: String, in attributes: Range<Int>) -> String? {
    attribute(name, in: attributes).map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  private func range(from start: Int) -> Range<Int> {
    var end = start
    while bytes[end] != 0 { end += 1 }
    return start..<end
  }

  /// The bytes of a text or an attribute's value.
  subscript(range: Range<Int>) -> ArraySlice<UInt8> { bytes[range] }
}
