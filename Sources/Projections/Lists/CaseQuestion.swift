import EventStore
import Hotline
import Wire

/// 列表问题: what a list of tickets shows, in which order, and which page of it.
public struct CaseQuestion: Sendable {
  /// As it was asked: names and values, for the answer and for telling questions apart.
  public private(set) var asked: [(name: String, value: String)] = []
  /// Which tickets, apart from units, which may be asked for by name.
  public private(set) var filter = CaseFilter()
  /// In which order.
  public private(set) var sort = CaseSort()
  /// Most rows of a page.
  public var limit = 50
  /// Where the page before ended; `nil` for the first.
  public var after: CaseCursor?

  /// Rows of a page at most.
  public static let limitMax = 1_000

  /// Names of the conditions, as parameters and options have them.
  public static let names = [
    "state", "unit", "holder", "kind", "category", "district", "channel", "overdue", "due-before",
    "opened-from", "opened-to", "card", "reopened", "grade", "late", "sort",
  ]

  /// Every ticket, in the order of opening.
  public init() {}

  /// Adds a condition.
  ///
  /// - Parameters:
  ///   - name: one of ``names``.
  ///   - text: its value; steps may be several, divided by commas; a day stands for its begin or its end, +08:00.
  /// - Throws: ``CaseListError/badValue(field:value:known:)``.
  public mutating func ask(_ name: String, _ text: String) throws(CaseListError) {
    asked.append((name, text))
    switch name {
    case "state": filter.steps += try Self.steps(text)
    case "unit": filter.unit = text
    case "holder": filter.holder = text
    case "kind": filter.kind = text
    case "category": filter.category = text
    case "district": filter.district = text
    case "channel": filter.channel = text
    case "overdue": filter.isOverdue = try Self.answer(name, text)
    case "card": filter.hasCard = try Self.answer(name, text)
    case "reopened": filter.isReopened = try Self.answer(name, text)
    case "late": filter.isRecordedLate = try Self.answer(name, text)
    case "due-before": filter.dueBefore = try Self.instant(name, text, endOfDay: true)
    case "opened-from": filter.openedFrom = try Self.instant(name, text, endOfDay: false)
    case "opened-to":
      let last = try Self.instant(name, text, endOfDay: true)
      filter.openedBefore = Instant(microseconds: last.microseconds &+ 1)
    case "grade": filter.grade = try Self.grade(text)
    case "sort":
      guard let order = CaseSort(text) else {
        let known = CaseSort.Key.allCases.flatMap { [$0.rawValue, "-" + $0.rawValue] }
        throw .badValue(field: name, value: text, known: known)
      }
      sort = order
    default: throw .badValue(field: "condition", value: name, known: Self.names)
    }
  }

  private static func steps(_ text: String) throws(CaseListError) -> [TicketStep] {
    let groups: [(String, StepSet)] = [
      ("open", .open), ("settled", .settled), ("departed", .departed),
    ]
    var steps: [TicketStep] = []
    for name in text.split(separator: ",").map(String.init) {
      if let group = groups.first(where: { $0.0 == name }) {
        steps += group.1.steps
      } else if let step = TicketStep.allCases.first(where: { $0.name == name }) {
        steps.append(step)
      } else {
        throw .badValue(
          field: "state", value: name,
          known: groups.map(\.0) + TicketStep.allCases.map(\.name))
      }
    }
    return steps
  }

  private static func answer(_ name: String, _ text: String) throws(CaseListError) -> Bool {
    switch text {
    case "yes": return true
    case "no": return false
    default: throw .badValue(field: name, value: text, known: ["yes", "no"])
    }
  }

  private static func grade(_ text: String) throws(CaseListError) -> HandlingGrade {
    guard let grade = HandlingGrade.allCases.first(where: { $0.name == text.lowercased() }) else {
      throw .badValue(field: "grade", value: text, known: HandlingGrade.allCases.map(\.name))
    }
    return grade
  }

  private static func instant(
    _ name: String, _ text: String, endOfDay: Bool
  ) throws(CaseListError) -> Instant {
    guard let instant = WallClock.instant(text, endOfDay: endOfDay) else {
      throw .badValue(field: name, value: text, known: ["2016-07-01", "2016-07-01T08:00:00+08:00"])
    }
    return instant
  }

  /// Eight hexadecimal digits that differ from question to question.
  func mark(_ point: Viewpoint) -> String {
    let asOf = point.asOf.map(\.description) ?? ""
    let text =
      asked.map { "\($0.name)=\($0.value)\n" }.joined() + "\(asOf) \(point.order.rawValue)"
    return String(sha256(Array(text.utf8)).hex.prefix(CaseCursor.markLength))
  }

  /// The filter with the codes of its units.
  func filter(_ ledger: ScoreLedger) throws(CaseListError) -> CaseFilter {
    var filter = filter
    filter.unit = try Self.code("unit", filter.unit, ledger)
    filter.holder = try Self.code("holder", filter.holder, ledger)
    return filter
  }

  private static func code(
    _ field: String, _ text: String?, _ ledger: ScoreLedger
  ) throws(CaseListError) -> String? {
    guard let text else { return nil }
    switch ledger.unitCode(text) {
    case .found(let code): return code
    case .unknown(let known): throw .unknown(field: field, value: text, known: known)
    }
  }
}
