import EventStore
public import Hotline

/// The YAML file of a ``WorkCalendar``: readable by year and occasion, checked line by line.
///
/// `fixtures/calendars/cn.yaml` and `tw.yaml` are whole examples with comments.
public enum CalendarFile {
  /// Reads a calendar.
  ///
  /// - Parameters:
  ///   - yaml: the text.
  ///   - file: its name, for errors.
  /// - Throws: ``ImportError/mapping(_:)`` with file, line, reason and how to mend it: an unknown key, a day that does
  ///   not exist, stands twice or lies outside what the calendar covers, or a span that ends before it starts.
  public static func read(yaml: String, file: String) throws(ImportError) -> WorkCalendar {
    var reader = CalendarReader(root: try YAMLValue.parse(yaml, file: file))
    return try reader.read()
  }
}

private struct CalendarReader {
  let root: YAMLValue
  private var first = CivilDate(daysSinceEpoch: 0)
  private var last = CivilDate(daysSinceEpoch: 0)
  private var occasions: [Occasion] = []
  private var days: [SpecialDay] = []

  init(root: YAMLValue) {
    self.root = root
  }

  mutating func read() throws(ImportError) -> WorkCalendar {
    try root.only([
      "id", "version", "region", "covers", "source", "occasions", "years", "amendments",
    ])
    let id = try root.required("id").name()
    let version = try root.required("version").name()
    let region = try root.required("region").name()
    _ = try root.required("source").name()
    try readCovers()
    try readOccasions()
    for (key, lists) in try root.required("years").pairs() {
      try readDays(lists, year: try year(key.value), kinds: ["off", "work"], knownFrom: nil)
    }
    if let amendments = root.optional("amendments") {
      for amendment in try amendments.list() { try readAmendment(amendment) }
    }
    do {
      return try WorkCalendar(
        id: id, version: version, region: region, first: first, last: last, days: days)
    } catch {
      throw root.error("cannot be used: \(error)")
    }
  }

  private mutating func readCovers() throws(ImportError) {
    let covers = try root.required("covers")
    try covers.only(["first", "last"])
    first = try date(covers.required("first"))
    last = try date(covers.required("last"))
    if last < first {
      throw try covers.required("last").error("is before \(first), the first day; exchange them")
    }
  }

  private mutating func readOccasions() throws(ImportError) {
    for (key, names) in try root.required("occasions").pairs() {
      try names.only(["en", "zh-Hans", "zh-Hant"])
      let name = Phrase(
        try names.required("en").name(), try names.required("zh-Hans").name(),
        try names.required("zh-Hant").name())
      occasions.append(Occasion(code: key.text, name: name))
    }
  }

  private mutating func readAmendment(_ amendment: YAMLValue) throws(ImportError) {
    try amendment.only(["known", "source", "year", "days"])
    let known = try date(amendment.required("known"))
    _ = try amendment.required("source").name()
    let year = try year(amendment.required("year"))
    try readDays(
      amendment.required("days"), year: year, kinds: ["off", "work", "ordinary"], knownFrom: known)
  }

  /// Occasions, each with its days by kind.
  private mutating func readDays(
    _ lists: YAMLValue, year: Int, kinds: [String], knownFrom: CivilDate?
  ) throws(ImportError) {
    for (key, byKind) in try lists.pairs() {
      guard let occasion = occasions.first(where: { $0.code == key.text }) else {
        throw key.value.error("is not among the occasions; add it there with its three names")
      }
      try byKind.only(kinds)
      for (kind, name) in CalendarReader.kinds {
        guard let spans = byKind.optional(name) else { continue }
        for span in try spans.list() {
          for date in try self.days(of: span, year: year) {
            try check(date, span, knownFrom: knownFrom)
            days.append(
              SpecialDay(date: date, kind: kind, occasion: occasion, knownFrom: knownFrom))
          }
        }
      }
    }
  }

  private static let kinds: [(SpecialDay.Kind, String)] = [
    (.holiday, "off"), (.makeUpWorkday, "work"), (.ordinary, "ordinary"),
  ]

  private func check(
    _ date: CivilDate, _ span: YAMLValue, knownFrom: CivilDate?
  ) throws(ImportError) {
    guard date >= first, date <= last else {
      throw span.error("has \(date), outside \(first) to \(last); mend the day or what it covers")
    }
    if days.contains(where: { $0.date == date && $0.knownFrom == knownFrom }) {
      throw span.error("names \(date) a second time; remove one of the two")
    }
  }

  /// `MM-DD`, or `MM-DD..MM-DD` with both ends.
  private func days(of span: YAMLValue, year: Int) throws(ImportError) -> [CivilDate] {
    let parts = try span.text().split(separator: "..", omittingEmptySubsequences: false)
    guard let from = parts.first, let to = parts.last, parts.count <= 2,
      let start = parse("\(year)-\(from)"), let end = parse("\(year)-\(to)")
    else {
      throw span.error(
        "has '\(try span.text())', no day of \(year); write 01-31, or 01-31..02-02 for a span")
    }
    guard start <= end else {
      throw span.error("has '\(try span.text())', which ends before it starts; exchange the two")
    }
    return (start.daysSinceEpoch...end.daysSinceEpoch).map(CivilDate.init(daysSinceEpoch:))
  }

  private func year(_ value: YAMLValue) throws(ImportError) -> Int {
    try value.number(first.components.year...last.components.year)
  }

  private func date(_ value: YAMLValue) throws(ImportError) -> CivilDate {
    guard let date = parse(try value.text()) else {
      throw value.error("must be a day such as 2026-12-31")
    }
    return date
  }

  /// `YYYY-MM-DD`; nothing else.
  private func parse(_ text: String) -> CivilDate? {
    Instant(iso8601: "\(text)T00:00:00Z").map {
      CivilDate(daysSinceEpoch: $0.microseconds / 86_400_000_000)
    }
  }
}
