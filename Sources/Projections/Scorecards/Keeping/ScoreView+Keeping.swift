public import EventStore
import Hotline
import Wire

/// The sums of a view as they are kept in a file, so that a start need not fold the log.
///
/// Accounts at rest are left to the log: of them only the briefs are kept, so that a snapshot is a fraction of what its
/// tickets would take.
extension ScoreView: KeptView {
  /// Name of the view, and of its snapshot file.
  public static var name: String { ScoreLedger.name }
  /// Version of what it computes; a snapshot of another version is thrown away.
  public static var version: UInt32 { 6 }

  /// The same view, whose accounts at rest are read from a log.
  /// - Parameter log: the one that it was folded from.
  public func reading(_ log: any EventLog) -> ScoreView {
    var view = self
    view.ledger.accounts.source = AccountSource(log)
    return view
  }

  /// The same view with everything read that a snapshot kept of its tickets.
  /// - Throws: ``Wire/WireError`` when that is not what a program of this version keeps.
  public func read() throws -> ScoreView { holding(try ledger.accounts.read()) }

  /// The same view with the accounts open that the log gives back, where there are few enough of them to stay so.
  /// - Throws: ``EventStore/LogError``; ``Wire/WireError`` as ``read()`` does.
  /// - Complexity: O(events).
  public func opened() throws -> ScoreView {
    holding(try ledger.accounts.read().opened())
  }

  /// Takes over the accounts that an earlier copy of it read or opened, but for those to which something happened since.
  public mutating func take(opened earlier: ScoreView) {
    ledger.accounts.take(opened: earlier.ledger.accounts)
  }

  /// The bytes of ``forEachCanonicalPiece(_:)`` in one piece.
  public func canonicalBytes() throws -> [UInt8] {
    var bytes: [UInt8] = []
    try forEachCanonicalPiece { bytes += [UInt8](copying: $0) }
    return bytes
  }

  /// The digest of what it counts: equal for a view that followed its log and one that was folded anew.
  ///
  /// It covers all that is kept but the tickets that once were behind a sum, of which a view that followed may name more.
  /// - Throws: ``EventStore/LogError`` when the log cannot give an account back.
  public func countsDigest() throws -> Digest {
    var hash = PieceHash()
    try forEachPiece(namingTickets: false) { hash.update($0) }
    return hash.finalize()
  }

  /// Whether it names every ticket behind the sums of another.
  public func namesTickets(of other: ScoreView) -> Bool { cube.namesTickets(of: other.cube) }

  /// Names of the measures (1), adoptions (2), events (3), time of the last (4), unreadable positions (5), version of the
  /// figures (6), adoption by which it was judged (8), names in briefs (9), briefs (13), summaries
  /// of their blocks (15), accounts that boards may list (10), units (11), all units (12), whether signals are kept (7), those of each unit (14), in protobuf wire format.
  public func forEachCanonicalPiece(_ body: (Span<UInt8>) throws -> Void) throws {
    try forEachPiece(namingTickets: true, body)
  }

  private func forEachPiece(
    namingTickets: Bool, _ body: (Span<UInt8>) throws -> Void
  ) throws {
    var head = WireWriter(capacity: 1 << 16)
    head.field(1, bytes: Self.measures.bytes)
    for adoption in ledger.adoptions { head.field(2, message: adoption.keep) }
    head.field(3, uint64: ledger.events)
    if let recordedAt = ledger.recordedAt { head.field(4, sfixed64: recordedAt.microseconds) }
    for position in ledger.unreadable { head.field(5, uint64: position.rawValue) }
    head.field(6, uint64: basis.version.number)
    head.field(7, bool: signals != nil)
    head.field(8, uint64: judgedAt.rawValue)
    try body(head.bytes.span)
    try ledger.accounts.forEachKeptPart(names: 9, briefs: 13, summaries: 15, body)
    try ledger.accounts.forEachHeld(.listable) { number, held in
      var writer = WireWriter(capacity: 1 << 11)
      writer.field(10) { part in
        part.field(1, uint64: number.rawValue)
        if let limits = held.runningLimits {
          part.field(10, sfixed64: limits.lowerBound)
          part.field(11, sfixed64: limits.upperBound)
        }
        held[0].encode(into: &part)
      }
      try body(writer.bytes.span)
    }
    try cube.forEachKeptUnit(all: 12, each: 11, namingTickets: namingTickets, body)
    try signals?.forEachKeptUnit(14, body)
  }

  /// Reads a view back; it reads no account at rest before it was given its log by ``reading(_:)``.
  public init?(canonicalBytes: [UInt8]) {
    do {
      self = try Self.read(canonicalBytes)
    } catch {
      return nil
    }
  }

