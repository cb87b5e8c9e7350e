import Crypto

/// The key that turns the seeds in the key store into keys of cases; without it they open nothing.
struct WrappingKey: Sendable {
  /// Names a key file outside the data directory.
  static let variable = "ANJUAN_VAULT_KEY"
  private static let fileName = "wrapping.key"
  private let bytes: [UInt8]
  /// SHA-256 after its first block: the key, and zeros.
  private let start: SHA256Stream

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var start = SHA256Stream()
    start.update(bytes + [UInt8](repeating: 0, count: max(0, 64 - bytes.count)))
    self.start = start
  }

  /// Says which key it is, and nothing about the key: 16 bytes.
  var check: [UInt8] {
    Array(hmacSHA256(key: bytes, Array("anjuan wrapping key".utf8)).bytes.prefix(16))
  }

  /// The key of a stream: SHA-256(wrapping key ‖ 32 zeros ‖ seed ‖ stream number).
  ///
  /// Every part has a fixed length, so that a keyed hash needs no more than that; an import makes a key a row.
  func key(_ seed: Digest, of stream: UInt64) -> SealingKey {
    var message: [UInt8] = []
    message.reserveCapacity(40)
    seed.append(to: &message)
    message.appendBigEndian(stream)
    var hash = start
    hash.update(message.span)
    return SealingKey(hash.finalize())
  }

  /// Finds the key of a vault: the file that ``variable`` names, else the one in the vault's directory.
  ///
  /// - Parameters:
  ///   - vault: the directory of the vault.
  ///   - named: the file that the environment names.
  ///   - create: whether a missing one is made, as a new vault needs.
  /// - Returns: `nil` when there is none.
  /// - Throws: ``LogError/unusable(_:)`` when others may read it, or it is no key.
  static func find(
    for vault: String, named: String? = Terminal.environment(variable), create: Bool
  ) throws(LogError) -> WrappingKey? {
    let path = named.flatMap { $0.isEmpty ? nil : $0 } ?? vault + "/" + fileName
    if !FileSystem.exists(path) {
      guard create else { return nil }
      try FileSystem.replace(path, with: randomBytes(32))
    }
    if let mode = FileSystem.mode(of: path), mode & 0o077 != 0 {
      throw .unusable("\(path) can be read by others; run `chmod 600 \(path)` and try again")
    }
    let bytes = try FileSystem.read(path)
    guard bytes.count == 32 else {
      throw .unusable("\(path) has \(bytes.count) bytes instead of 32; restore it from a backup")
    }
    return WrappingKey(bytes)
  }
}

/// The key under which the values of one stream are sealed.
struct SealingKey: Sendable {
  let secret: SymmetricKey

  init(_ digest: Digest) {
    secret = SymmetricKey(data: digest.bytes)
  }
}
