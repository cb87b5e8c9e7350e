/// Where the columns of a mapping stand in a file.
struct ColumnPlaces {
  /// Index in the file of each column of the mapping.
  let places: [Int]
  /// Number of fields of the header.
  let fieldCount: Int

  /// The places by the header, which is the scanner's current row.
  /// - Throws: ``ImportError/file(_:)`` when the header lacks a column of the mapping.
  init(_ mapping: Mapping, header scanner: borrowing CSVScanner) throws(ImportError) {
    fieldCount = scanner.fieldCount
    var places: [Int] = []
    for (index, column) in mapping.columns.enumerated() {
      var place = try Self.find(column, in: scanner)
      for other in mapping.otherNames[index] where place == nil {
        place = try Self.find(other, in: scanner)
      }
      guard let place else {
        throw Self.missing(column, mapping, scanner)
      }
      places.append(place)
    }
    self.places = places
  }

  private static func missing(
    _ column: String, _ mapping: Mapping, _ scanner: borrowing CSVScanner
  ) -> ImportError {
    var names = (0..<min(scanner.fieldCount, shownMax)).map {
      String(decoding: [UInt8](block: scanner.field($0)), as: UTF8.self).printable
    }
    if scanner.fieldCount > shownMax { names.append("…") }
    if scanner.hasNUL {
      return .file(
        "\(scanner.path): the header holds NUL bytes, as a file in UTF-16 does; "
          + "write it as UTF-8 (iconv -f UTF-16 -t UTF-8 OLD > NEW)")
    }
    var advice = "check that the file belongs to this mapping"
    if (try? UTF8Span(validating: scanner.rawRow())) == nil {
      advice += " and is in the encoding that its source.encoding names, UTF-8 unless it names one"
    }
    if case .workbook = mapping.format {
      advice += ", and that source.headerRow says in which row the names of the columns stand"
    }
    return .file(
      "\(scanner.path): the header lacks the column '\(column)' that the mapping \(mapping.name) needs "
        + "(line \(scanner.line) has: \(names.joined(separator: ", "))); \(advice)")
  }

  /// Columns of a file that an error names at most.
  private static let shownMax = 12

  /// Index of the one column of this name; `nil` where the header has none.
  private static func find(
    _ column: String, in scanner: borrowing CSVScanner
  ) throws(ImportError) -> Int? {
    let name = Array(column.utf8)
    var found: Int?
    for index in 0..<min(scanner.fieldCount, CSVRow.fieldsMax) {
      let field = scanner.field(index)
      guard field.count == name.count, name.indices.allSatisfy({ name[$0] == field[$0] }) else {
        continue
      }
      if let found {
        throw .file(
          "\(scanner.path): columns \(found + 1) and \(index + 1) of the header are both named "
            + "'\(column)', and nothing says which of them counts; rename or remove one")
      }
      found = index
    }
    return found
  }
}
