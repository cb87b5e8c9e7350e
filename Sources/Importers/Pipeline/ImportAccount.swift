public import EventStore
public import Hotline

/// How an import is to be done.
public struct ImportOptions: Sendable {
  /// The time the events of the import itself carry; read once at the edge. A resumed run keeps its
  /// first one.
  public var startedAt: Instant
  /// Rows of one append request at most; a resumed run keeps its first value.
  public var rowsPerRequest: Int

  /// Options of an import.
  public init(startedAt: Instant, rowsPerRequest: Int = 4096) {
    self.startedAt = startedAt
    self.rowsPerRequest = rowsPerRequest
  }
}

/// How far an import is.
public struct ImportProgress: Sendable {
  /// Number of the file at hand, from 1.
  public var file: Int
  /// Number of files.
  public var fileCount: Int
  /// Name of the file at hand.
  public var name: String
  /// Rows read so far.
  public var rows: UInt64
  /// Bytes of files read so far, as they lie.
  public var bytesDone: UInt64
  /// Bytes of all files, as they lie.
  public var bytesTotal: UInt64
}

/// What became of every row: per file and in total, read = accepted + duplicate + rejected.
public struct ImportAccount: Sendable {
  /// One file of the import.
  public struct File: Sendable {
    /// Its name, without the directory.
    public var name: String
    /// SHA-256 of the file as it lies.
    public var digest: Digest
    /// What became of its rows.
    public var account: RowAccount
  }

  /// Stream that recorded the import.
  public var stream: StreamID
  /// Which run over these files this was, from 1.
  public var run: UInt32
  /// Whether the run went on where an interrupted one stopped.
  public var wasResumed: Bool
  /// Whether nothing was written.
  public var isDryRun: Bool
  /// The files, in the order they were named.
  public var files: [File]

  /// The sum over all files.
  public var total: RowAccount {
    files.reduce(RowAccount()) { $0 + $1.account }
  }
}
