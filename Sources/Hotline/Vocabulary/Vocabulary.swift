public import Wire

/// 词汇表: every type of event the hotline records, in a fixed order.
///
/// Whatever describes, shows, reads or checks events by type starts here: JSON, the published
/// schema, the vocabulary pages and the tests all cover what is in this list.
public enum Vocabulary {
  /// Every type: the families in the order of their numbers, in each the order of a case's life.
  public static let types: [any EventPayload.Type] =
    intake + transfer + reply + callback + supervision + reference + outreach + legacy + privacy

  /// The type with this name, as it stands in each record; `nil` for one this version does not know.
  /// - Complexity: O(length of the name).
  public static func type(named name: String) -> (any EventPayload.Type)? {
    places[name].map { types[$0] }
  }

  /// The fields of a type; `nil` for one this version does not know.
  public static func description(of name: String) -> MessageDescription? {
    places[name].map { descriptions[$0] }
  }

  /// Decodes the payload of an event; `nil` for a type this version does not know.
  /// - Throws: ``Wire/WireError`` when the bytes are not the type's message; unknown fields are kept.
  public static func decode(
    _ name: String, _ payload: [UInt8]
  ) throws(WireError) -> (any EventPayload)? {
    guard let type = type(named: name) else { return nil }
    return try type.init(decoding: payload)
  }

  /// Looked up, never walked through: its order differs from run to run.
  private static let places: [String: Int] = Dictionary(
    uniqueKeysWithValues: types.enumerated().map { ($1.typeName, $0) })

  private static let descriptions = types.map { $0.description }

  private static let intake: [any EventPayload.Type] = [
    IntakeRecorded.self, CallEnded.self, CallCutOff.self, CallTransferred.self,
    ThreeWayCallHeld.self, ServiceRefused.self, ReferredToEmergency.self, ReferredToDiscipline.self,
    ReferredToLegalProcedure.self, AnsweredFromKnowledge.self, SupplementAdded.self,
    ReminderReceived.self, MergedInto.self, MergeReceived.self, SplitInto.self, Reclassified.self,
    UrgencySet.self, DifficultySet.self, ConfidentialityRequested.self, ContactDetailsChanged.self,
  ]

  private static let transfer: [any EventPayload.Type] = [
    Dispatched.self, SignedFor.self, ReturnRequested.self, ReturnDecided.self, CoHandlerAdded.self,
    LeadChanged.self, LeaderDispatched.self, GridDispatched.self, ExternalTicketLinked.self,
  ]

  private static let reply: [any EventPayload.Type] = [
    CitizenContacted.self, ArrivedOnSite.self, ProgressReported.self, ExtensionRequested.self,
    ExtensionDecided.self, Suspended.self, Resumed.self, ResultReported.self, ReviewDecided.self,
    CitizenNotified.self, Closed.self, FollowedUp.self, Reopened.self, DueDateRestated.self,
    DeadlineLapsed.self,
  ]

  private static let callback: [any EventPayload.Type] = [
    CallbackAttempted.self, CallbackAnswered.self, SurveyExpired.self, SpotCheckDrawn.self,
    SpotCheckRecorded.self, QualityInspected.self, PatrolInspected.self,
  ]

  private static let supervision: [any EventPayload.Type] = [
    UrgedBySupervision.self, JointSupervisionOpened.self, JointSupervisionClosed.self,
    SiteSupervised.self, CardIssued.self, CardRevoked.self, ExclusionRequested.self,
    ExclusionDecided.self, AppealFiled.self, AppealDecided.self, AccountabilityRecorded.self,
  ]

  private static let reference: [any EventPayload.Type] = [
    RuleSetAdopted.self, CalendarAdopted.self, UnitCreated.self, UnitMerged.self, UnitRenamed.self,
    CategoryDefined.self, KnowledgeItemPublished.self, KnowledgeItemRetired.self, PeriodClosed.self,
    BulletinPublished.self, FigureRestated.self, Corrected.self, ProjectionSwitched.self,
  ]

  private static let outreach: [any EventPayload.Type] = [
    SentimentTagged.self, CareCallMade.self, CounterServed.self, EnterpriseVisited.self,
    SpecialReportIssued.self, CallsSampled.self,
  ]

  private static let legacy: [any EventPayload.Type] = [
    ImportStarted.self, FileImported.self, RowRejected.self, ImportFinished.self,
  ]

  private static let privacy: [any EventPayload.Type] = [
    PersonalDataRestricted.self, PersonalDataErased.self,
  ]
}
