private import Wire

/// One event where it lies in the memory map; valid only inside the scan that shows it.
public struct EventView: ~Escapable {
  /// Its position.
  public let position: Position
  /// Its leaf hash as stored; equal to the hash of the record unless the file is damaged.
  public let leafHash: Digest
  /// Its record, read in place.
  public let record: RecordView

  /// An event made of a record at hand, for folds that do not take it from a scan.
  @_lifetime(copy record)
  public init(position: Position, leafHash: Digest, record: consuming RecordView) {
    self.position = position
    self.leafHash = leafHash
    self.record = record
  }
}

/// An event copied out of the log.
public struct RecordedEvent: Sendable, Hashable {
  /// Its position.
  public let position: Position
  /// Its leaf hash.
  public let leafHash: Digest
  /// Its record, decoded.
  public let record: Record
  /// The record's bytes, exactly as stored and hashed.
  public let bytes: [UInt8]

  /// Copies a whole event.
  /// - Throws: ``LogError/corrupt(position:_:)`` when the record cannot be read.
  public init(_ view: borrowing EventView) throws(LogError) {
    position = view.position
    leafHash = view.leafHash
    bytes = [UInt8](copying: view.record.bytes)
    do {
      record = try Record(view.record)
    } catch {
      throw .corrupt(position: position, "its record cannot be read (\(error))")
    }
  }

  /// An event from what was kept of it, such as in a snapshot.
  /// - Throws: ``LogError/corrupt(position:_:)`` when the bytes are no record.
  public init(position: Position, leafHash: Digest, bytes: [UInt8]) throws(LogError) {
    self.position = position
    self.leafHash = leafHash
    self.bytes = bytes
    do {
      record = try Record(RecordView(bytes.span))
    } catch {
      throw .corrupt(position: position, "its record cannot be read (\(error))")
    }
  }
}
