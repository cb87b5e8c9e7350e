import Crypto
private import Wire

/// The key that turns the seeds in the key store into keys of cases; without it they open nothing.
struct WrappingKey: Sendable {
  /// Names a key file outside the data directory.
  static let variable = "ANJUAN_VAULT_KEY"
  private static let fileName = "wrapping.key"
  private let bytes: [UInt8]
  /// Whether the user named it, so that another one may be the right one.
  private(set) var isNamed = false
  /// What is hashed before a seed: the key, and zeros up to a whole block.
  private let start: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    start = bytes + [UInt8](repeating: 0, count: max(0, 64 - bytes.count))
  }

  /// Says which key it is, and nothing about the key: 16 bytes.
  var check: [UInt8] {
    Array(hmacSHA256(key: bytes, Array("anjuan wrapping key".utf8)).bytes.prefix(16))
  }

  /// The key of a stream: SHA-256(wrapping key ‖ 32 zeros ‖ seed ‖ stream number).
  ///
  /// Every part has a fixed length, so that a keyed hash needs no more than that; an import makes a key a row.
  func key(_ seed: Digest, of stream: UInt64) -> SealingKey { keys([(seed, stream)])[0] }

  /// The keys of several streams.
  func keys(_ seeds: [(seed: Digest, stream: UInt64)]) -> [SealingKey] {
    var messages = MessageBatch()
    messages.reserve(seeds.count, bytes: seeds.count * (start.count + 40))
    for (seed, stream) in seeds {
      messages.add { bytes in
        bytes.append(copying: start.span)
        seed.append(to: &bytes)
        bytes.appendBigEndian(stream)
      }
    }
    return messages.digests().map { SealingKey($0) }
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
    let own = vault + "/" + fileName
    let path = named.flatMap { $0.isEmpty ? nil : $0 } ?? own
    if !FileSystem.exists(path) {
      guard create else { return nil }
      try FileSystem.replace(path, with: randomBytes(32))
    }
    try FileSystem.refuseShared(path)
    let bytes = try FileSystem.read(path)
    guard bytes.count == 32 else {
      throw .unusable("\(path) has \(bytes.count) bytes instead of 32; restore it from a backup")
    }
    var key = WrappingKey(bytes)
    key.isNamed = path != own
    return key
  }
}

/// The key under which the values of one stream are sealed.
struct SealingKey: Sendable {
  /// Its 32 bytes.
  let bytes: Digest
  /// The same for swift-crypto.
  var secret: SymmetricKey { SymmetricKey(data: bytes.bytes) }

  init(_ bytes: Digest) {
    self.bytes = bytes
  }
}
