extension LMDBEventLog {
  /// Records an erasure, then destroys the values, their salts and their key.
  ///
  /// The event is durable before anything is destroyed. What a crash interrupts is done when the log is opened next.
  /// - Throws: ``AppendError`` when the event is not recorded: nothing is erased; ``LogError`` when it is and the values
  ///   could not be destroyed yet.
  public func erase(_ erasure: ErasureRequest) throws -> Receipt {
    guard let writer else {
      throw LogError.unusable("\(directory) was opened for reading; nothing is erased")
    }
    guard let key = erasure.request.key else {
      throw AppendError.invalid("an erasure needs a request key")
    }
    return try writer.erasing { () throws -> Receipt in
      guard let vault = self.vault else { throw LogError.closed }
      guard try ErasureIntent.load(vault.directory) == nil else {
        throw LogError.unusable("an earlier erasure is not complete; open the log again")
      }
      let head = try withSnapshot { try $0.streamHead(erasure.stream) }
      guard let head else {
        throw AppendError.invalid("there is no stream \(erasure.stream); nothing is erased")
      }
      let intent = try vault.intent(erasure.values, of: head.number, request: key.digest)
      try intent.save(vault.directory)
      let receipt = try record(erasure, vault)
      try writer.complete { () throws(LogError) in
        try Self.complete(
          intent, by: receipt.first, vault, try self.disclosing(erasure.stream))
      }
      return receipt
    }
  }

  private func record(_ erasure: ErasureRequest, _ vault: Vault) throws -> Receipt {
    do throws(AppendError) {
      return try appendAndWait(erasure.request)
    } catch {
      // Whether the event is in the log is known when it is opened next; until then the intent must stay.
      if case .inDoubt = error { throw error }
      try ErasureIntent.remove(vault.directory)
      throw error
    }
  }

  /// Positions of a stream's events that have disclosures.
  private func disclosing(_ stream: StreamID) throws(LogError) -> [Position] {
    do {
      return try withSnapshot { try Self.disclosing(stream, $0) }
    } catch let error as LogError {
      throw error
    } catch {
      throw .unusable("the events of \(stream) cannot be read (\(error))")
    }
  }

  private static func disclosing(
    _ stream: StreamID, _ snapshot: borrowing LogSnapshot
  ) throws -> [Position] {
    var positions: [Position] = []
    try snapshot.scan(.stream(stream), content: .envelope) { event in
      if try event.record.disclosureCount() > 0 { positions.append(event.position) }
      return .next
    }
    return positions
  }

  private static func complete(
    _ intent: ErasureIntent, by event: Position, _ vault: Vault, _ positions: [Position]
  ) throws(LogError) {
    try vault.erase(intent, by: event, positions)
    try ErasureIntent.remove(vault.directory)
  }

  /// Does what a crash interrupted: completes an erasure whose event is in the log, forgets one whose event is not.
  static func completeErasure(
    _ vault: Vault, _ segments: SegmentSet, _ index: IndexReader?
  ) throws(LogError) {
    guard let intent = try ErasureIntent.load(vault.directory) else { return }
    let source = try LMDBSnapshot(segments: segments, index: index, vault: vault)
    do {
      guard let position = try source.firstPosition(ofRequest: intent.request) else {
        try ErasureIntent.remove(vault.directory)
        return
      }
      let snapshot = LogSnapshot(source)
      guard let event = try snapshot.event(at: position) else { throw LogError.closed }
      try complete(
        intent, by: position, vault, try disclosing(event.record.stream, snapshot))
    } catch let error as LogError {
      throw error
    } catch {
      throw .unusable("an interrupted erasure cannot be completed (\(error))")
    }
  }
}
