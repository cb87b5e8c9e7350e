/// 办理动作: Something that can be done to a case, under the name that the HTTP API gives it.
public struct CaseCommand: Sendable {
  /// Its name: the event in the imperative, such as `request-return`; kept for ever.
  public let name: String
  /// The event that it asks to record.
  public let event: any CaseEvent.Type
  /// Whether it is done with the administrator's own program, because recording it is not all of it:
  /// a key must be destroyed too.
  public let isAdministrative: Bool

  init(_ name: String, _ event: any CaseEvent.Type, isAdministrative: Bool = false) {
    self.name = name
    self.event = event
    self.isAdministrative = isAdministrative
  }
}

/// 办理动作表: Which command asks for which event of a case's life.
///
/// Every ``CaseEvent`` has exactly one command, but for two: an intake opens a case and is asked for
/// by that, and a lapse is recorded by the deadline clock alone.
public enum CommandTable {
  /// Every command: by family, in the order of a case's life.
  public static let commands: [CaseCommand] =
    intake + transfer + reply + callback + supervision + correction

  /// The command with this name, or `nil`.
  public static func command(named name: String) -> CaseCommand? {
    commands.first { $0.name == name }
  }

  /// Whether events of a type are recorded by the administrator's own program alone.
  public static func isAdministrative(_ typeName: String) -> Bool {
    administrative.contains(typeName)
  }

  private static let administrative: [String] = commands.filter(\.isAdministrative)
    .map { $0.event.typeName }

  private static let intake: [CaseCommand] = [
    CaseCommand("end-call", CallEnded.self),
    CaseCommand("cut-off-call", CallCutOff.self),
    CaseCommand("transfer-call", CallTransferred.self),
    CaseCommand("hold-three-way-call", ThreeWayCallHeld.self),
    CaseCommand("refuse-service", ServiceRefused.self),
    CaseCommand("refer-to-emergency", ReferredToEmergency.self),
    CaseCommand("refer-to-discipline", ReferredToDiscipline.self),
    CaseCommand("refer-to-legal-procedure", ReferredToLegalProcedure.self),
    CaseCommand("answer-from-knowledge", AnsweredFromKnowledge.self),
    CaseCommand("add-supplement", SupplementAdded.self),
    CaseCommand("remind", ReminderReceived.self),
    CaseCommand("merge", MergedInto.self),
    CaseCommand("receive-merge", MergeReceived.self),
    CaseCommand("split", SplitInto.self),
    CaseCommand("reclassify", Reclassified.self),
    CaseCommand("set-urgency", UrgencySet.self),
    CaseCommand("set-difficulty", DifficultySet.self),
    CaseCommand("request-confidentiality", ConfidentialityRequested.self),
    CaseCommand("change-contact-details", ContactDetailsChanged.self),
  ]

  private static let transfer: [CaseCommand] = [
    CaseCommand("dispatch", Dispatched.self),
    CaseCommand("sign", SignedFor.self),
    CaseCommand("request-return", ReturnRequested.self),
    CaseCommand("decide-return", ReturnDecided.self),
    CaseCommand("add-co-handler", CoHandlerAdded.self),
    CaseCommand("change-lead", LeadChanged.self),
    CaseCommand("dispatch-by-leader", LeaderDispatched.self),
    CaseCommand("dispatch-to-grid", GridDispatched.self),
    CaseCommand("link-external-ticket", ExternalTicketLinked.self),
  ]

  private static let reply: [CaseCommand] = [
    CaseCommand("contact", CitizenContacted.self),
    CaseCommand("arrive", ArrivedOnSite.self),
    CaseCommand("report-progress", ProgressReported.self),
    CaseCommand("request-extension", ExtensionRequested.self),
    CaseCommand("decide-extension", ExtensionDecided.self),
    CaseCommand("suspend", Suspended.self),
    CaseCommand("resume", Resumed.self),
    CaseCommand("report-result", ResultReported.self),
    CaseCommand("review", ReviewDecided.self),
    CaseCommand("notify", CitizenNotified.self),
    CaseCommand("close", Closed.self),
    CaseCommand("follow-up", FollowedUp.self),
    CaseCommand("reopen", Reopened.self),
    CaseCommand("restate-due-dates", DueDateRestated.self),
  ]

  private static let callback: [CaseCommand] = [
    CaseCommand("attempt-callback", CallbackAttempted.self),
    CaseCommand("answer-callback", CallbackAnswered.self),
    CaseCommand("expire-survey", SurveyExpired.self),
    CaseCommand("record-spot-check", SpotCheckRecorded.self),
    CaseCommand("inspect-quality", QualityInspected.self),
    CaseCommand("inspect-on-patrol", PatrolInspected.self),
    CaseCommand("tag-sentiment", SentimentTagged.self),
  ]

  private static let supervision: [CaseCommand] = [
    CaseCommand("urge", UrgedBySupervision.self),
    CaseCommand("open-joint-supervision", JointSupervisionOpened.self),
    CaseCommand("close-joint-supervision", JointSupervisionClosed.self),
    CaseCommand("supervise-on-site", SiteSupervised.self),
    CaseCommand("issue-card", CardIssued.self),
    CaseCommand("revoke-card", CardRevoked.self),
    CaseCommand("request-exclusion", ExclusionRequested.self),
    CaseCommand("decide-exclusion", ExclusionDecided.self),
    CaseCommand("file-appeal", AppealFiled.self),
    CaseCommand("decide-appeal", AppealDecided.self),
    CaseCommand("record-accountability", AccountabilityRecorded.self),
  ]

  private static let correction: [CaseCommand] = [
    CaseCommand("correct", Corrected.self),
    CaseCommand("restrict-personal-data", PersonalDataRestricted.self, isAdministrative: true),
    CaseCommand("erase-personal-data", PersonalDataErased.self, isAdministrative: true),
  ]
}
