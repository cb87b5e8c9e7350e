public import Wire

/// 词汇表: every type of event the hotline records, in a fixed order.
///
/// Whatever describes, shows, reads or checks events by type starts here: JSON, the published
/// schema, the vocabulary pages and the tests all cover what is in this list.
public enum Vocabulary {
  /// Every type: the families in the order of their numbers, in each the order of a case's life.
  public static let types: [any EventPayload.Type] = kinds.map(\.type)

  /// The same, with what folding needs of each.
  static let kinds: [PayloadKind] =
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

  private static let intake: [PayloadKind] = [
    .of(IntakeRecorded.self), .of(CallEnded.self), .of(CallCutOff.self), .of(CallTransferred.self),
    .of(ThreeWayCallHeld.self), .of(ServiceRefused.self), .of(ReferredToEmergency.self),
    .of(ReferredToDiscipline.self),
    .of(ReferredToLegalProcedure.self), .of(AnsweredFromKnowledge.self), .of(SupplementAdded.self),
    .of(ReminderReceived.self), .of(MergedInto.self), .of(MergeReceived.self), .of(SplitInto.self),
    .of(Reclassified.self),
    .of(UrgencySet.self), .of(DifficultySet.self), .of(ConfidentialityRequested.self),
    .of(ContactDetailsChanged.self),
  ]

  private static let transfer: [PayloadKind] = [
    .of(Dispatched.self), .of(SignedFor.self), .of(ReturnRequested.self), .of(ReturnDecided.self),
    .of(CoHandlerAdded.self),
    .of(LeadChanged.self), .of(LeaderDispatched.self), .of(GridDispatched.self),
    .of(ExternalTicketLinked.self),
  ]

  private static let reply: [PayloadKind] = [
    .of(CitizenContacted.self), .of(ArrivedOnSite.self), .of(ProgressReported.self),
    .of(ExtensionRequested.self),
    .of(ExtensionDecided.self), .of(Suspended.self), .of(Resumed.self), .of(ResultReported.self),
    .of(ReviewDecided.self),
    .of(CitizenNotified.self), .of(Closed.self), .of(FollowedUp.self), .of(Reopened.self),
    .of(DueDateRestated.self),
    .of(DeadlineLapsed.self),
  ]

  private static let callback: [PayloadKind] = [
    .of(CallbackAttempted.self), .of(CallbackAnswered.self), .of(SurveyExpired.self),
    .of(SpotCheckDrawn.self),
    .of(SpotCheckRecorded.self), .of(QualityInspected.self), .of(PatrolInspected.self),
  ]

  private static let supervision: [PayloadKind] = [
    .of(UrgedBySupervision.self), .of(JointSupervisionOpened.self),
    .of(JointSupervisionClosed.self),
    .of(SiteSupervised.self), .of(CardIssued.self), .of(CardRevoked.self),
    .of(ExclusionRequested.self),
    .of(ExclusionDecided.self), .of(AppealFiled.self), .of(AppealDecided.self),
    .of(AccountabilityRecorded.self),
  ]

  private static let reference: [PayloadKind] = [
    .of(RuleSetAdopted.self), .of(CalendarAdopted.self), .of(UnitCreated.self),
    .of(UnitMerged.self), .of(UnitRenamed.self),
    .of(CategoryDefined.self), .of(KnowledgeItemPublished.self), .of(KnowledgeItemRetired.self),
    .of(PeriodClosed.self),
    .of(BulletinPublished.self), .of(FigureRestated.self), .of(Corrected.self),
    .of(ProjectionSwitched.self), .of(InventoryTaken.self),
  ]

  private static let outreach: [PayloadKind] = [
    .of(SentimentTagged.self), .of(CareCallMade.self), .of(CounterServed.self),
    .of(EnterpriseVisited.self),
    .of(SpecialReportIssued.self), .of(CallsSampled.self),
  ]

  private static let legacy: [PayloadKind] = [
    .of(ImportStarted.self), .of(FileImported.self), .of(RowRejected.self),
    .of(ImportFinished.self),
  ]

  private static let privacy: [PayloadKind] = [
    .of(PersonalDataRestricted.self), .of(PersonalDataErased.self), .of(ValuesShown.self),
  ]
}
