import Crypto

/// The key that turns the seeds in the key store into keys of cases; without it they open nothing.
struct WrappingKey: Sendable {
  /// Names a key file outside the data directory.
  static let variable = "ANJUAN_VAULT_KEY"
  private static let fileName = "wrapping.key"
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Says which key it is, and nothing about the key: 16 bytes.
  var check: [UInt8] {
    Array(hmacSHA256(key: bytes, Array("anjuan wrapping key".utf8)).bytes.prefix(16))
  }

  /// The key of a stream: HMAC-SHA-256(wrapping key, seed ‖ stream number).
  func key(_ seed: Digest, of stream: UInt64) -> SealingKey {
    var message: [UInt8] = []
    message.reserveCapacity(40)
    seed.append(to: &message)
    message.appendBigEndian(stream)
    return SealingKey(hmacSHA256(key: bytes, message))
  }

  /// Finds the key of a vault: the file that ``variable`` names, else the one in the vault's directory.
  ///
  /// - Parameters:
  ///   - vault: the directory of the vault.
  ///   - create: whether a missing one is made, as a new vault needs.
  /// - Returns: `nil` when there is none.
  /// - Throws: ``LogError/unusable(_:)`` when others may read it, or it is no key.
  static func find(for vault: String, create: Bool) throws(LogError) -> WrappingKey? {
    let named = Terminal.environment(variable).flatMap { $0.isEmpty ? nil : $0 }
    let path = named ?? vault + "/" + fileName
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
