/// A request with everything that can be known before its turn comes, worked out on the caller's thread.
struct PreparedRequest: Sendable {
  let request: AppendRequest
  /// ``AppendRequest/fingerprint``, for requests with a key.
  let fingerprint: UInt64
  /// Digest of the key.
  let keyDigest: EventID?
  /// Digests of the disclosures of all events, one after the other in the order of the request.
  let digests: [Digest]
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
    var values = MessageBatch()
    let streams = request.streams.span
    var hashes: [Int] = []
    hashes.reserveCapacity(streams.count)
    var count = 0
    for index in streams.indices {
      hashes.append(streams[index].stream.hashValue)
      let drafts = streams[index].events.span
      count += drafts.count
      for event in drafts.indices {
        let disclosures = drafts[event].disclosures.span
        for index in disclosures.indices {
          values.add { disclosures[index].appendHashed(to: &$0, eventID: drafts[event].id) }
        }
      }
    }
    digests = values.digests()
    streamHashes = hashes
    eventCount = count
  }
}
