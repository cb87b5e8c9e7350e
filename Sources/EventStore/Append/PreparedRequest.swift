/// A request with everything that can be known before its turn comes, worked out on the caller's thread.
struct PreparedRequest: Sendable {
  let request: AppendRequest
  /// ``AppendRequest/fingerprint``, for requests with a key.
  let fingerprint: UInt64
  /// Digest of the key.
  let keyDigest: EventID?
  /// Digests of the disclosures of all events, one after the other in the order of the request.
  let digests: [DisclosureDigest]
  /// Hash of each stream's name, for looking it up.
  let streamHashes: [Int]
  /// Rough size, for the queue's bound.
  let bytes: Int
  /// Events of all streams.
  let eventCount: Int

  /// Checks the request for form and limits, and hashes what needs no position.
  init(_ request: AppendRequest) throws(AppendError) {
    try RequestCheck.check(request)
    self.request = request
    keyDigest = request.key?.digest
    fingerprint = request.key == nil ? 0 : request.fingerprint
    bytes = request.approximateBytes
    var values = DisclosureHashes()
    let streams = request.streams.span
    var hashes: [Int] = []
    hashes.reserveCapacity(streams.count)
    var count = 0
    for index in streams.indices {
      hashes.append(streams[index].stream.hashValue)
      let drafts = streams[index].events.span
      count += drafts.count
      for event in drafts.indices {
        values.add(drafts[event].disclosures, of: drafts[event].id)
      }
    }
    digests = values.digests()
    streamHashes = hashes
    eventCount = count
  }
}

/// The digests of many disclosures, hashed together.
private struct DisclosureHashes {
  private var paths: [String] = []
  private var messages = MessageBatch()

  mutating func add(_ disclosures: [Disclosure], of event: EventID) {
    for disclosure in disclosures {
      messages.add { disclosure.appendHashed(to: &$0, eventID: event) }
      paths.append(disclosure.path)
    }
  }

  func digests() -> [DisclosureDigest] {
    zip(paths, messages.digests()).map { DisclosureDigest(path: $0, digest: $1) }
  }
}