  private static func read(_ bytes: [UInt8]) throws -> ScoreView {
    var kept = Kept()
    var reader = WireReader(bytes.span)
    while let field = try reader.nextField() { try kept.take(field, &reader) }
    guard kept.measures == measures.bytes else { throw WireError.wrongType(field: 1) }
    let ledger = ScoreLedger(
      accounts: try kept.shelf(bytes), adoptions: kept.adoptions, events: kept.events,
      recordedAt: kept.recordedAt, unreadable: kept.unreadable)
    // Sums do not depend on the moment.
    let basis = try ledger.basis(nil, now: ledger.recordedAt ?? Instant(microseconds: 0))
    let cube = try ScoreCube(keptUnits: kept.units, all: kept.all, of: bytes, offset: basis.offset)
    let signals = kept.hasSignals ? try SignalSums(keptUnits: kept.signals, of: bytes) : nil
    let view = ScoreView(ledger, by: basis, cube, signals)
    guard view.judgedAt == kept.judgedAt, basis.version.number == kept.version else {
      throw WireError.wrongType(field: 8)
    }
    return view
  }

  /// Tells measures of another program apart, whose sums would be taken for one another.
  private static let measures = sha256(
    Array(Measure.allCases.map(\.rawValue).joined(separator: "\n").utf8))
}

/// What was kept, as it is read.
private struct Kept {
  var measures: [UInt8] = []
  /// Where the names in briefs stand, and the briefs.
  var names = 0..<0
  var briefs: [Range<Int>] = []
  var adoptions: [RecordedEvent] = []
  var events: UInt64 = 0
  var recordedAt: Instant?
  var unreadable: [Position] = []
  var version: UInt64 = 0
  var judgedAt = Position.start
  /// Where the summaries of the blocks stand.
  var summaries = 0..<0
  /// Where the accounts that boards may list stand.
  var accounts: [Range<Int>] = []
  /// Where the units stand.
  var units: [Range<Int>] = []
  var all = 0..<0
  var hasSignals = false
  /// Where the signals of the units stand.
  var signals: [Range<Int>] = []

  mutating func take(_ field: WireField, _ reader: inout WireReader) throws {
    switch (field.number, field.type) {
    case (1, .lengthDelimited): measures = try reader.byteArray()
    case (2, .lengthDelimited):
      adoptions.append(
        try RecordedEvent(kept: reader.bytes.extracting(try reader.lengthDelimited())))
    case (3, .varint): events = try reader.varint()
    case (4, .fixed64): recordedAt = Instant(microseconds: try reader.sfixed64())
    case (5, .varint): unreadable.append(Position(try reader.varint()))
    case (6, .varint): version = try reader.varint()
    case (8, .varint): judgedAt = Position(try reader.varint())
    case (9, .lengthDelimited): names = try reader.lengthDelimited()
    case (13, .lengthDelimited): briefs.append(try reader.lengthDelimited())
    case (10, .lengthDelimited): accounts.append(try reader.lengthDelimited())
    case (15, .lengthDelimited): summaries = try reader.lengthDelimited()
    case (11, .lengthDelimited): units.append(try reader.lengthDelimited())
    case (12, .lengthDelimited): all = try reader.lengthDelimited()
    case (7, .varint): hasSignals = try reader.varint() != 0
    case (14, .lengthDelimited): signals.append(try reader.lengthDelimited())
    default: throw WireError.wrongType(field: field.number)
    }
  }

  /// The shelf.
  func shelf(_ bytes: [UInt8]) throws(WireError) -> AccountShelf {
    var known: [KeptBriefs.Account] = []
    known.reserveCapacity(accounts.count)
    for range in accounts {
      let account = try KeptBriefs.Account(range, of: bytes)
      guard known.last.map({ $0.number < account.number }) ?? true else {
        throw .wrongType(field: 10)
      }
      known.append(account)
    }
    return try AccountShelf(
      keptNames: names, briefs: briefs, summaries: summaries, accounts: known, of: bytes)
  }
}

extension KeptBriefs.Account {
  /// Of an account in its bytes: it begins with the stream number and the limits.
  fileprivate init(_ range: Range<Int>, of bytes: [UInt8]) throws(WireError) {
    var reader = WireReader(bytes.span.extracting(range))
    guard let field = try reader.nextField(), field.number == 1, field.type == .varint else {
      throw .wrongType(field: 1)
    }
    let number = try reader.varint()
    var limits: ClosedRange<Int64>?
    if let field = try reader.nextField(), field.number == 10, field.type == .fixed64 {
      let first = try reader.sfixed64()
      guard let field = try reader.nextField(), field.number == 11, field.type == .fixed64 else {
        throw .wrongType(field: 11)
      }
      let last = try reader.sfixed64()
      guard first <= last else { throw .wrongType(field: 11) }
      limits = first...last
    }
    self.init(number: number, range: range, limits: limits)
  }
}
