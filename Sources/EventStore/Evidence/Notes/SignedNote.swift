/// A text and signatures over it, in the format of c2sp.org/signed-note.
///
/// The text ends in a line feed; a blank line separates it from lines `— <name> <base64(key id ‖ signature)>`. Reading a
/// note says nothing about who signed it: ask ``verified(by:)``.
public struct SignedNote: Hashable, Sendable {
  /// Everything before the blank line, with its last line feed: what is signed.
  public let text: String
  /// The signature lines, in order; at least one.
  public private(set) var signatures: [NoteSignature]

  /// Most signature lines of a note that is read.
  public static let signaturesMax = 100
  /// Largest note that is read, in bytes.
  public static let bytesMax = 1 << 20

  /// Reads a note.
  /// - Throws: ``EvidenceError`` saying which rule of the format is broken.
  public init(_ bytes: [UInt8]) throws(EvidenceError) {
    guard bytes.count <= Self.bytesMax else {
      throw .malformed("the note has \(bytes.count) bytes, more than \(Self.bytesMax)")
    }
    guard String(validating: bytes) != nil else { throw .malformed("the note is not UTF-8") }
    if let at = bytes.firstIndex(where: { $0 < 0x20 && $0 != lineFeed }) {
      throw .malformed("the note has the control character \(bytes[at]) at byte \(at)")
    }
    guard bytes.last == lineFeed else {
      throw .malformed("the note does not end in a line feed")
    }
    guard let blank = Self.lastBlankLine(bytes) else {
      throw .malformed("the note has no blank line before its signatures")
    }
    let lines = bytes[(blank + 1)...].dropLast().split(
      separator: lineFeed, omittingEmptySubsequences: false)
    guard bytes.count > blank + 1, !lines.isEmpty else {
      throw .malformed("the note has no signature line")
    }
    guard lines.count <= Self.signaturesMax else {
      throw .malformed("the note has \(lines.count) signatures, more than \(Self.signaturesMax)")
    }
    text = String(decoding: bytes[..<blank], as: UTF8.self)
    var list: [NoteSignature] = []
    for line in lines { list.append(try NoteSignature(line: Array(line))) }
    signatures = list
  }

  /// A text and its signatures.
  /// - Throws: ``EvidenceError`` when the text cannot be the text of a note, or nobody signs it.
  public init(text: String, signatures: [NoteSignature]) throws(EvidenceError) {
    try self.init(
      Array((text + "\n" + signatures.map { $0.line + "\n" }.joined()).utf8))
  }

  /// The note's bytes.
  public var encoded: [UInt8] {
    Array((text + "\n" + signatures.map { $0.line + "\n" }.joined()).utf8)
  }

  /// The same note with one more signature line; an older line of the same key gives way to it.
  public func adding(_ signature: NoteSignature) -> SignedNote {
    var copy = self
    copy.signatures.removeAll {
      $0.keyID == signature.keyID && $0.name.hasSameBytes(as: signature.name)
    }
    if copy.signatures.count < Self.signaturesMax { copy.signatures.append(signature) }
    return copy
  }

  /// Checks the signatures of known keys.
  ///
  /// Lines of unknown keys are ignored, even when they share a name or a key id with a known one. Every line of a known
  /// key must verify.
  /// - Returns: who signed, each key once, in the order of the lines; never empty.
  /// - Throws: ``EvidenceError/Kind/badSignature`` when a known key's line fails, and
  ///   ``EvidenceError/Kind/noKnownSignature`` when no line is by a known key.
  public func verified(by keys: [NoteVerifier]) throws(EvidenceError) -> [NoteEndorsement] {
    let message = Array(text.utf8)
    var found: [NoteEndorsement] = []
    for signature in signatures {
      let known = keys.filter {
        $0.keyID == signature.keyID && $0.name.hasSameBytes(as: signature.name)
      }
      guard let key = known.first else { continue }
      guard known.allSatisfy({ $0 == key }) else {
        throw EvidenceError(
          .badSignature, "two keys given for '\(key.name)' have the same id; give one of them")
      }
      guard signature.isCanonical, let endorsement = key.check(signature.bytes, over: message)
      else {
        throw EvidenceError(
          .badSignature,
          "the signature of '\(key.name)' (key id \(hexText(bigEndian(key.keyID)))) does not verify"
        )
      }
      if !found.contains(where: { $0.key == key }) { found.append(endorsement) }
    }
    guard !found.isEmpty else {
      throw EvidenceError(.noKnownSignature, "no signature is by a key that was given")
    }
    return found
  }

  /// Index of the line feed that is the note's last blank line.
  private static func lastBlankLine(_ bytes: [UInt8]) -> Int? {
    var index = bytes.count - 1
    while index > 0 {
      if bytes[index] == lineFeed, bytes[index - 1] == lineFeed { return index }
      index -= 1
    }
    return nil
  }
}

/// A line feed, the only control character of a note.
let lineFeed = UInt8(ascii: "\n")

/// The four bytes of a key id.
func bigEndian(_ number: UInt32) -> [UInt8] {
  var bytes: [UInt8] = []
  bytes.appendBigEndian(number)
  return bytes
}

/// One signature line of a note.
public struct NoteSignature: Hashable, Sendable {
  /// Name of the key, as the line claims.
  public let name: String
  /// First four bytes of the decoded signature: which key of that name, as the line claims.
  public let keyID: UInt32
  /// The signature proper.
  public let bytes: [UInt8]
  /// The base64 of key id and signature, as written.
  private let text: String

  private static let dash = Array("— ".utf8)

  /// A signature.
  public init(name: String, keyID: UInt32, bytes: [UInt8]) {
    self.name = name
    self.keyID = keyID
    self.bytes = bytes
    text = base64(bigEndian(keyID) + bytes)
  }

  /// Reads a line without its line feed.
  /// - Throws: ``EvidenceError``.
  public init(line: [UInt8]) throws(EvidenceError) {
    guard line.starts(with: Self.dash) else {
      throw .malformed("a signature line does not begin with '— '")
    }
    let rest = line[Self.dash.count...]
    guard let space = rest.firstIndex(of: UInt8(ascii: " ")) else {
      throw .malformed("a signature line lacks its name or its signature")
    }
    name = String(decoding: rest[..<space], as: UTF8.self)
    guard isNoteKeyName(name) else {
      throw .malformed("'\(name)' cannot name a key: it is empty or has spaces or '+'")
    }
    text = String(decoding: rest[(space + 1)...], as: UTF8.self)
    guard let decoded = base64Bytes(text), decoded.count >= 5 else {
      throw .malformed("the signature of '\(name)' is not base64 of a key id and a signature")
    }
    keyID = decoded.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    bytes = Array(decoded.dropFirst(4))
  }

  /// The line without its line feed, as written.
  public var line: String { "— \(name) \(text)" }

  /// Whether the base64 is the only one that gives these bytes; another is a changed line.
  var isCanonical: Bool { canonicalBase64Bytes(text) != nil }
}

/// Whether a text may name a key: not empty, no Unicode space, no '+', no control character.
func isNoteKeyName(_ name: String) -> Bool {
  !name.isEmpty
    && name.unicodeScalars.allSatisfy {
      !$0.properties.isWhitespace && $0 != "+" && $0.value >= 0x20 && $0.value != 0x7F
    }
}

/// A signature that was checked.
public struct NoteEndorsement: Hashable, Sendable {
  /// The key.
  public let key: NoteVerifier
  /// When it was given, in seconds since 1970-01-01T00:00:00Z; `nil` for signatures without a time.
  public let seconds: UInt64?
}
