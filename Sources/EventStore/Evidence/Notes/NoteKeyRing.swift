/// The keys of one signer in a file: those that sign, and those that only verify what was signed before.
///
/// The file is text: comment lines begin with `#`, a line is a private key (it signs) or a verifier key (retired). It
/// lies outside the data directory and is readable by its owner only, so that a copy of the data is no copy of the key.
public struct NoteKeyRing: Sendable {
  /// Keys that sign, newest first.
  public private(set) var signers: [NoteSigner]
  /// Keys that signed once.
  public private(set) var retired: [NoteVerifier]

  /// Keys that sign, without a file.
  /// - Throws: ``EvidenceError`` when there is none, or they have different names.
  public init(_ signers: [NoteSigner], retired: [NoteVerifier] = []) throws(EvidenceError) {
    guard let first = signers.first else { throw .malformed("there is no private key in it") }
    let all = signers.map(\.verifier) + retired
    if let other = all.first(where: { !$0.name.hasSameBytes(as: first.verifier.name) }) {
      throw .malformed(
        "it holds keys of '\(first.verifier.name)' and of '\(other.name)'; keep one name a file")
    }
    self.signers = signers
    self.retired = retired
  }

  /// Name of the keys.
  public var name: String { signers[0].verifier.name }

  /// Every key by which something of this signer may be verified.
  public var verifiers: [NoteVerifier] { signers.map(\.verifier) + retired }

  /// Reads a key file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - directory: a data directory in which the file must not lie, or `nil`.
  /// - Throws: ``LogError/notFound(_:)``, or ``LogError/unusable(_:)`` when others may read it or it lies inside.
  public static func load(
    _ path: String, outside directory: String? = nil
  ) throws(LogError) -> NoteKeyRing {
    guard FileSystem.exists(path) else {
      throw .notFound("there is no key file \(path); create one with `log-server keys create`")
    }
    try checkPlace(path, outside: directory)
    try FileSystem.refuseShared(
      path, "the key file ", advice: ", and rotate the key if somebody may have read it")
    let bytes = try FileSystem.read(path)
    guard bytes.count <= 65_536, let text = String(validating: bytes) else {
      throw .unusable("the key file \(path) is not a short text; restore it from your safe copy")
    }
    do throws(EvidenceError) {
      return try NoteKeyRing(text: text)
    } catch {
      throw .unusable("the key file \(path) cannot be used: \(error)")
    }
  }

  private init(text: String) throws(EvidenceError) {
    var signers: [NoteSigner] = []
    var retired: [NoteVerifier] = []
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let line = String(line)
      if NoteSigner.isPrivate(line) {
        signers.append(try NoteSigner(text: line))
      } else {
        retired.append(try NoteVerifier(text: line))
      }
    }
    try self.init(signers, retired: retired)
  }

  /// Writes the file anew, readable by its owner only.
  public func save(_ path: String, outside directory: String? = nil) throws(LogError) {
    try Self.checkPlace(path, outside: directory)
    var text = "# Private keys of \(name). Never copy this file beside the data it signs.\n"
    for signer in signers { text += signer.secretText + "\n" }
    for key in retired { text += key.text + "\n" }
    try FileSystem.replace(path, with: Array(text.utf8), mode: 0o600)
  }

  /// A new key signs from now on; the ones before sign beside it until they are retired.
  public func adding(_ signer: NoteSigner) throws(EvidenceError) -> NoteKeyRing {
    try NoteKeyRing([signer] + signers, retired: retired)
  }

  /// A key signs no more; what it signed still verifies.
  /// - Throws: ``EvidenceError`` when it is not there or the only one that signs.
  public func retiring(_ keyID: UInt32) throws(EvidenceError) -> NoteKeyRing {
    guard let old = signers.first(where: { $0.verifier.keyID == keyID }) else {
      throw .malformed("no signing key has the id \(hexText(bigEndian(keyID)))")
    }
    let rest = signers.filter { $0.verifier.keyID != keyID }
    guard !rest.isEmpty else {
      throw .malformed("it is the only key that signs; rotate first")
    }
    return try NoteKeyRing(rest, retired: [old.verifier] + retired)
  }

  /// Refuses a place for secrets inside a data directory, also through links.
  private static func checkPlace(_ path: String, outside directory: String?) throws(LogError) {
    guard let directory, let data = FileSystem.canonicalPath(directory) else { return }
    let place =
      FileSystem.canonicalPath(path) ?? FileSystem.canonicalPath(FileSystem.parent(of: path))
    guard let place, place == data || place.hasPrefix(data + "/") else { return }
    throw .unusable(
      "the key file \(path) lies inside the data directory \(directory); whoever copies the data would "
        + "have the key: move it elsewhere")
  }
}
