import Wire

/// Days in words.
enum CivilText {
  /// `2026-01-31`, from days since 1970-01-01.
  static func day(_ days: UInt64) -> String {
    CivilDate(daysSinceEpoch: Int64(clamping: days)).description
  }
}

extension ClockRule {
  /// The whole rule in words.
  public var words: Phrase {
    var parts: [Phrase] = []
    if let title { parts.append(title.words) }
    if let when, !when.isAlways { parts.append(when.words) }
    if let start, let end {
      parts.append(.joined([start.words, end.words], by: Phrase(verbatim: " → ")))
    }
    if let limit { parts.append(limit.words) }
    if let counting { parts.append(counting.words(for: limit?.unit)) }
    if let holder { parts.append(holder.words) }
    if let consequence { parts.append(consequence.words) }
    if pausable { parts.append(Phrase("pausable", "可中止", "可中止")) }
    if !group.isEmpty { parts.append(Phrase("group \(group)", "组 \(group)", "組 \(group)")) }
    if !source.isEmpty { parts.append(Phrase(verbatim: "(\(source))")) }
    return .joined(parts, by: Phrase("; ", "；", "；"))
  }
}

extension RouteRule {
  /// The whole rule in words.
  public var words: Phrase {
    var parts: [Phrase] = []
    if let when, !when.isAlways { parts.append(when.words) }
    if let referral { parts.append(referral.outside) }
    if !lead.isEmpty { parts.append(Phrase("lead \(lead)", "主办 \(lead)", "主辦 \(lead)")) }
    if !coHandlers.isEmpty {
      let codes = coHandlers.joined(separator: " / ")
      parts.append(Phrase("co-handlers \(codes)", "协办 \(codes)", "協辦 \(codes)"))
    }
    if !next.isEmpty {
      parts.append(Phrase("when returned \(next)", "退单后 \(next)", "退案後 \(next)"))
    }
    if !source.isEmpty { parts.append(Phrase(verbatim: "(\(source))")) }
    return .joined(parts, by: Phrase("; ", "；", "；"))
  }
}

extension CardRule {
  /// The whole rule in words.
  public var words: Phrase {
    var parts: [Phrase] = []
    if let colour { parts.append(colour.words) }
    if let title { parts.append(title.words) }
    let ids = clocks.joined(separator: " / ")
    parts.append(
      clocks.isEmpty
        ? Phrase("clocks that bring a card", "后果为发牌的时限", "後果為發牌的時限")
        : Phrase("clocks \(ids)", "时限 \(ids)", "時限 \(ids)"))
    if let after {
      let words = after.words
      parts.append(
        Phrase(
          "more than \(words.english) overdue", "逾期超过\(words.simplified)",
          "逾期超過\(words.traditional)"))
    } else {
      parts.append(Phrase("at once", "逾期即发", "逾期即發"))
    }
    if remindersMin > 0 {
      parts.append(
        Phrase(
          "after \(remindersMin) reminders", "经\(remindersMin)次催办后", "經\(remindersMin)次催辦後"))
    }
    if replaces {
      parts.append(
        Phrase("takes the place of the earlier card", "取代前一张牌", "取代前一張牌"))
    }
    if !source.isEmpty { parts.append(Phrase(verbatim: "(\(source))")) }
    return .joined(parts, by: Phrase("; ", "；", "；"))
  }
}

extension ExtensionRule {
  /// How much it may grant.
  public var words: Phrase {
    let times =
      timesMax == 0
      ? Phrase("without bound", "次数不限", "次數不限")
      : Phrase("\(timesMax) per clock", "每时限\(timesMax)次", "每時限\(timesMax)次")
    return .joined(
      [
        Phrase(
          "up to \(workingDaysMax) working days", "最多\(workingDaysMax)个工作日",
          "最多\(workingDaysMax)個工作天"), times,
        Phrase("asked for before the limit has passed", "须在到期前申请", "須在到期前申請"),
      ], by: .comma)
  }
}

