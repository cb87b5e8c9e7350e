import EventStore
import Hotline
import Wire

extension ScoreLedger {
  /// The signals of the log, the most conspicuous first.
  /// - Parameters:
  ///   - basis: the rules and the moment.
  ///   - unit: code or name of the only unit to show; `nil` for all.
  /// - Throws: ``BoardError/unknownUnit(_:known:)``, ``EventStore/LogError``.
  /// - Complexity: O(events).
  public func signals(
    by basis: ScoreBasis, unit: String? = nil
  ) throws -> [FraudSignal] {
    try SignalSearch.signals(BoardQuestion(self, basis, unit: unit))
  }
}

extension Board {
  static func signals(_ question: BoardQuestion) throws -> Board {
    var board = Board(.signals, question)
    board.columns = [
      Column("signal", "signal", "信号", "信號"), .unit,
      Column("person", "number or operator", "号码或人员", "號碼或人員").detail,
      Column("found", "found", "次数", "次數"), Column("others", "others", "其他单位", "其他機關"),
      Column("kind", "kind", "性质", "性質"),
    ]
    let signals = try SignalSearch.signals(question)
    board.rows = signals.map { signal in
      Row(
        [
          .word(signal.kind.code, signal.kind.title), question.cell(unit: signal.unit),
          signal.person.isEmpty ? .none : .code(person(signal)), .rate(signal.found),
          .rate(signal.others),
          signal.isConcentrated
            ? .word("concentration", Phrase("concentration", "集中", "集中"))
            : .word("single", Phrase("single", "个别", "個別")),
        ], events: signal.cases.flatMap(\.events), cases: signal.cases,
        isUrgent: signal.isConcentrated)
    }
    for kind in SignalKind.allCases where signals.contains(where: { $0.kind == kind }) {
      board.notes.append(
        .of(
          "{0}: {1}; concentrated: {2}", "{0}：{1}；集中：{2}", "{0}：{1}；集中：{2}", kind.title,
          kind.counted, kind.threshold))
    }
    return board
  }

  /// A digest is told apart by its first digits.
  private static func person(_ signal: FraudSignal) -> String {
    signal.kind == .satisfiedNumber ? String(signal.person.prefix(12)) : signal.person
  }
}
