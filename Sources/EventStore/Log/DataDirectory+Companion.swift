extension DataDirectory {
  /// A second log inside this data directory, with an origin, a tree and a lock of its own, such as the access log.
  ///
  /// Its origin is this log's with `/<name>` after it; it runs by the real clock also beside a simulation.
  /// - Returns: `nil` when it was never written to.
  public func companion(_ name: String) throws(LogError) -> DataDirectory? {
    let inner = path + "/" + name
    guard FileSystem.exists(inner) else { return nil }
    let found = try DataDirectory.open(inner)
    guard found.origin == companionOrigin(name) else {
      throw .unusable(
        "\(inner) belongs to '\(found.origin)', not to '\(origin)'; restore the right one")
    }
    return found
  }

  /// Appends one event to a stream of a second log, durable when this returns; the log is created when it is not there.
  ///
  /// Several programs may do so at once: each waits for its turn.
  /// - Parameters:
  ///   - name: name of the second log.
  ///   - patience: how long to wait for another program, in milliseconds.
  ///   - draft: makes the event from the time of the second log's clock and a fresh id.
  /// - Throws: ``LogError`` or ``AppendError``: the event is not recorded, or it is in doubt.
  public func append(
    toCompanion name: String, stream: StreamID, patience: UInt32 = 20_000,
    _ draft: (Instant, EventID) -> EventDraft
  ) throws -> Receipt {
    let lock = try FileLock.waiting(for: lockPath(of: name), patience)
    defer { withExtendedLifetime(lock) {} }
    let inner =
      try companion(name)
      ?? DataDirectory.create(
        path + "/" + name, origin: companionOrigin(name))
    let log = try inner.openLog(.writer)
    defer { log.close() }
    let event = draft(
      inner.clock.now(for: log.head.next), EventID(inner.entropy.salt(for: [])))
    return try log.appendAndWait(AppendRequest([StreamAppend(stream, events: [event])]))
  }

  /// Opens a second log for as long as `body` runs; to write to it, once no other program does.
  ///
  /// - Parameters:
  ///   - name: name of the second log.
  ///   - mode: whether `body` may write.
  ///   - patience: how long to wait for another program that writes, in milliseconds.
  /// - Returns: `nil` when the log was never written to.
  /// - Throws: ``LogError``, and what `body` throws.
  public func withCompanion<Output>(
    _ name: String, _ mode: LMDBEventLog.Mode, patience: UInt32 = 20_000,
    _ body: (LMDBEventLog) throws -> Output
  ) throws -> Output? {
    guard let inner = try companion(name) else { return nil }
    let lock = mode == .writer ? try FileLock.waiting(for: lockPath(of: name), patience) : nil
    defer { withExtendedLifetime(lock) {} }
    let log = try inner.openLog(mode)
    defer { log.close() }
    return try body(log)
  }

  /// The origin that a second log of this name has.
  public func companionOrigin(_ name: String) -> String { origin + "/" + name }

  private func lockPath(of name: String) -> String { path + "/" + name + ".lock" }
}

extension FileLock {
  /// Takes a lock once no other process holds it.
  /// - Parameter patience: how long to wait, in milliseconds.
  /// - Throws: ``LogError/alreadyOpen(_:)`` when that was not enough.
  package static func waiting(
    for path: String, _ patience: UInt32 = 20_000
  ) throws(LogError) -> FileLock {
    let step: UInt32 = 10
    var waited: UInt32 = 0
    while true {
      if let lock = try FileLock(path) { return lock }
      guard waited < patience else {
        throw .alreadyOpen("another program has held \(path) for too long; try again")
      }
      Terminal.pause(milliseconds: step)
      waited += step
    }
  }
}
