/// 计数项: what is counted day by day beside the tickets. The raw values are part of the view's bytes.
enum CityTopic: UInt8, CaseIterable, Sendable {
  /// Calls by outcome; the quantity is seconds talked.
  case callOutcome = 1
  /// Calls that were charged; the quantity is seconds charged.
  case callCharged = 2
  /// Calls cut off, by rule; the quantity is seconds talked.
  case callCutOff = 3
  /// Calls handed on, by target.
  case callTransferred = 4
  /// Three-way calls by unit; the quantity is how many settled the matter.
  case threeWayCall = 5
  /// Calls by queue; the quantity is how many were answered.
  case callQueue = 6
  /// Care calls by target group; the quantity is how many reached somebody.
  case careCall = 7
  /// Care calls that found a need of help, by target group.
  case careHelp = 8
  /// Care calls by township.
  case careTownship = 9
  /// Visits by firm; the quantity is the demands raised.
  case enterpriseVisit = 10
  /// Texts found positive, by keyword set.
  case sentimentPositive = 11
  /// Texts found neutral, by keyword set.
  case sentimentNeutral = 12
  /// Texts found negative, by keyword set.
  case sentimentNegative = 13
  /// Answers from the knowledge base by item; no key for a free answer.
  case knowledgeAnswer = 14
  /// Calls judged, by points.
  case quality = 15
  /// Volunteer patrols by finding.
  case patrol = 16
  /// Special reports by topic; the quantity is the cases they rest on.
  case specialReport = 17
  /// Citizens served at counters, by service.
  case counter = 18
  /// Matters that came by a merged line, by line.
  case legacyIntake = 19
  /// Visits to firms, by firm; the quantity is the tickets that follow their demands up.
  case enterpriseFollowUp = 20
}
