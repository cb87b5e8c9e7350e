import EventStore
import Hotline

/// Files whose rows become events of cases.
extension ImportRun {
  /// Imports one file by the plan of its mapping.
  ///
  /// A row waits until the next one is read, since only then it is known whether it is the last of
  /// its case.
  mutating func importCases(
    _ index: Int, _ plan: CasePlan, _ progress: (ImportProgress) -> Void
  ) throws(ImportError) {
    let file = survey.files[index]
    var scanner = try open(file)
    let columns = try ColumnPlaces(mapping, header: scanner)
    var maker = makeCaseMaker(plan, columns)
    var place = provenance
    place.file = UInt32(index + 1)
    place.row = 0
    startFile(place.file)
    var chunk = ImportChunk()
    var waiting: CaseRow?
    while try scanner.nextRow() {
      place.row += 1
      do throws(RowRefusal) {
        let occurrence = occurrence(of: scanner, columns)
        let next = try maker.make(scanner, occurrence: occurrence, place)
        push(&waiting, before: next, &chunk)
      } catch {
        chunk.account.read += 1
        try reject(scanner, error, &chunk, file: place.file, row: place.row)
      }
      if chunk.isFull(rows: rowsPerRequest) {
        try send(&chunk)
        report(index, scanner.bytesRead, progress)
      }
    }
    push(&waiting, before: nil, &chunk)
    try close(scanner, file, &chunk)
  }

  /// How often a row's content stood in its file so far; 1 for a row that is not whole.
  private mutating func occurrence(
    of scanner: borrowing CSVScanner, _ columns: ColumnPlaces
  ) -> UInt32 {
    guard scanner.fieldCount == columns.fieldCount else { return 1 }
    return identifier.identify(scanner, columns: columns.places).occurrence
  }

  /// Puts the waiting row into a request, once it is known what follows it.
  private func push(
    _ waiting: inout CaseRow?, before next: CaseRow?, _ chunk: inout ImportChunk
  ) {
    if var row = waiting {
      if next?.stream != row.stream { row.end() }
      chunk.add(row)
    }
    waiting = next
  }
}

extension ImportChunk {
  /// Events at which a request is sent before it has all its rows: room for those of one more row
  /// and of the import itself remains.
  static let eventsMax = 9_000

  /// Adds a row that is not rejected.
  mutating func add(_ row: CaseRow) {
    account.read += 1
    if row.isRepeated { account.repeated += 1 }
    bytes += row.bytes
    eventCount += row.drafts.count
    rows.append(row)
  }

  /// Whether it is time to send it.
  func isFull(rows most: Int) -> Bool {
    account.read >= UInt64(most) || bytes >= Self.bytesMax
      || eventCount + rejects.count >= Self.eventsMax
  }
}
