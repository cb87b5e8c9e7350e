/// Collects what is set, each with its name.
private struct NamedParts {
  private(set) var parts: [Phrase] = []

  mutating func add(_ name: Phrase, _ value: Phrase?) {
    if let value { parts.append(.joined([name, value], by: Phrase(verbatim: " "))) }
  }

  mutating func add(_ name: Phrase, _ text: String) {
    if !text.isEmpty { add(name, Phrase(verbatim: text)) }
  }

  mutating func add(_ text: Phrase?) {
    if let text { parts.append(text) }
  }

  var words: Phrase { .joined(parts, by: Phrase("; ", "；", "；")) }
}

extension ScoringRule {
  /// Everything but the terms, in words.
  public var words: Phrase {
    var named = NamedParts()
    named.add(title?.words)
    named.add(Phrase("groups", "适用分组", "適用分組"), groups.joined(separator: " / "))
    named.add(Phrase("base points", "基础分", "基礎分"), base)
    named.add(Phrase("floor", "下限", "下限"), floor)
    named.add(Phrase("cap", "上限", "上限"), cap)
    named.add(Phrase("rounding", "总分修约", "總分修約"), rounding?.words)
    named.add(Phrase("minimum sample", "最小样本", "最小樣本"), sampleMin == 0 ? "" : "\(sampleMin)")
    named.add(Phrase("ranking", "排名", "排名"), ranking?.words)
    for level in levels {
      let from = level.from.isEmpty ? "" : " ≥ \(level.from)"
      named.add(
        .joined(
          [level.title?.words ?? Phrase(verbatim: level.id), Phrase(verbatim: from)],
          by: Phrase(verbatim: "")))
    }
    for exclusion in exclusions {
      named.add(
        Phrase(
          "excluded from \(exclusion.measure)", "\(exclusion.measure) 剔除",
          "\(exclusion.measure) 剔除"), .joined(exclusion.grounds.map(\.words), by: .listComma))
    }
    if !satisfied.isEmpty {
      named.add(
        Phrase("counts as satisfied", "满意口径", "滿意口徑"),
        .joined(satisfied.map(\.words), by: .listComma))
    }
    named.add(source.isEmpty ? nil : Phrase(verbatim: "(\(source))"))
    return named.words
  }
}

extension ScoreTerm {
  /// The whole term in words.
  public var words: Phrase {
    var named = NamedParts()
    named.add(title?.words)
    named.add(Phrase("measure", "指标", "指標"), measure)
    named.add(Phrase("weight", "权重", "權重"), weight)
    named.add(Phrase("target", "目标值", "目標值"), target)
    named.add(Phrase("full points", "满分", "滿分"), full)
    named.add(Phrase("for each unit below", "每低一单位", "每低一單位"), slopeBelow)
    named.add(Phrase("for each unit above", "每高一单位", "每高一單位"), slopeAbove)
    let steps = steps.map { "≥ \($0.from): \($0.points)" }.joined(separator: ", ")
    named.add(Phrase("steps", "分档", "分級"), steps)
    named.add(Phrase("floor", "下限", "下限"), floor)
    named.add(Phrase("cap", "上限", "上限"), cap)
    named.add(Phrase("measure rounded", "指标修约", "指標修約"), input?.words)
    named.add(Phrase("points rounded", "得分修约", "得分修約"), rounding?.words)
    named.add(Phrase("without data", "无数据", "無資料"), missing?.words)
    named.add(Phrase("minimum sample", "最小样本", "最小樣本"), sampleMin == 0 ? "" : "\(sampleMin)")
    return named.words
  }
}

extension RoundingSpec {
  /// Digits and mode in words.
  var words: Phrase {
    let mode = (mode ?? .halfUp).words
    let zeros = trims ? Phrase(", no zeros at the end", "，去尾零", "，去尾零") : Phrase(verbatim: "")
    return Phrase(
      "\(digits) digits, \(mode.english)\(zeros.english)",
      "\(digits)位，\(mode.simplified)\(zeros.simplified)",
      "\(digits)位，\(mode.traditional)\(zeros.traditional)")
  }
}

extension RankingRule {
  /// The whole rule in words.
  var words: Phrase {
    var parts = [(order ?? .highestFirst).words, (ties ?? .shared).words]
    if !tieTerms.isEmpty {
      let ids = tieTerms.joined(separator: " / ")
      parts.append(
        Phrase("ties decided by \(ids)", "并列时依次比较 \(ids)", "同分時依序比較 \(ids)"))
    }
    return .joined(parts, by: .comma)
  }
}
