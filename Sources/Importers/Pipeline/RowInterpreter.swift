import EventStore
import Hotline

/// What the columns of one row say, once every rule of the mapping is applied.
struct RowFacts {
  var day = TimePattern.Reading()
  var occurredAt = Instant(microseconds: 0)
  var precision = TimePrecision.second
  var marks: IntakeMarks = []
  /// Index into the mapping's category texts.
  var category = 0
  /// Index into the mapping's district texts, or -1 for none of them.
  var district = -1
  /// How many columns after the absorbing one are part of it.
  var absorbed = 0
}

/// Reads rows by the rules of a mapping; never guesses.
struct RowInterpreter {
  private let mapping: Mapping
  /// Index in the file of each column of the mapping.
  private let places: [Int]
  private let fieldCount: Int
  /// Local midnights, so that the calendar is asked once a day and not once a row.
  private var knownDay = TimePattern.Reading()
  private var knownMidnight: Int64?

  /// The interpreter for a file whose header is the scanner's current row.
  /// - Throws: ``ImportError/file(_:)`` when the header lacks a column of the mapping.
  init(_ mapping: Mapping, header scanner: borrowing CSVScanner) throws(ImportError) {
    self.mapping = mapping
    let columns = try ColumnPlaces(mapping, header: scanner)
    fieldCount = columns.fieldCount
    places = columns.places
    if let absorb = mapping.absorbColumn,
      places[absorb + 1] != places[absorb] + 1
        || places[absorb + 2] != places[absorb] + 2
    {
      throw .file(
        "\(scanner.path): the columns of date and time must follow the column "
          + "'\(mapping.columns[absorb])' directly; mend the header, or the mapping's recovery")
    }
  }

  /// Where the source's own number of the row is.
  var sourceIDPlace: Int { places[mapping.idColumn] }

  /// Where the columns of the identity are.
  var identityPlaces: [Int] { mapping.identityColumns.map { places[$0] } }

  /// The facts of the scanner's current row, or the reason why it has none.
  mutating func read(
    _ scanner: borrowing CSVScanner, into facts: inout RowFacts
  ) -> RowRejected.Reason? {
    facts = RowFacts()
    if scanner.hasBadQuote { return .badQuote }
    if scanner.hasNUL { return .nulByte }
    if scanner.fieldCount != fieldCount { return .fieldCount }
    var idDay: TimePattern.Reading?
    if let reason = readID(scanner, &facts, &idDay) { return reason }
    guard let category = mapping.categories.find(scanner.field(places[mapping.categoryColumn]))
    else {
      return .unknownCategory
    }
    facts.category = category
    if let mark = mapping.categories.entries[category].mark { facts.marks.insert(mark) }
    if let reason = readTime(scanner, &facts, idDay) { return reason }
    facts.district = district(scanner.field(places[mapping.districtColumn]))
    return checkDisclosures(scanner, facts)
  }

  private func readID(
    _ scanner: borrowing CSVScanner, _ facts: inout RowFacts, _ day: inout TimePattern.Reading?
  ) -> RowRejected.Reason? {
    let bytes = scanner.field(places[mapping.idColumn])
    for form in mapping.idForms {
      guard let reading = form.read(bytes) else { continue }
      if form.hasDay { day = reading }
      if let mark = form.mark { facts.marks.insert(mark) }
      return nil
    }
    return .badID
  }

  private mutating func readTime(
    _ scanner: borrowing CSVScanner, _ facts: inout RowFacts, _ idDay: TimePattern.Reading?
  ) -> RowRejected.Reason? {
    let date = scanner.field(places[mapping.dateColumn])
    for pattern in mapping.datePatterns {
      guard let day = pattern.read(date) else { continue }
      guard let midnight = midnight(of: day) else { return .badDate }
      guard let second = readSecond(scanner.field(places[mapping.timeColumn]), &facts) else {
        return .badTime
      }
      if let mark = pattern.mark { facts.marks.insert(mark) }
      facts.day = day
      facts.occurredAt = Instant(microseconds: midnight + Int64(second) * 1_000_000)
      return nil
    }
    guard mapping.absorbColumn != nil else { return .badDate }
    return recover(scanner, &facts, idDay)
  }

  private func readSecond(_ bytes: Span<UInt8>, _ facts: inout RowFacts) -> Int? {
    for pattern in mapping.timePatterns {
      guard let reading = pattern.read(bytes) else { continue }
      if let mark = pattern.mark { facts.marks.insert(mark) }
      return reading.secondOfDay
    }
    return nil
  }

