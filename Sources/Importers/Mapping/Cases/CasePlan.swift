import Hotline

/// How the rows of a file become events of cases: what a mapping says under `events`.
///
/// A row may become several events, and a case may have several rows. Each event has an identity of
/// its own, so that an event that is in the log already is left out wherever it stands again.
struct CasePlan: Sendable {
  /// Columns that name the case of a row.
  var caseColumns: [Int] = []
  /// Columns of which an event asks whether they changed from row to row, in ascending order.
  var watched: [Int] = []
  /// Times that rows tell, by name.
  var times: [TimeSource] = []
  /// Events of a row, in the order in which they are recorded.
  var events: [EventPlan] = []
  /// By which clock times without an offset are told; `nil` when there are none.
  var zone: LocalZone?

  /// Most events that a row can become.
  static let eventsMax = 16
}

/// One event that a row can become.
struct EventPlan: Sendable {
  /// What it is.
  let type: any EventPayload.Type
  /// Names it among the events of the mapping: its type, with its number when there are several.
  let name: String
  /// When it happened: index into ``CasePlan/times``.
  var time = 0
  /// What the row must say for it.
  var conditions: [RowCondition] = []
  /// Whether only the last row of a case becomes it.
  var isLast = false
  /// Columns that tell two of these events of a case apart; none when a case has it once.
  var key: [Int] = []
  /// What its payload says, in ascending order of the fields' numbers.
  var fields: [FieldPlan] = []
  /// Tags besides those that follow from the payload.
  var tags: [(name: String, value: TextSource)] = []
  /// Personal values that go with it.
  var disclosures: [(path: String, column: Int)] = []
}

/// What a column of a row must say for something to be recorded.
struct RowCondition: Sendable {
  /// What is asked of a column.
  enum Test: String, Sendable, CaseIterable {
    /// It holds something besides spaces.
    case filled
    /// It is empty, or holds only spaces.
    case empty
    /// It differs from the row before of the same case in the file; never true for the first one.
    case changed
  }

  /// The column.
  let column: Int
  /// What is asked of it.
  let test: Test
}

/// Where a text comes from.
enum TextSource: Sendable {
  /// The same for every row.
  case constant(String)
  /// A column, as it is given.
  case column(Int)
  /// The code that a table has for the text of a column, or the one for all other texts.
  case code(Int, ValueTable, otherwise: String?)

  /// The column that it reads, if any.
  var column: Int? {
    switch self {
    case .constant: nil
    case .column(let column), .code(let column, _, _): column
    }
  }
}

/// A field of a payload and where its value comes from.
struct FieldPlan: Sendable {
  /// Where a value comes from.
  indirect enum Value: Sendable {
    /// A text.
    case text(TextSource)
    /// A word of a closed list, by its name.
    case word(TextSource, WordList)
    /// Yes or no, or a whole number; the same for every row. Zero is left out but for an answer.
    case number(UInt64, writesZero: Bool)
    /// A time: index into ``CasePlan/times``.
    case time(Int)
    /// Parts, each with the conditions under which it stands there.
    case parts([(conditions: [RowCondition], fields: [FieldPlan])])
  }

  /// Its number in the wire format.
  let number: Int
  /// Where its value comes from.
  let value: Value
}
