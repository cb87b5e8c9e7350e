public import EventStore
import Wire

/// Keeps a projection's snapshot in a file: a cache, thrown away whenever it is in doubt.
///
/// The file is protobuf wire format: the projection's name (1) and version (2), the log's origin
/// (3), the position (4), the log's root at that position (5), the body (7), its ``EventStore/PieceHash`` (8).
public struct ProjectionStore<State: KeptView>: Sendable {
  /// Where the file is.
  public let path: String

  /// What a snapshot says of itself.
  public struct Header: Hashable, Sendable {
    /// Version of the projection.
    public var version: UInt32
    /// The log's origin.
    public var origin: String
    /// The last event in the view.
    public var position: Position
    /// The log's root at `position`.
    public var root: Digest
    /// The view's digest.
    public var digest: Digest
  }

  /// What came of looking for a snapshot.
  public enum Loaded: Sendable {
    /// It fits the log.
    case found(State, Header)
    /// There is none.
    case missing
    /// There is one, but it must not be used; the sentence says why.
    case rejected(String)
  }

  /// The store for a directory of projections, such as
  /// ``EventStore/DataDirectory/projectionsPath``.
  public init(directory: String) {
    path = directory + "/" + State.name + ".snapshot"
  }

  /// Writes a view: beside the old file, then renamed over it.
  /// - Parameter position: the last event that the view has taken.
  /// - Returns: the header.
  /// - Throws: ``EventStore/LogError`` when the log has no root at that position, or the file cannot be written.
  @discardableResult
  public func save(
    _ state: State, at position: Position, of log: any EventLog
  ) throws -> Header {
    let root = try log.withSnapshot { try $0.root(at: position.rawValue) }
    var hash = PieceHash()
    var count = 0
    try state.forEachCanonicalPiece { piece in
      hash.update(piece)
      count += piece.count
    }
    let header = Header(
      version: State.version, origin: log.origin, position: position, root: root,
      digest: hash.finalize())
    var writer = WireWriter(capacity: 256)
    writer.field(1, string: State.name)
    writer.field(2, uint64: UInt64(header.version))
    writer.field(3, string: header.origin)
    writer.field(4, uint64: header.position.rawValue)
    writer.field(5, bytes: header.root.bytes)
    writer.field(8, bytes: header.digest.bytes)
    writer.key(7, .lengthDelimited)
    writer.varint(UInt64(count))
    try FileSystem.createDirectory(FileSystem.parent(of: path))
    try FileSystem.replace(path, durable: false) { write in
      try write(writer.bytes.span)
      try state.forEachCanonicalPiece(write)
    }
    return header
  }

  /// Reads the snapshot and compares it with the log: same projection and version, origin, root and
  /// digest.
  /// - Throws: ``EventStore/LogError`` when the log or the file cannot be read.
  public func load(for log: any EventLog) throws -> Loaded {
    guard FileSystem.exists(path) else { return .missing }
    let head = try FileSystem.read(path, from: 0, most: Self.headMax)
    guard let (name, header, start, count) = Self.parse(head) else {
      return .rejected("the file is damaged")
    }
    if name != State.name { return .rejected("it holds the projection '\(name.printable)'") }
    if header.version != State.version {
      return .rejected("it was made by version \(header.version), this is \(State.version)")
    }
    if header.origin != log.origin {
      return .rejected("it belongs to the log \(header.origin.printable)")
    }
    let root: Digest? = try log.withSnapshot { snapshot in
      header.position > snapshot.head ? nil : try snapshot.root(at: header.position.rawValue)
    }
    guard let root else {
      return .rejected("it is at position \(header.position), beyond the end of the log")
    }
    if root != header.root {
      return .rejected("the log has another root at position \(header.position)")
    }
    let bytes = try FileSystem.read(path, from: start)
    guard bytes.count == count, Self.digest(bytes) == header.digest,
      let state = State(canonicalBytes: bytes)
    else {
      return .rejected("the file is damaged: its content does not have the digest it names")
    }
    return .found(state, header)
  }

  /// The digest of a body, by two threads.
  private static func digest(_ body: [UInt8]) -> Digest {
    let half = body.count / 2 / PieceHash.pieceBytes * PieceHash.pieceBytes
    let parts = WorkShare.all(2) { share in
      let part = share.index == 0 ? 0..<half : half..<body.count
      return PieceHash.digests(of: body.span.extracting(part))
    }
    return PieceHash.digest(ofPieces: parts.joined())
  }

  /// Bytes in which the header lies.
  private static var headMax: Int { 4_096 }

  /// Projection, header, where the body begins, and its length.
  private static func parse(_ bytes: [UInt8]) -> (String, Header, Int, Int)? {
    var reader = WireReader(bytes.span)
    do {
      var name = ""
      var header = Header(version: 0, origin: "", position: .start, root: .zero, digest: .zero)
      while let field = try reader.nextField() {
        switch (field.number, field.type) {
        case (1, .lengthDelimited): name = try reader.string()
        case (2, .varint): header.version = UInt32(clamping: try reader.varint())
        case (3, .lengthDelimited): header.origin = try reader.string()
        case (4, .varint): header.position = Position(try reader.varint())
        case (5, .lengthDelimited):
          guard let root = Digest(try reader.byteArray()) else { return nil }
          header.root = root
        case (8, .lengthDelimited):
          guard let digest = Digest(try reader.byteArray()) else { return nil }
          header.digest = digest
        case (7, .lengthDelimited):
          let count = Int(clamping: try reader.varint())
          return (name, header, reader.offset, count)
        default: return nil
        }
      }
    } catch {
      return nil
    }
    return nil
  }
}

extension ProjectionStore where State: Projection {
  /// Writes the runner's view.
  /// - Returns: the header.
  /// - Throws: ``EventStore/LogError`` when the log has no root at the runner's position, or the
  ///   file cannot be written.
  @discardableResult
  public func save(_ runner: ProjectionRunner<State>, of log: any EventLog) throws -> Header {
    try save(runner.state, at: runner.position, of: log)
  }

  /// A runner from the snapshot where it fits the log, else one before the first event.
  /// - Throws: ``EventStore/LogError`` when the log cannot be read.
  public func resume(for log: any EventLog) throws -> ProjectionRunner<State> {
    guard case .found(let state, let header) = try load(for: log) else {
      return ProjectionRunner()
    }
    return ProjectionRunner(state: state, position: header.position)
  }
}