extension ReturnRule {
  /// How a ticket may be given back.
  public var words: Phrase {
    var parts: [Phrase] = []
    if let limit = within?.words {
      parts.append(
        Phrase(
          "within \(limit.english) of the dispatch", "交办后\(limit.simplified)内",
          "派工後\(limit.traditional)內"))
    }
    if timesMax > 0 {
      parts.append(
        Phrase("at most \(timesMax) times", "最多\(timesMax)次", "最多\(timesMax)次"))
    }
    if !grounds.isEmpty { parts.append(.joined(grounds.map(\.words), by: .listComma)) }
    parts.append(
      Phrase(
        "the clock does not begin anew while the ticket is in the air", "退单期间时限不重新起算",
        "退案期間時限不重新起算"))
    return .joined(parts, by: .comma)
  }
}

extension CallRule {
  /// Free time, cut-off, answering.
  public var words: Phrase {
    var parts: [Phrase] = []
    func add(_ english: String, _ simplified: String, _ traditional: String) {
      parts.append(Phrase(english, simplified, traditional))
    }
    if freeSeconds > 0 {
      add("first \(freeSeconds) s free", "前\(freeSeconds)秒免费", "前\(freeSeconds)秒免費")
    }
    if cutOffSeconds > 0 {
      add("cut off after \(cutOffSeconds) s", "\(cutOffSeconds)秒后切断", "\(cutOffSeconds)秒後切斷")
    }
    if answerWithinSeconds > 0 {
      add(
        "answered within \(answerWithinSeconds) s", "\(answerWithinSeconds)秒内应答",
        "\(answerWithinSeconds)秒內應答")
    }
    if connectPermille > 0 {
      let share = Share.percent(connectPermille)
      add(
        "connect rate of any sliding 24 hours at least \(share)", "任意24小时接通率不低于\(share)",
        "任意24小時接通率不低於\(share)")
    }
    if identityRequired { add("caller identity mandatory", "须登记来电人身份", "須登記來電人身分") }
    return .joined(parts, by: .comma)
  }
}

extension CallbackRule {
  /// Whom to ask, what, and how often.
  public var words: Phrase {
    let share = Share.percent(sharePermille)
    return .joined(
      [
        Phrase("\(share) of closed tickets", "办结工单的\(share)", "結案案件的\(share)"),
        .joined(questions.map(\.words), by: .listComma),
        Phrase("at most \(attemptsMax) attempts", "最多\(attemptsMax)次尝试", "最多\(attemptsMax)次嘗試"),
      ], by: Phrase("; ", "；", "；"))
  }
}

extension SpotCheckRule {
  /// How many are drawn, how.
  public var words: Phrase {
    let each = period?.words ?? Phrase("period", "期", "期")
    return Phrase(
      "\(perPeriod) tickets each \(each.english), drawn by \(algorithm)",
      "每\(each.simplified)抽取\(perPeriod)件，算法 \(algorithm)",
      "每\(each.traditional)抽取\(perPeriod)件，演算法 \(algorithm)")
  }
}

extension AssessmentPeriod {
  /// Its length, and where its year begins.
  public var words: Phrase {
    let name = kind?.words ?? Phrase("period", "期", "期")
    if firstMonth <= 1 { return name }
    return Phrase(
      "\(name.english), the year begins with month \(firstMonth)",
      "\(name.simplified)，年度自\(firstMonth)月起", "\(name.traditional)，年度自\(firstMonth)月起")
  }
}

extension ExcludedMatter {
  /// Which matters, from what, why.
  public var words: Phrase {
    let scope =
      measure.isEmpty
      ? Phrase("left out of every measure", "不计入任何指标", "不計入任何指標")
      : Phrase("left out of \(measure)", "不计入 \(measure)", "不計入 \(measure)")
    return .joined(
      [when?.words, scope, ground?.words].compactMap { $0 }, by: Phrase("; ", "；", "；"))
  }
}

extension HandlingGrade {
  static let gradesWords = Phrase(
    "results are graded A or B; B stays on a follow-up list", "办结分甲乙类，乙类继续跟踪", "結案分A、B級，B級繼續列管")
}

/// Shares in words.
enum Share {
  /// `95 %`, `99.5 %`, from thousandths.
  static func percent(_ permille: UInt64) -> String {
    permille % 10 == 0 ? "\(permille / 10) %" : "\(permille / 10).\(permille % 10) %"
  }
}
