private import Crypto

/// What a key signs, by the type byte of c2sp.org/signed-note.
public enum NoteKeyKind: UInt8, Hashable, Sendable {
  /// Ed25519 over the note's text.
  case ed25519 = 1
  /// Ed25519 over a time and the text of a checkpoint (c2sp.org/tlog-cosignature).
  case cosignature = 4
}

/// The public half of a key: verifies signatures.
///
/// As text: `<name>+<key id, 8 hexadecimal digits>+<base64(type ‖ public key)>`.
public struct NoteVerifier: Hashable, Sendable, CustomStringConvertible {
  /// Name of the key.
  public let name: String
  /// What it signs.
  public let kind: NoteKeyKind
  /// 32 bytes of RFC 8032.
  public let publicKey: [UInt8]
  /// First four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key).
  public let keyID: UInt32

  /// A key.
  /// - Throws: ``EvidenceError`` when the name or the public key cannot be used.
  public init(name: String, kind: NoteKeyKind, publicKey: [UInt8]) throws(EvidenceError) {
    guard isNoteKeyName(name) else {
      throw .malformed("'\(name)' cannot name a key: it is empty or has spaces or '+'")
    }
    guard publicKey.count == 32, !Self.isWeak(publicKey) else {
      throw .malformed(
        "the public key of '\(name)' is not one of Ed25519, or one under which anybody can sign")
    }
    self.name = name
    self.kind = kind
    self.publicKey = publicKey
    let digest = sha256(Array(name.utf8), [lineFeed, kind.rawValue], publicKey)
    keyID = UInt32(truncatingIfNeeded: digest.words.0 >> 32)
  }

  /// Reads a key's text.
  /// - Throws: ``EvidenceError`` saying what is wrong with it.
  public init(text: String) throws(EvidenceError) {
    let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else {
      throw .malformed("'\(text)' is not NAME+ID+KEY, the text of a verifier key")
    }
    let (kind, key) = try Self.decode(String(parts[2]), of: String(parts[0]))
    try self.init(name: String(parts[0]), kind: kind, publicKey: key)
    guard parts[1].utf8.count == 8, [UInt8](hexText: String(parts[1])) == bigEndian(keyID) else {
      throw .malformed(
        "the key of '\(name)' has the id \(hexText(bigEndian(keyID))), not '\(parts[1])'; "
          + "it was changed or mistyped")
    }
  }

  /// Type and key from the last part of a key's text.
  static func decode(
    _ text: String, of name: String
  ) throws(EvidenceError) -> (NoteKeyKind, [UInt8]) {
    guard let bytes = canonicalBase64Bytes(text), let first = bytes.first else {
      throw .malformed("the key of '\(name)' is not base64")
    }
    guard let kind = NoteKeyKind(rawValue: first) else {
      throw .malformed(
        "the key of '\(name)' is of type \(first); known are 1 (Ed25519) and 4 (cosignature)")
    }
    guard bytes.count == 33 else {
      throw .malformed("the key of '\(name)' has \(bytes.count - 1) bytes instead of 32")
    }
    return (kind, Array(bytes.dropFirst()))
  }

  /// The key's text.
  public var text: String {
    "\(name)+\(hexText(bigEndian(keyID)))+\(base64([kind.rawValue] + publicKey))"
  }

  /// The key's text.
  public var description: String { text }

  /// Checks a signature over a text.
  /// - Returns: who signed and when, or `nil` when it does not verify.
  public func check(_ signature: [UInt8], over text: [UInt8]) -> NoteEndorsement? {
    switch kind {
    case .ed25519:
      guard isValid(signature[...], over: text) else { return nil }
      return NoteEndorsement(key: self, seconds: nil)
    case .cosignature:
      guard signature.count == 72 else { return nil }
      let seconds = signature.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      guard seconds <= UInt64(Int64.max),
        isValid(signature[8...], over: cosignedMessage(text, at: seconds))
      else { return nil }
      return NoteEndorsement(key: self, seconds: seconds)
    }
  }

  private func isValid(_ signature: ArraySlice<UInt8>, over message: [UInt8]) -> Bool {
    guard signature.count == 64,
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
    else { return false }
    return key.isValidSignature(Array(signature), for: message)
  }

  /// The same name, kind and key, byte for byte.
  public static func == (left: NoteVerifier, right: NoteVerifier) -> Bool {
    left.name.hasSameBytes(as: right.name) && left.kind == right.kind
      && left.publicKey == right.publicKey
  }

  /// Feeds the key id.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(keyID)
  }
}

extension NoteVerifier {
  /// y coordinates of the points of small order: under such a key everybody can sign everything.
  private static let smallOrder = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
  ]

  /// Whether a key is of small order or not written as RFC 8032 asks (a coordinate of 2²⁵⁵ − 19 or more).
  private static func isWeak(_ key: [UInt8]) -> Bool {
    var coordinate = key
    coordinate[31] &= 0x7F
    if smallOrder.contains(hexText(coordinate)) { return true }
    return coordinate[31] == 0x7F && coordinate[1..<31].allSatisfy { $0 == 0xFF }
      && coordinate[0] >= 0xED
  }
}

/// What a cosignature signs: `cosignature/v1`, the time, and the checkpoint's text.
func cosignedMessage(_ text: [UInt8], at seconds: UInt64) -> [UInt8] {
  Array("cosignature/v1\ntime \(seconds)\n".utf8) + text
}
