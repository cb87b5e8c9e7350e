/// Every limit of the store, in one place. A limit is part of the format: raising one is a decision record.
public enum Limits {
  /// Largest record: a standard entry bundle carries the length in 16 bits (C2SP tlog-tiles).
  public static let recordBytesMax = 65_535
  /// Largest part of a record before its payload, so that it always stays in the `events` table.
  public static let envelopeBytesMax = 1_900
  /// Longest stream id, in bytes of UTF-8.
  public static let streamIDBytesMax = 511
  /// Longest event type, in bytes of UTF-8.
  public static let typeBytesMax = 64
  /// Longest tag, in bytes of UTF-8.
  public static let tagBytesMax = 128
  /// Most tags on one event.
  public static let tagsPerEventMax = 16
  /// Longest request key, in bytes of UTF-8.
  public static let requestKeyBytesMax = 255
  /// Longest disclosure path, in bytes of UTF-8.
  public static let pathBytesMax = 64
  /// Longest disclosed value, in bytes.
  public static let disclosureBytesMax = 65_535
  /// Most disclosures on one event.
  public static let disclosuresPerEventMax = 16
  /// Longest actor name, in bytes of UTF-8.
  public static let actorBytesMax = 128
  /// Most events in one append request.
  public static let eventsPerRequestMax = 10_000
  /// Most payload and disclosure bytes in one append request.
  public static let bytesPerRequestMax = 32 << 20
  /// Most items of one query.
  public static let queryItemsMax = 32
  /// Most requests that may wait for the writer; more are refused with `overloaded`.
  public static let queuedRequestsMax = 65_536
  /// Most bytes of requests that may wait for the writer.
  public static let queuedBytesMax = 256 << 20
  /// Most events the writer puts in one commit.
  public static let eventsPerCommitMax = 20_000
  /// Most events the index may lag behind the log before the writer waits for it.
  public static let indexLagMax: UInt64 = 400_000
  /// Most read transactions of one environment, all processes together.
  public static let readersMax = 512
  /// Rows after which a long scan renews its snapshot of the map.
  public static let rowsPerReadTransaction = 4_096
  /// Rows after which a long scan lets the pages it read go from the process's memory.
  public static let rowsPerResidentRelease = 32_768
  /// Most events in one segment of the log.
  public static let eventsPerSegment: UInt64 = 50_000_000
}
