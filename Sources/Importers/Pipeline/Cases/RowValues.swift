import EventStore
import Hotline
import Wire

/// Why a row cannot become the events that its mapping wants.
struct RowRefusal: Error {
  /// The reason, as it is recorded.
  let reason: RowRejected.Reason
  /// Where in the row, by the mapping's columns; `nil` when it is about the whole row.
  var column: Int?
}

extension RowRefusal {
  /// A refusal of a row that becomes one intake.
  init(_ reason: RowRejected.Reason, by mapping: Mapping) {
    self.reason = reason
    column =
      switch reason {
      case .badID: mapping.idColumn
      case .badDate: mapping.dateColumn
      case .badTime: mapping.timeColumn
      case .unknownCategory: mapping.categoryColumn
      default: nil
      }
  }

  /// One sentence for people: where, what is wrong and how to mend it.
  func sentence(by mapping: Mapping) -> String {
    guard let column else { return reason.sentence }
    return "column '\(mapping.columns[column])': \(reason.sentence)"
  }
}

/// What one row says, and what the row before of the same case said.
struct RowValues {
  /// Texts of the mapping's columns.
  let fields: [[UInt8]]
  /// Its times, by index in ``CasePlan/times``.
  let times: [RowTime]
  private let sources: [TimeSource]
  /// Whether a column differs from the row before; false for the first row of a case.
  let isChanged: (Int) -> Bool
  /// What was noticed about the row while an event was made from it.
  var marks: IntakeMarks = []

  init(_ fields: [[UInt8]], _ plan: CasePlan, isChanged: @escaping (Int) -> Bool) {
    self.fields = fields
    sources = plan.times
    times = sources.map { $0.read(fields[$0.column], in: plan.zone) }
    self.isChanged = isChanged
  }

  /// Whether all conditions hold.
  func meets(_ conditions: [RowCondition]) -> Bool {
    conditions.allSatisfy { condition in
      switch condition.test {
      case .filled: !fields[condition.column].isBlank
      case .empty: fields[condition.column].isBlank
      case .changed: isChanged(condition.column)
      }
    }
  }

  /// A time that must be there.
  mutating func time(_ index: Int) throws(RowRefusal) -> (at: Instant, precision: TimePrecision) {
    switch times[index] {
    case .missing: throw RowRefusal(reason: .badDate, column: sources[index].column)
    case .bad(let reason): throw RowRefusal(reason: reason, column: sources[index].column)
    case .at(let instant, let precision, let mark):
      if let mark { marks.insert(mark) }
      return (instant, precision)
    }
  }

  /// A text by its source.
  mutating func text(_ source: TextSource) throws(RowRefusal) -> String {
    switch source {
    case .constant(let text): return text
    case .column(let column):
      guard let text = String(validating: fields[column], as: UTF8.self) else {
        throw RowRefusal(reason: .badText, column: column)
      }
      return text
    case .code(let column, let table, let otherwise):
      let field = fields[column]
      if let index = table.find(field.span) {
        if let mark = table.entries[index].mark { marks.insert(mark) }
        return table.entries[index].code
      }
      guard let otherwise else { throw RowRefusal(reason: .unknownValue, column: column) }
      return otherwise
    }
  }
}

extension FieldPlan {
  /// Appends the field with what a row says.
  /// - Throws: ``RowRefusal`` when the row lacks something that the field needs.
  func encode(_ row: inout RowValues, into writer: inout WireWriter) throws(RowRefusal) {
    switch value {
    case .text(let source):
      let text = try row.text(source)
      if !text.isEmpty { writer.field(number, string: text) }
    case .word(let source, let words):
      guard let code = words.number(of: try row.text(source)) else {
        throw RowRefusal(reason: .unknownValue, column: source.column)
      }
      writer.field(number, uint64: UInt64(code))
    case .number(let value, let writesZero):
      if value > 0 || writesZero { writer.field(number, uint64: value) }
    case .time(let index):
      writer.field(number, sfixed64: try row.time(index).at.microseconds)
    case .parts(let parts):
      for part in parts where row.meets(part.conditions) {
        var inner = WireWriter(capacity: 64)
        for field in part.fields { try field.encode(&row, into: &inner) }
        writer.field(number, bytes: inner.bytes)
      }
    }
  }
}
