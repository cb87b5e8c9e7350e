// Rules in words, for people: documentation, what an adoption changes, and explanations.

extension RuleText {
  /// The text in every language.
  public var words: Phrase { Phrase(english, simplified, traditional) }
}

extension LimitSpec {
  /// `6 working days`, `12:00 next day`.
  public var words: Phrase {
    guard let unit else { return Phrase("no limit", "无时限", "無時限") }
    let number = String(amount)
    if unit == .fixedTime {
      let time = DayInterval.time(secondOfDay)
      return switch amount {
      case 0: Phrase("\(time) same day", "当日\(time)", "當日\(time)")
      case 1: Phrase("\(time) next day", "次日\(time)", "次日\(time)")
      default: Phrase("\(time) after \(number) days", "第\(number)日\(time)", "第\(number)日\(time)")
      }
    }
    let words = unit.words
    let english = amount == 1 ? String(words.english.dropLast()) : words.english
    let counted = unit != .seconds && unit != .minutes && unit != .hours
    return Phrase(
      "\(number) \(english)", number + (counted ? "个" : "") + words.simplified,
      number + (counted ? "個" : "") + words.traditional)
  }
}

extension DayInterval {
  /// `08:00-18:00`.
  public var text: String { "\(Self.time(fromSecond))-\(Self.time(untilSecond))" }

  /// `HH:MM`, with seconds where there are some.
  static func time(_ second: UInt64) -> String {
    func two(_ number: UInt64) -> String { number < 10 ? "0\(number)" : String(number) }
    let minutes = "\(two(second / 3_600)):\(two(second / 60 % 60))"
    return second % 60 == 0 ? minutes : "\(minutes):\(two(second % 60))"
  }
}

extension Counting {
  /// How a limit of a unit is counted; parts that say nothing for that unit are left out.
  public func words(for unit: LimitUnit?) -> Phrase {
    var parts: [Phrase] = []
    let inDays = unit == .workingDays || unit == .calendarDays
    if unit == .fixedTime {
      parts.append(Phrase("days after receipt", "自受理日起算", "自受理日起算"))
    } else if unit == .workingDays, begins == .atOnce {
      parts.append(CountingStart.nextDay.words)
    } else if let begins {
      parts.append(begins.words)
    }
    if afterHours == .nextOpening {
      parts.append(
        Phrase(
          "after hours from the next opening", "非办公时间顺延至下一办公时间", "非辦公時間順延至下一辦公時間"))
    }
    if inDays {
      parts.append((dueAt ?? .sameTime).words)
    } else if unit != .fixedTime {
      parts.append(Phrase("wall clock", "按实际时间", "按實際時間"))
    }
    if lastDay == .nextWorkingDay, unit == .calendarDays {
      parts.append(
        Phrase("a last day off moves to the next working day", "末日遇假顺延", "末日遇假順延"))
    }
    if boundaryExcluded {
      parts.append(Phrase("the due instant itself is late", "到期时刻即为逾期", "到期時刻即為逾期"))
    }
    return .joined(parts, by: .comma)
  }
}

extension RuleCase {
  /// When it applies; empty for always.
  public var words: Phrase {
    var parts: [Phrase] = []
    func add(_ name: Phrase, _ codes: [String]) {
      if codes.isEmpty { return }
      let list = codes.joined(separator: " / ")
      parts.append(
        Phrase(
          "\(name.english) \(list)", "\(name.simplified) \(list)", "\(name.traditional) \(list)"))
    }
    func add(_ name: Phrase, _ word: Phrase?) {
      guard let word else { return }
      parts.append(.joined([name, word], by: Phrase(verbatim: " ")))
    }
    add(Phrase("kind", "类型", "類型"), kinds)
    add(Phrase("category", "类别", "類別"), categories)
    add(Phrase("channel", "渠道", "管道"), channels)
    add(Phrase("urgency", "紧急程度", "緊急程度"), urgency?.words)
    add(Phrase("difficulty", "难易程度", "難易程度"), difficulty?.words)
    add(Phrase("handling", "办理方式", "辦理方式"), handling?.words)
    add(Phrase("time", "时段", "時段"), window.map { Phrase(verbatim: $0.text) })
    return .joined(parts, by: .comma)
  }
}

extension ReferralTarget {
  /// Where it goes, as a sentence says it.
  var outside: Phrase {
    Phrase("out to \(words.english)", "转出：\(words.simplified)", "轉出：\(words.traditional)")
  }
}
