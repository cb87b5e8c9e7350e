/// 无数据处理: what a term of a score does when its measure has no data.
public enum MissingTerm: UInt8, Word {
  /// There is no score at all.
  case noScore = 1
  /// The term gives its full points.
  case full = 2
  /// The term gives nothing.
  case zero = 3
  /// The full points of the term are spread over the terms with data, in proportion to theirs.
  case spread = 4

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .noScore: Phrase("no score", "不计总分", "不計總分")
    case .full: Phrase("full points", "计满分", "計滿分")
    case .zero: Phrase("nothing", "计零分", "計零分")
    case .spread: Phrase("spread over the others", "权重分摊", "權重分攤")
    }
  }
}

/// 排名方向: which score comes first.
public enum RankingOrder: UInt8, Word {
  /// The highest score has place 1.
  case highestFirst = 1
  /// The lowest score has place 1.
  case lowestFirst = 2

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .highestFirst: Phrase("highest first", "由高到低", "由高到低")
    case .lowestFirst: Phrase("lowest first", "由低到高", "由低到高")
    }
  }
}

/// 并列处理: which places equal scores take.
public enum TiePlaces: UInt8, Word {
  /// They share a place, and as many places are left out after it: 1, 1, 3.
  case shared = 1
  /// They share a place, and the next place follows: 1, 1, 2.
  case dense = 2

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .shared: Phrase("shared, then a gap", "并列并占位", "並列且佔名次")
    case .dense: Phrase("shared, no gap", "并列不占位", "並列不佔名次")
    }
  }
}