  /// Puts shifted columns back: the day is taken only where the case number tells it.
  private mutating func recover(
    _ scanner: borrowing CSVScanner, _ facts: inout RowFacts, _ idDay: TimePattern.Reading?
  ) -> RowRejected.Reason? {
    guard let idDay, let midnight = midnight(of: idDay) else { return .noDay }
    let time = scanner.field(places[mapping.timeColumn])
    facts.absorbed = 2
    facts.marks.insert(.columnsShifted)
    var shifted: TimePattern.Reading?
    for pattern in mapping.datePatterns where shifted == nil { shifted = pattern.read(time) }
    if let shifted {
      guard shifted.year == idDay.year, shifted.month == idDay.month, shifted.day == idDay.day
      else {
        return .dayDisagrees
      }
      facts.absorbed = 1
    } else {
      facts.marks.insert(.dayRecoveredFromID)
    }
    facts.day = idDay
    facts.precision = .day
    facts.occurredAt = Instant(microseconds: midnight)
    return nil
  }

  /// Microseconds of the day's local midnight, or `nil` when the calendar has no such day.
  private mutating func midnight(of day: TimePattern.Reading) -> Int64? {
    if let known = knownMidnight, day.day == knownDay.day, day.month == knownDay.month,
      day.year == knownDay.year
    {
      return known
    }
    guard let date = day.date else { return nil }
    let midnight = Instant(date, secondOfDay: 0, offsetMinutes: mapping.offsetMinutes).microseconds
    knownDay = day
    knownMidnight = midnight
    return midnight
  }

  /// Index of the district whose name is the text's first characters, or -1.
  private func district(_ text: Span<UInt8>) -> Int {
    var end = 0
    var characters = 0
    while end < text.count {
      if text[end] & 0xC0 != 0x80 {
        if characters == mapping.districtCharacters { break }
        characters += 1
      }
      end += 1
    }
    return mapping.districts.find(text.extracting(0..<end)) ?? -1
  }

  private func checkDisclosures(
    _ scanner: borrowing CSVScanner, _ facts: RowFacts
  ) -> RowRejected.Reason? {
    for disclosure in mapping.disclosures {
      // Parts of a value have a delimiter between them.
      var length = -1
      for extra in 0...absorbed(by: disclosure.column, facts) {
        let part = scanner.field(places[disclosure.column] + extra)
        length += part.count + 1
        if !isUTF8(part) { return .badText }
      }
      if length > Limits.disclosureBytesMax { return .tooLong }
    }
    return nil
  }

  private func isUTF8(_ bytes: Span<UInt8>) -> Bool {
    (try? UTF8Span(validating: bytes)) != nil
  }

  private func absorbed(by column: Int, _ facts: RowFacts) -> Int {
    column == mapping.absorbColumn ? facts.absorbed : 0
  }

  /// The value of a disclosure: a column, with the parts that were pushed out of it and their
  /// commas.
  func value(of column: Int, _ scanner: borrowing CSVScanner, _ facts: RowFacts) -> [UInt8] {
    var value = [UInt8](block: scanner.field(places[column]))
    let extras = absorbed(by: column, facts)
    if extras == 0 { return value }
    for extra in 1...extras {
      value.append(mapping.format.delimiter)
      value.append(block: scanner.field(places[column] + extra))
    }
    return value
  }
}

extension RowRejected.Reason {
  /// One sentence for people: what is wrong and how to mend it; ``RowRefusal`` tells where.
  var sentence: String {
    switch self {
    case .fieldCount:
      "the row has more or fewer fields than the header; quote fields that hold commas"
    case .badQuote: "text follows a closing quote; double the quotes inside a quoted field"
    case .nulByte: "the row holds a NUL byte; remove it"
    case .badText: "a text is not valid UTF-8; convert the file to UTF-8"
    case .badID: "the case number is missing or has no form the mapping knows; restore it"
    case .unknownCategory: "the category is not in the mapping's table; add it there, or correct it"
    case .badDate:
      "the date is missing, no day of the calendar, or has no form the mapping knows; correct it"
    case .badTime:
      "the time is missing, no time of day, or has no form the mapping knows; correct it"
    case .dayDisagrees: "the case number and the shifted date name different days; correct one"
    case .noDay: "neither a column nor the case number tells the day; add it"
    case .tooLong: "a value is longer than 65,535 bytes; shorten it"
    case .unknownValue: "a value is not in the mapping's table for it; add it there, or correct it"
    }
  }
}
