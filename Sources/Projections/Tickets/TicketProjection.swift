public import EventStore
import Hotline
import Wire

/// Every ticket of the log, indexed by dense stream number: 48 bytes each, names interned.
///
/// Complexity: `apply` is O(length of the payload) and allocates only when a name or a stream is
/// new.
public struct TicketProjection: Projection {
  /// `tickets`.
  public static let name = "tickets"
  /// Version of what is computed.
  public static let version: UInt32 = 1

  /// One cell for each stream number seen.
  var cells = TicketCells()
  var categories = NameTable()
  var districts = NameTable()
  /// Imported files in order of first appearance; number 0 stands for none.
  var files: [FileKey] = [FileKey()]

  /// One file of one run of one import.
  struct FileKey: Hashable, Sendable {
    var importNumber: UInt64 = 0
    var run: UInt32 = 0
    var file: UInt32 = 0
  }

  /// Events it could not read since it was made or read back.
  public private(set) var unreadableCount = 0

  /// The view of an empty log.
  public init() {}

  /// Takes the next event.
  public mutating func apply(_ event: borrowing EventView) {
    let record = event.record
    let index = Int(clamping: record.streamNumber.rawValue)
    // Stream numbers are dense; one that is not belongs to a damaged record, which `verify`
    // reports.
    guard index <= cells.count + Self.gapMax else {
      unreadableCount += 1
      return
    }
    while cells.count <= index { cells.append(TicketCell()) }
    var cell = cells[index]
    if cell.eventCount == 0 { cell.firstRecordedAt = record.recordedAt.microseconds }
    cell.eventCount &+= 1
    cell.lastRecordedAt = record.recordedAt.microseconds
    cell.lastPosition = event.position.rawValue
    if cell.status == .notACase, record.type.isIntake {
      cell.status = .recorded
      cell.occurredAt = record.occurredAt.microseconds
      takeIntake(record, &cell)
    }
    cells[index] = cell
  }

  /// Most stream numbers that may be passed over at once.
  private static let gapMax = 1 << 20

  private mutating func takeIntake(_ record: borrowing RecordView, _ cell: inout TicketCell) {
    guard let intake = try? IntakeView(record.payload) else {
      cell.marks = CaseMarks.unreadable.rawValue
      unreadableCount += 1
      return
    }
    cell.category = categories.number(of: intake.category)
    cell.district = districts.number(of: intake.district)
    cell.marks = CaseMarks(intake.marks).rawValue
    cell.precision = intake.timePrecision == .day ? 1 : 0
    guard let provenance = intake.provenance else { return }
    cell.row = UInt32(clamping: provenance.row)
    cell.provenance = fileNumber(
      FileKey(
        importNumber: provenance.importNumber, run: provenance.run, file: provenance.file))
  }

  /// Number of a file. Files come one after another, so the newest is looked at first.
  private mutating func fileNumber(_ key: FileKey) -> UInt16 {
    var index = files.count - 1
    while index > 0 {
      if files[index] == key { return UInt16(index) }
      index -= 1
    }
    guard files.count < NameTable.namesMax else { return UInt16(NameTable.namesMax - 1) }
    files.append(key)
    return UInt16(files.count - 1)
  }
}

extension TicketProjection {
  /// Number of streams seen.
  public var streamCount: Int { cells.count }

  /// Number of cases.
  /// - Complexity: O(streams).
  public var caseCount: Int {
    var count = 0
    cells.forEach { count += $0.status == .notACase ? 0 : 1 }
    return count
  }

  /// The ticket of a stream, or `nil` when the stream is unknown or no case.
  public func ticket(_ number: StreamNumber) -> Ticket? {
    guard number.rawValue < UInt64(cells.count) else { return nil }
    let cell = cells[Int(number.rawValue)]
    guard cell.status != .notACase else { return nil }
    return Ticket(
      number: number, status: cell.status, category: categories.text(cell.category),
      district: districts.text(cell.district), occurredAt: Instant(microseconds: cell.occurredAt),
      isDayOnly: cell.precision == 1,
      firstRecordedAt: Instant(microseconds: cell.firstRecordedAt),
      lastRecordedAt: Instant(microseconds: cell.lastRecordedAt),
      lastPosition: Position(cell.lastPosition), eventCount: Int(cell.eventCount),
      marks: CaseMarks(rawValue: cell.marks), provenance: provenance(cell))
  }

  /// Number of cases by category code, in order of first appearance.
  public func countsByCategory() -> [(category: String, count: Int)] {
    counts(categories) { $0.category }.map { (category: $0.0, count: $0.1) }
  }

  /// Number of cases by district code, in order of first appearance.
  public func countsByDistrict() -> [(district: String, count: Int)] {
    counts(districts) { $0.district }.map { (district: $0.0, count: $0.1) }
  }

  private func counts(
    _ table: NameTable, _ key: (TicketCell) -> UInt16
  ) -> [(String, Int)] {
    var counts = [Int](repeating: 0, count: table.names.count)
    cells.forEach { if $0.status != .notACase { counts[Int(key($0))] += 1 } }
    return counts.indices.filter { counts[$0] > 0 }.map { (table.text(UInt16($0)), counts[$0]) }
  }

  private func provenance(_ cell: TicketCell) -> ImportProvenance? {
    guard cell.provenance > 0, Int(cell.provenance) < files.count else { return nil }
    let key = files[Int(cell.provenance)]
    return ImportProvenance(
      importNumber: key.importNumber, run: key.run, file: key.file, row: UInt64(cell.row))
  }
}
