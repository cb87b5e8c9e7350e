/// Opens the index, and rebuilds it whenever it is in doubt.
enum IndexDirectory {
  static let fileName = "index.mdb"

  /// An open index with its state.
  struct Opened {
    var index: IndexEnvironment
    var state: IndexState
  }

  /// An index for reading, or `nil` when it cannot be trusted: readers then scan the log.
  static func openForReading(_ directory: String, _ segments: SegmentSet) -> IndexEnvironment? {
    let path = directory + "/index/" + fileName
    guard FileSystem.exists(path), let index = try? IndexEnvironment(path, isReadOnly: true),
      (try? trustedState(of: index, segments)) != nil
    else { return nil }
    return index
  }

  /// The index for writing, complete up to the log's head.
  static func openForWriting(
    _ directory: String, _ segments: SegmentSet
  ) throws(LogError) -> Opened {
    try FileSystem.createDirectory(directory + "/index")
    let path = directory + "/index/" + fileName
    var opened: Opened?
    if FileSystem.exists(path), let index = try? IndexEnvironment(path, isReadOnly: false),
      let state = try? trustedState(of: index, segments)
    {
      opened = Opened(index: index, state: state)
    }
    if opened == nil {
      try FileSystem.remove(path)
      try FileSystem.remove(path + "-lock")
      opened = Opened(index: try IndexEnvironment(path, isReadOnly: false), state: IndexState())
    }
    guard let opened else { throw .unusable("\(path) cannot be opened; remove it") }
    return try catchUp(opened, segments)
  }

  /// The index's state if it belongs to this log and no page of it can have been lost.
  private static func trustedState(
    of index: IndexEnvironment, _ segments: SegmentSet
  ) throws(LogError) -> IndexState? {
    let reader = try IndexReader(index)
    let state = reader.state
    let log = try LMDBSnapshot(segments: segments, index: nil, vault: nil)
    guard state.isClean || state.boot == bootIdentity(), state.position <= log.head,
      try log.root(at: state.position.rawValue) == state.root, try reader.isComplete()
    else { return nil }
    return state
  }

  /// Indexes what the log has and the index lacks.
  private static func catchUp(
    _ opened: Opened, _ segments: SegmentSet
  ) throws(LogError) -> Opened {
    let log = try LMDBSnapshot(segments: segments, index: nil, vault: nil)
    var writer = IndexWriter(opened.index, state: opened.state)
    do {
      try writer.open()
      var pending: [IndexBatch] = []
      var events = 0
      for number in opened.state.batches..<max(opened.state.batches, log.batchCount) {
        let batch = try log.indexBatch(number)
        events += batch.entries.count
        pending.append(batch)
        if events >= Indexer.eventsPerCommit {
          pending[pending.count - 1].root = .known(try log.root(at: batch.position.rawValue))
          try writer.apply(pending)
          pending = []
          events = 0
        }
      }
      if let last = pending.last {
        pending[pending.count - 1].root = .known(try log.root(at: last.position.rawValue))
        try writer.apply(pending)
      }
    } catch let error as LogError {
      throw error
    } catch {
      throw .unusable("\(opened.index.path) cannot be rebuilt (\(error)); remove it and try again")
    }
    return Opened(index: opened.index, state: writer.state)
  }
}
