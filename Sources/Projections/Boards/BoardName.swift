public import Hotline

/// 工作清单: the work lists of the supervision office.
public enum BoardName: String, CaseIterable, Sendable {
  /// 超期未办: open tickets whose completion limit has passed.
  case overdue
  /// 即将到期: limits that end within the next working day.
  case dueSoon = "due-soon"
  /// 督办牌: cards that stand.
  case cards
  /// 退单: tickets that a unit asked to give back.
  case returns
  /// 重新打开: tickets that were opened again.
  case reopened
  /// 乙类跟进: closed with grade B, still to be followed up.
  case bGrade = "b-grade"
  /// 联合督办: joint supervisions that are open.
  case jointSupervision = "joint-supervision"
  /// 抽查样本: a sample of closed tickets that anyone can draw again.
  case spotCheck = "spot-check"
  /// 异常信号: what the log alone shows of possible fraud.
  case signals

  /// What it is called.
  public var title: Phrase {
    switch self {
    case .overdue: Phrase("Overdue", "超期未办", "逾期未辦")
    case .dueSoon: Phrase("Due soon", "即将到期", "即將到期")
    case .cards: Phrase("Cards that stand", "有效督办牌", "有效督辦牌")
    case .returns: Phrase("Returns", "退单", "退案")
    case .reopened: Phrase("Reopened", "重新打开", "重啟案件")
    case .bGrade: Phrase("Grade B to follow up", "乙类待跟进", "B級待追蹤")
    case .jointSupervision: Phrase("Joint supervision", "联合督办", "聯合督辦")
    case .spotCheck: Phrase("Spot check", "抽查样本", "抽查樣本")
    case .signals: Phrase("Signals", "异常信号", "異常信號")
    }
  }

  /// What is on it, in one sentence.
  public var explanation: Phrase {
    switch self {
    case .overdue:
      Phrase(
        "open tickets whose completion limit has passed, the longest overdue first",
        "已超过办结时限仍未办结的工单，超期最久者在前", "已超過辦結時限仍未辦結的案件，逾期最久者在前")
    case .dueSoon:
      Phrase(
        "limits that end within the next working day, or within 24 hours without a calendar",
        "下一个工作日内（无日历时 24 小时内）到期的时限", "下一個工作日內（無行事曆時 24 小時內）到期的時限")
    case .cards:
      Phrase(
        "cards issued and neither revoked nor replaced, red before yellow",
        "已发出且未撤销、未被替代的督办牌，红牌在前", "已發出且未撤銷、未被取代的督辦牌，紅牌在前")
    case .returns:
      Phrase(
        "tickets that a unit asked to give back: those that wait for a ruling, then the open ones, the latest first",
        "申请过退单的工单：待裁者在前，其次未结者，近者在前", "申請過退案的案件：待裁者在前，其次未結者，近者在前")
    case .reopened:
      Phrase(
        "tickets that were closed and opened again, the open ones first, the latest first",
        "结案后重新打开的工单，未结者在前，近者在前", "結案後重新開啟的案件，未結者在前，近者在前")
    case .bGrade:
      Phrase(
        "tickets closed with grade B and not finished, the oldest first",
        "以乙类结案而尚未落实的工单，最久者在前", "以B級結案而尚未落實的案件，最久者在前")
    case .jointSupervision:
      Phrase(
        "tickets under joint supervision, the oldest first", "联合督办中的工单，最久者在前",
        "聯合督辦中的案件，最久者在前")
    case .spotCheck:
      Phrase(
        "closed tickets drawn by lot; population, seed and algorithm draw them again",
        "抽签选出的已结案工单；凭总体、种子和算法可重新抽得", "抽籤選出的已結案案件；憑母體、種子和演算法可重新抽得")
    case .signals:
      Phrase(
        "patterns that somebody should look at; they judge nobody", "值得核查的情形，并非结论",
        "值得查核的情形，並非結論")
    }
  }

  /// That there is nothing on it.
  public var nothing: Phrase {
    switch self {
    case .overdue: Phrase("no open ticket is overdue", "没有超期未办的工单", "沒有逾期未辦的案件")
    case .dueSoon: Phrase("no limit ends soon", "没有即将到期的时限", "沒有即將到期的時限")
    case .cards: Phrase("no card stands", "没有有效的督办牌", "沒有有效的督辦牌")
    case .returns: Phrase("no ticket was given back", "没有退单", "沒有退案")
    case .reopened: Phrase("no ticket was opened again", "没有重新打开的工单", "沒有重啟的案件")
    case .bGrade: Phrase("no grade B is to be followed up", "没有待跟进的乙类工单", "沒有待追蹤的B級案件")
    case .jointSupervision:
      Phrase("no joint supervision is open", "没有进行中的联合督办", "沒有進行中的聯合督辦")
    case .spotCheck: Phrase("no ticket to draw from", "没有可供抽查的工单", "沒有可供抽查的案件")
    case .signals: Phrase("nothing conspicuous", "没有异常信号", "沒有異常信號")
    }
  }
}

/// 查询错误: why there is no board.
public enum BoardError: Error, Hashable, Sendable {
  /// The log holds no case at the moment of the question.
  case emptyLog
  /// There is no board of this name.
  case unknownBoard(String)
  /// The log knows no unit of this code or name.
  case unknownUnit(String, known: [String])

  /// What is wrong and how to mend it.
  public var words: Phrase {
    switch self {
    case .emptyLog: ScoreError.emptyLog.words
    case .unknownBoard(let name):
      .of(
        "there is no board '{0}'; there are: {1}", "没有工作清单“{0}”；现有：{1}", "沒有工作清單「{0}」；現有：{1}",
        Phrase(verbatim: name), list(BoardName.allCases.map(\.rawValue), atMost: .max))
    case .unknownUnit(let unit, let known):
      .of(
        "the log knows no unit '{0}'; it knows: {1}", "日志中没有单位“{0}”；现有：{1}",
        "日誌中沒有機關「{0}」；現有：{1}", Phrase(verbatim: unit), list(known, atMost: 20))
    }
  }

  private func list(_ known: [String], atMost limit: Int) -> Phrase {
    let shown = Phrase.list(known.prefix(limit).map { Phrase(verbatim: $0) }) ?? .nothing
    return known.count > limit ? .joined([shown, Phrase(verbatim: "…")], by: .listComma) : shown
  }
}
