import Wire

// A calendar as it is counted with, and as it is recorded.
extension CalendarList {
  /// A calendar in the form in which its adoption records it.
  ///
  /// - Parameter version: number of the adoption, from 1.
  public init(_ calendar: WorkCalendar, version: UInt64) {
    self.init()
    id = calendar.id
    self.version = version
    edition = calendar.version
    region = calendar.region
    firstDay = UInt64(clamping: calendar.first.daysSinceEpoch)
    lastDay = UInt64(clamping: calendar.last.daysSinceEpoch)
    for special in calendar.days {
      var day = ListedDay()
      day.day = UInt64(clamping: special.date.daysSinceEpoch)
      day.isWorking = special.isWorking
      day.isOrdinary = special.kind == .ordinary
      day.occasion = special.occasion.code
      day.knownFrom = UInt64(clamping: special.knownFrom?.daysSinceEpoch ?? 0)
      days.append(day)
      if !occasions.contains(where: { $0.code.utf8.elementsEqual(special.occasion.code.utf8) }) {
        var occasion = ListedOccasion()
        occasion.code = special.occasion.code
        occasion.name = RuleText(special.occasion.name)
        occasions.append(occasion)
      }
    }
  }

  /// The calendar to count with; its version is the number of the adoption, as due dates name it.
  /// - Throws: ``CalendarError/invalid(calendar:reason:)``.
  public func calendar() throws(CalendarError) -> WorkCalendar {
    try WorkCalendar(
      id: id, version: String(version), region: region,
      first: CivilDate(daysSinceEpoch: Int64(clamping: firstDay)),
      last: CivilDate(daysSinceEpoch: Int64(clamping: lastDay)), days: days.map(special))
  }

  private func special(_ day: ListedDay) -> SpecialDay {
    let name = occasions.first { $0.code.utf8.elementsEqual(day.occasion.utf8) }?.name?.words
    return SpecialDay(
      date: CivilDate(daysSinceEpoch: Int64(clamping: day.day)),
      kind: day.isOrdinary ? .ordinary : day.isWorking ? .makeUpWorkday : .holiday,
      occasion: Occasion(code: day.occasion, name: name ?? Phrase(verbatim: day.occasion)),
      knownFrom: day.knownFrom == 0
        ? nil : CivilDate(daysSinceEpoch: Int64(clamping: day.knownFrom)))
  }

  /// Everything that the calendar says, in lines that people can compare; its version is not part of it.
  public var lines: [ReferenceLine] {
    let calendar = Phrase("calendar", "日历", "行事曆")
    var lines = [
      ReferenceLine(section: calendar, key: "region", text: Phrase(verbatim: region)),
      ReferenceLine(section: calendar, key: "edition", text: Phrase(verbatim: edition)),
      ReferenceLine(
        section: calendar, key: "covers",
        text: Phrase(verbatim: "\(CivilText.day(firstDay))..\(CivilText.day(lastDay))")),
    ]
    let section = Phrase("day", "日", "日")
    for day in days {
      var key = CivilText.day(day.day)
      if day.knownFrom > 0 { key += " (\(CivilText.day(day.knownFrom)))" }
      let special = special(day)
      let parts = [special.kind.words, special.occasion.name]
      lines.append(
        ReferenceLine(section: section, key: key, text: .joined(parts, by: .comma)))
    }
    return lines
  }
}

extension RuleText {
  /// A phrase as a part of a message.
  public init(_ phrase: Phrase) {
    self.init()
    english = phrase.english
    simplified = phrase.simplified
    traditional = phrase.traditional
  }
}

extension SpecialDay.Kind {
  /// The word for people.
  public var words: Phrase {
    switch self {
    case .holiday: Phrase("no work", "放假", "放假")
    case .makeUpWorkday: Phrase("make-up working day", "补班", "補行上班")
    case .ordinary: Phrase("as the weekday says", "照常", "照常")
    }
  }
}
