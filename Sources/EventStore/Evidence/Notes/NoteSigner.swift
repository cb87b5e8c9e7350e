private import Crypto

/// The private half of a key: signs.
///
/// As text, the form of Go's `sumdb/note`: `PRIVATE+KEY+<name>+<key id>+<base64(type ‖ seed)>`. Never log it.
public struct NoteSigner: Sendable {
  /// The public half.
  public let verifier: NoteVerifier
  private let seed: [UInt8]

  private static let mark = "PRIVATE+KEY+"

  /// A key from its 32 secret bytes.
  /// - Throws: ``EvidenceError`` when the name or the seed cannot be used.
  public init(name: String, kind: NoteKeyKind, seed: [UInt8]) throws(EvidenceError) {
    guard seed.count == 32,
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed)
    else { throw .malformed("a key's seed has 32 bytes, not \(seed.count)") }
    verifier = try NoteVerifier(
      name: name, kind: kind, publicKey: Array(key.publicKey.rawRepresentation))
    self.seed = seed
  }

  /// A fresh key from the system's random bytes.
  /// - Throws: ``EvidenceError`` when the name cannot be used.
  public static func fresh(name: String, kind: NoteKeyKind) throws(EvidenceError) -> NoteSigner {
    try NoteSigner(name: name, kind: kind, seed: randomBytes(32))
  }

  /// Whether a line is a private key's text.
  static func isPrivate(_ text: String) -> Bool { text.hasPrefix(mark) }

  /// Reads a private key's text.
  /// - Throws: ``EvidenceError``, which never repeats the secret.
  public init(text: String) throws(EvidenceError) {
    guard text.hasPrefix(Self.mark) else {
      throw .malformed("a private key begins with \(Self.mark)")
    }
    let parts = text.dropFirst(Self.mark.count)
      .split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else {
      throw .malformed("a private key is \(Self.mark)NAME+ID+KEY")
    }
    let (kind, seed) = try NoteVerifier.decode(String(parts[2]), of: String(parts[0]))
    try self.init(name: String(parts[0]), kind: kind, seed: seed)
    guard [UInt8](hexText: String(parts[1])) == bigEndian(verifier.keyID) else {
      throw .malformed("the private key of '\(verifier.name)' has another id than it says")
    }
  }

  /// The private key's text. A secret.
  public var secretText: String {
    let id = hexText(bigEndian(verifier.keyID))
    return "\(Self.mark)\(verifier.name)+\(id)+\(base64([verifier.kind.rawValue] + seed))"
  }

  /// Signs a text.
  ///
  /// - Parameters:
  ///   - text: what a note signs, with its last line feed.
  ///   - seconds: seconds since 1970-01-01T00:00:00Z, for cosignatures; others carry no time.
  public func sign(_ text: String, at seconds: UInt64) throws(EvidenceError) -> NoteSignature {
    let message = Array(text.utf8)
    var bytes: [UInt8] = []
    switch verifier.kind {
    case .ed25519: bytes = try signature(over: message)
    case .cosignature:
      bytes.appendBigEndian(seconds)
      bytes += try signature(over: cosignedMessage(message, at: seconds))
    }
    return NoteSignature(name: verifier.name, keyID: verifier.keyID, bytes: bytes)
  }

  private func signature(over message: [UInt8]) throws(EvidenceError) -> [UInt8] {
    do {
      let key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
      return Array(try key.signature(for: message))
    } catch {
      throw .malformed("the key of '\(verifier.name)' cannot sign: \(error)")
    }
  }
}
