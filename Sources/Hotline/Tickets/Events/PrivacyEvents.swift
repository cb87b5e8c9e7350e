/// 个人信息处置: A decision about a case's personal values: on a legal ground, asked by one person and approved by another.
public protocol PersonalDataDecision: CaseEvent {
  /// 范围: which disclosures; empty for all of the case.
  var paths: [String] { get set }
  /// 法律依据: on what ground.
  var basis: LegalBasis? { get set }
  /// 申请人: code of who asked.
  var requester: String { get set }
  /// 批准人: code of who approved.
  var approver: String { get set }

  /// Nothing set.
  init()
}

extension PersonalDataDecision {
  /// At any step.
  public static var transition: Transition { Transition(from: .any) }

  /// It needs its ground and two persons: nobody makes a record's contents vanish alone.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    if basis == nil { throw .missing("basis", Phrase("legal basis", "法律依据", "法律依據")) }
    if requester.isEmpty { throw .missing("requester", Phrase("requester", "申请人", "申請人")) }
    if approver.isEmpty { throw .missing("approver", Phrase("approver", "批准人", "核准人")) }
    try Self.check(person: requester, "requester")
    try Self.check(person: approver, "approver")
    if requester == approver {
      throw Refusal(
        .authority, rule: "two persons",
        "'\(approver)' both asked and approved; another person must approve",
        "申请人与批准人同为“\(approver)”，须由他人批准", "申請人與核准人同為「\(approver)」，須由他人核准")
    }
  }

  /// Who asked and who approved stand in the log for good.
  private static func check(person code: String, _ field: String) throws(Refusal) {
    if PersonCode.isAllowed(code) { return }
    throw Refusal(
      .ruleForbids, rule: "codes of persons",
      "'\(field)' stands in the log for ever and must be a code, such as citizen-7: at most 128 bytes without spaces, "
        + "and no telephone or identity number",
      "\(field) 将永久留在日志中，须为代码，例如 citizen-7：不超过 128 字节，不含空格，且不得为电话号码或证件号码",
      "\(field) 將永久留在日誌中，須為代碼，例如 citizen-7：不超過 128 位元組，不含空格，且不得為電話號碼或證件號碼")
  }

  /// Whether it is about the value at a path; `caller` is about everything of the caller.
  public func covers(_ path: String) -> Bool {
    paths.isEmpty
      || paths.contains { name in path == name || path.hasPrefix(name + ".") }
  }
}

extension PersonalDataRestricted: PersonalDataDecision {}

extension PersonalDataErased: PersonalDataDecision {}
