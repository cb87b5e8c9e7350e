/// What the index holds, beside what a scan says that it should hold.
struct IndexCheck: Sendable {
  /// Its entries as sums; `nil` when it cannot be read.
  private var found: IndexSums?
  private var failure = ""

  /// Reads the whole index.
  init(_ reader: IndexReader) {
    do {
      found = try reader.sums()
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
  fileprivate func sums() throws -> IndexSums {
    var found = IndexSums()
    var labels: [UInt64: UInt64] = [:]
    try forEach(index.streams) { key, value in
      found.streams.add(
        key.word(at: 0) ?? .max, key.word(at: 8) ?? .max, value.word(at: 0) ?? .max)
    }
    try forEach(index.streamNames) { key, value in
      found.names.add(SetSum.hash(key, seed: 0), value.word(at: 0) ?? .max)
    }
    try forEach(index.labels) { key, value in
      guard key.count > 1 else { return }
      let text = key.extracting(1..<key.count)
      labels[value.word(at: 0) ?? .max] = SetSum.hash(text, seed: UInt64(key[0]))
    }
    try forEach(index.postings) { key, value in
      let label = labels[key.word(at: 0) ?? .max] ?? 0
      var postings = SetSum()
      try PostingBlock.forEach(first: key.word(at: 8) ?? 0, value) { postings.add(label, $0) }
      found.postings.add(postings)
    }
    return found
  }
}
