private import Wire

extension AppendRequest {
  /// Eight bytes that tell this request's content from another's: streams, event ids, types, times and payloads.
  ///
  /// Salts are left out: a retry draws them anew. Hashed in pieces, since a request of an import has a megabyte.
  var fingerprint: UInt64 {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(streams.count * 192)
    let streams = self.streams.span
    for index in streams.indices {
      let drafts = streams[index].events.span
      bytes.append(copying: streams[index].stream.text.utf8.span)
      bytes.appendBigEndian(UInt64(drafts.count))
      for event in drafts.indices {
        bytes.appendBigEndian(drafts[event].id.high)
        bytes.appendBigEndian(drafts[event].id.low)
        bytes.appendBigEndian(drafts[event].occurredAt.microseconds)
        bytes.appendBigEndian(UInt64(drafts[event].payload.count))
        bytes.append(copying: drafts[event].type.text.utf8.span)
        bytes.append(copying: drafts[event].payload.span)
      }
    }
    return PieceHash.digest(ofPieces: PieceHash.digests(of: bytes.span)).words.0
  }

  /// Rough size, for the queue's bound.
  var approximateBytes: Int {
    var bytes = 256
    let streams = self.streams.span
    for index in streams.indices {
      let drafts = streams[index].events.span
      for event in drafts.indices {
        bytes += 256 + drafts[event].payload.count
        let values = drafts[event].disclosures.span
        for value in values.indices { bytes += 64 + values[value].value.count }
      }
    }
    return bytes
  }
}

/// What is kept for a request with a key, so that a retry gets the same answer.
struct RequestTrace: Hashable {
  /// First 16 bytes of the SHA-256 of the key.
  var keyDigest: EventID
  /// ``AppendRequest/fingerprint``.
  var fingerprint: UInt64
  /// Positions as in the receipt.
  var first: Position
  var last: Position
  var recordedAt: Instant
  var skipped: [Int]
  /// Events recorded; 0 when every stream was skipped.
  var count: UInt64

  /// The answer, first given or given again.
  func receipt(leafHashes: [Digest], isRepeat: Bool) -> Receipt {
    Receipt(
      first: first, last: last, leafHashes: leafHashes, recordedAt: recordedAt, skipped: skipped,
      isRepeat: isRepeat)
  }
}

extension RequestKey {
  /// First 16 bytes of the SHA-256 of the key's text.
  var digest: EventID { EventID(sha256(Array(text.utf8))) }
}
