public import EventStore
public import Hotline
public import Wire

/// 工作清单: one work list at one moment, most urgent rows first.
public struct Board: Sendable {
  /// Which.
  public let name: BoardName
  /// The moment of the question.
  public let now: Instant
  /// Code of the unit that was asked for; empty for all.
  public let unit: String
  /// The log was read up to here.
  public let position: Position
  /// The rule set by which it was made, with its version; empty for none.
  public let rules: String
  /// Version by which figures are computed.
  public let version: UInt64
  /// How many cases the log held.
  public let caseCount: Int
  /// The columns, left to right.
  public internal(set) var columns: [Column] = []
  /// The rows.
  public internal(set) var rows: [Row] = []
  /// What must be known to read it: how a sample was drawn, by which threshold something shows.
  public internal(set) var notes: [Phrase] = []

  /// One column.
  public struct Column: Sendable {
    /// Its name in JSON; a length of time names its unit.
    public let key: String
    /// Its name for people.
    public let title: Phrase
    /// Whether narrow text leaves it out.
    public let isDetail: Bool

    init(_ key: String, _ english: String, _ simplified: String, _ traditional: String) {
      self.init(key, Phrase(english, simplified, traditional), isDetail: false)
    }

    init(_ key: String, _ title: Phrase, isDetail: Bool) {
      self.key = key
      self.title = title
      self.isDetail = isDetail
    }

    /// The same column, left out of narrow text.
    var detail: Column { Column(key, title, isDetail: true) }
  }

  /// One row.
  public struct Row: Sendable {
    /// One cell for each column.
    public let cells: [BoardCell]
    /// The events behind it.
    public let events: [Position]
    /// The cases behind it, where there may be several.
    public let cases: [Case]
    /// Whether it should be looked at first.
    public let isUrgent: Bool

    init(
      _ cells: [BoardCell], events: [Position], cases: [Case] = [], isUrgent: Bool = false
    ) {
      self.cells = cells
      self.events = events
      self.cases = cases
      self.isUrgent = isUrgent
    }
  }

  /// One case behind a row.
  public struct Case: Hashable, Sendable {
    /// Its stream.
    public let stream: String
    /// Its events that count.
    public let events: [Position]
  }

  init(_ name: BoardName, _ question: BoardQuestion) {
    self.name = name
    now = question.now
    unit = question.unit ?? ""
    position = Position(question.ledger.events)
    rules =
      question.basis.book.map { "\($0.rules.id)@\($0.rules.version)" } ?? ""
    version = question.basis.version.number
    caseCount = question.ledger.caseCount
  }
}

extension Board {
  /// A board of a live or folded view.
  /// - Parameters:
  ///   - name: which.
  ///   - view: what is known.
  ///   - now: the moment of the question.
  ///   - unit: code or name of the only unit to show; `nil` for all.
  ///   - seed: of a spot check; the position up to which the log was read when `nil`.
  /// - Throws: ``BoardError/unknownUnit(_:known:)``, ``BoardError/emptyLog``, ``EventStore/LogError``.
  /// - Complexity: O(tickets that it concerns); a spot check O(streams / 256), see ``AccountShelf/closedList(in:by:)``.
  public static func of(
    _ name: BoardName, _ view: ScoreView, at now: Instant, unit: String? = nil,
    seed: UInt64? = nil
  ) throws -> Board {
    guard view.ledger.hasCases else { throw BoardError.emptyLog }
    return try of(name, try BoardQuestion(view, at: now, unit: unit), seed: seed)
  }

  /// A board of a ledger, for the moment of the basis.
  /// - Throws: ``BoardError/unknownUnit(_:known:)``, ``BoardError/emptyLog``, ``EventStore/LogError``.
  /// - Complexity: O(events).
  public static func of(
    _ name: BoardName, _ ledger: ScoreLedger, by basis: ScoreBasis, unit: String? = nil,
    seed: UInt64? = nil
  ) throws -> Board {
    // An empty list would say that nothing is overdue; before the first case nobody knows.
    guard ledger.hasCases else { throw BoardError.emptyLog }
    return try of(name, try BoardQuestion(ledger, basis, unit: unit), seed: seed)
  }

  private static func of(
    _ name: BoardName, _ question: BoardQuestion, seed: UInt64?
  ) throws -> Board {
    switch name {
    case .overdue: try overdue(question)
    case .dueSoon: try dueSoon(question)
    case .cards: try cards(question)
    case .returns: try returns(question)
    case .reopened: try reopened(question)
    case .bGrade: try bGrade(question)
    case .jointSupervision: try jointSupervision(question)
    case .spotCheck: try spotCheck(question, seed: seed ?? question.ledger.events)
    case .signals: try signals(question)
    }
  }

  /// Reads the name of a board.
  /// - Throws: ``BoardError/unknownBoard(_:)``.
  public static func name(_ text: String) throws(BoardError) -> BoardName {
    guard let name = BoardName(rawValue: text) else { throw .unknownBoard(text) }
    return name
  }

  /// The board as JSON: the moment, what it rests on, columns and rows with their events.
  /// - Parameter limit: most rows; `count` tells how many there are.
  public func json(limit: Int = .max) -> JSONValue {
    var members = JSONMembers()
    members.add("board", .string(name.rawValue))
    members.add("title", name.title.json)
    members.add("explanation", name.explanation.json)
    members.add("asOf", .string(now.description))
    members.add("position", .unsigned(position.rawValue))
    members.add("rules", rules.isEmpty ? .null : .string(rules))
    members.add("projection", .string(ScoreVersion.name(version)))
    members.add("unit", unit.isEmpty ? .null : .string(unit))
    members.add("count", .integer(Int64(rows.count)))
    if rows.isEmpty { members.add("nothing", name.nothing.json) }
    members.add("notes", list: notes.map(\.json))
    members.add(
      "columns",
      .array(
        columns.map {
          .object([.init("key", .string($0.key)), .init("title", $0.title.json)])
        }))
    members.add("rows", .array(rows.prefix(limit).map { json($0) }))
    return members.object
  }

  private func json(_ row: Row) -> JSONValue {
    var members = JSONMembers()
    for (column, cell) in zip(columns, row.cells) { members.add(column.key, cell.json) }
    members.add("isUrgent", flag: row.isUrgent)
    members.add("events", Self.json(row.events))
    members.add(
      "cases",
      list: row.cases.map {
        .object([.init("stream", .string($0.stream)), .init("events", Self.json($0.events))])
      })
    return members.object
  }

  private static func json(_ events: [Position]) -> JSONValue {
    .array(events.map { .unsigned($0.rawValue) })
  }
}
