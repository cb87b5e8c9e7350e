import EventStore

/// 令牌文件: `tokens` of the data directory: one line of JSON for each token, for its owner's eyes only.
struct TokenFile: Sendable {
  /// Where it is.
  let path: String

  /// Tokens that a file holds at most.
  static let countMax = 10_000

  /// The file of a data directory.
  init(of directory: DataDirectory) {
    path = directory.path + "/" + Backup.tokens
  }

  /// Its bytes, or `nil` when no token was ever made.
  /// - Throws: ``LogError`` when others may read it.
  func bytes() throws(LogError) -> [UInt8]? {
    guard FileSystem.exists(path) else { return nil }
    try FileSystem.refuseShared(
      path, "the token file ", advice: ", and make new tokens if somebody may have changed it")
    return try FileSystem.read(path)
  }

  /// The tokens of the file's bytes.
  /// - Throws: ``LogError`` when a line cannot be read.
  func tokens(_ bytes: [UInt8]) throws(LogError) -> [AccessToken] {
    var tokens: [AccessToken] = []
    for (index, line) in String(decoding: bytes, as: UTF8.self).split(separator: "\n").enumerated()
    {
      guard let token = AccessToken(line: line) else {
        throw .unusable(
          "line \(index + 1) of the token file \(path) cannot be read; restore the file from a backup, or "
            + "remove the line and make that token anew")
      }
      tokens.append(token)
    }
    return tokens
  }

  /// Every token, or `nil` when none was ever made.
  func load() throws(LogError) -> [AccessToken]? {
    guard let bytes = try bytes() else { return nil }
    return try tokens(bytes)
  }

  /// Changes the tokens and writes the file anew; programs that do so at once take turns.
  /// - Throws: what `change` throws, or ``LogError``.
  func update(_ change: (inout [AccessToken]) throws -> Void) throws {
    let lock = try FileLock.waiting(for: path + ".lock")
    defer { withExtendedLifetime(lock) {} }
    var tokens = try load() ?? []
    try change(&tokens)
    let text = tokens.map { $0.line + "\n" }.joined()
    try FileSystem.replace(path, with: Array(text.utf8))
  }
}
