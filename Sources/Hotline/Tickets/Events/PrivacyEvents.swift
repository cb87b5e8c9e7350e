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
    if requester == approver {
      throw Refusal(
        .authority, rule: "two persons",
        "'\(approver)' both asked and approved; another person must approve",
        "申请人与批准人同为“\(approver)”，须由他人批准", "申請人與核准人同為「\(approver)」，須由他人核准")
    }
  }

  /// Whether it is about the value at a path; `caller` is about everything of the caller.
  public func covers(_ path: String) -> Bool {
    paths.isEmpty
      || paths.contains { name in path == name || path.hasPrefix(name + ".") }
  }
}

extension PersonalDataRestricted: PersonalDataDecision {}

extension PersonalDataErased: PersonalDataDecision {}
