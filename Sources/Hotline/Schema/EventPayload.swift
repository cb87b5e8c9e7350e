/// The payload of a kind of event: a message whose name is the event's type.
///
/// A name is never given a second meaning; a changed payload gets a higher schema version instead.
public protocol EventPayload: WireMessage {
  /// Which part of a case's life, or of the hotline's, it belongs to.
  static var family: EventFamily { get }
  /// The rule, standard or report that asks for it.
  static var source: String { get }
  /// Version of the payload's schema that this source writes.
  static var schemaVersion: UInt32 { get }
  /// Personal values that may go with the event as disclosures; never in the payload.
  static var disclosures: [DisclosurePath] { get }
}

extension EventPayload {
  /// The first version.
  public static var schemaVersion: UInt32 { 1 }
  /// None.
  public static var disclosures: [DisclosurePath] { [] }
  /// Name of the type, as it stands in each record.
  public static var typeName: String { schema.name }
  /// The schema without its type.
  public static var description: MessageDescription { schema.description }
}

/// Where the value of a personal field goes, and what it is called.
public struct DisclosurePath: Hashable, Sendable {
  /// Path of the disclosure, such as `caller.phone`.
  public let path: String
  /// What it is called.
  public let words: Phrase

  /// A path.
  public init(_ path: String, _ words: Phrase) {
    self.path = path
    self.words = words
  }
}

/// 事件类别: the families of events.
public enum EventFamily: UInt8, Word {
  /// Calls, and how a matter comes in.
  case intake = 1
  /// Who handles it.
  case transfer = 2
  /// What the units do and say.
  case reply = 3
  /// What the citizen and inspectors say.
  case callback = 4
  /// Orders, cards, exclusions and appeals.
  case supervision = 5
  /// Rules, calendars, units, knowledge and publications.
  case reference = 6
  /// What the hotline does of its own accord.
  case outreach = 7
  /// Imports of legacy files.
  case legacy = 8
  /// Restriction and erasure of personal data.
  case privacy = 9

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .intake: Phrase("intake and call", "受理与通话", "受理與通話")
    case .transfer: Phrase("transfer", "流转", "流轉")
    case .reply: Phrase("reply", "办理", "辦理")
    case .callback: Phrase("callback", "回访", "回訪")
    case .supervision: Phrase("supervision", "督办", "督辦")
    case .reference: Phrase("reference and publication", "基础数据与发布", "基礎資料與發布")
    case .outreach: Phrase("outreach and opinion", "主动服务与舆情", "主動服務與輿情")
    case .legacy: Phrase("import", "导入", "匯入")
    case .privacy: Phrase("privacy", "个人信息", "個人資料")
    }
  }
}
