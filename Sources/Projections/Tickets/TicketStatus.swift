/// Where a ticket stands.
public enum TicketStatus: UInt8, CaseIterable, Sendable {
  /// No case: the stream holds something else, such as an import's account.
  case notACase = 0
  /// Recorded (受理): taken in, and nothing more is known; where every imported call ends.
  case recorded = 1

  /// The status in words.
  public var words: Phrase {
    switch self {
    case .notACase: Phrase("not a case", "非案件", "非案件")
    case .recorded: Phrase("recorded", "受理", "受理")
    }
  }

  /// The status as it stands in JSON.
  public var code: String {
    switch self {
    case .notACase: "notACase"
    case .recorded: "recorded"
    }
  }
}
