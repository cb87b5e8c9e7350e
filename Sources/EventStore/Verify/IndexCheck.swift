/// What the index holds, beside what a scan says that it should hold.
struct IndexCheck: Sendable {
  /// Its entries as sums; `nil` when it cannot be read.
  private var found: IndexSums?
  private var failure = ""

  /// Reads the whole index.
  /// - Parameters:
  ///   - last: entries of later events are left out.
  ///   - streams: so are the names of streams that began later, with this number or a higher one.
  init(_ reader: IndexReader, through last: Position = .end, streams: UInt64 = .max) {
    do {
      found = try reader.sums(last.rawValue, streams)
    } catch {
      failure = "it cannot be read (\(error)); remove index/, it will be rebuilt"
    }
  }

  /// Compares it with what the scan saw.
  func compare(with expected: IndexSums, _ report: inout VerificationReport) {
    guard let found else { return report.add(.index, nil, failure) }
    let mend = "remove index/ while the server is stopped; it will be rebuilt"
    if found.streams != expected.streams {
      report.add(.index, nil, "its streams differ from the log; \(mend)")
    }
    if found.names != expected.names {
      report.add(.index, nil, "its stream names differ from the log; \(mend)")
    }
    if found.postings != expected.postings {
      report.add(.index, nil, "its tags and types differ from the log; \(mend)")
    }
  }
}

extension IndexReader {
  /// All entries of the index, as sums.
  fileprivate func sums(_ last: UInt64, _ streams: UInt64) throws -> IndexSums {
    var found = IndexSums()
    var labels: [UInt64: UInt64] = [:]
    try forEach(index.streams) { key, value in
      let position = value.word(at: 0) ?? .max
      if position > last { return }
      found.streams.add(key.word(at: 0) ?? .max, key.word(at: 8) ?? .max, position)
    }
    try forEach(index.streamNames) { key, value in
      let number = value.word(at: 0) ?? .max
      if number < streams || streams == .max {
        found.names.add(SetSum.hash(key, seed: 0), number)
      }
    }
    try forEach(index.labels) { key, value in
      guard key.count > 1 else { return }
      let text = key.extracting(1..<key.count)
      labels[value.word(at: 0) ?? .max] = SetSum.hash(text, seed: UInt64(key[0]))
    }
    try forEach(index.postings) { key, value in
      let label = labels[key.word(at: 0) ?? .max] ?? 0
      var postings = SetSum()
      try PostingBlock.forEach(first: key.word(at: 8) ?? 0, value) {
        if $0 <= last { postings.add(label, $0) }
      }
      found.postings.add(postings)
    }
    return found
  }
}
