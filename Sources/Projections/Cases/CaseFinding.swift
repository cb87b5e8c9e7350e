public import EventStore
public import Hotline

/// Something in a case's history that contradicts something else, or that somebody should look at;
/// it quotes what was recorded and judges nobody.
public struct CaseFinding: Hashable, Sendable {
  /// The kinds of findings.
  public enum Code: String, Hashable, Sendable {
    /// A lapse was recorded; a later entry claims that the act was in time.
    case lateContradictsRecord
    /// The unit claims the matter solved; the citizen says that it is not.
    case claimContradictsCallback
    /// The number to call was changed between the intake and the callback.
    case contactChangedBeforeCallback
    /// The callback was answered and the case closed within one second.
    case closedWithCallback
    /// The case went to a unit, to another one, and back (A → B → A).
    case pingPong
    /// The rule as adopted gives another due date than the one recorded.
    case dueDateDiffersFromRule
  }

  /// Which kind.
  public var code: Code
  /// The event at which it showed.
  public var position: Position
  /// The earlier event that it stands against; `nil` when there is no single one.
  public var against: Position?
  /// What stands against what.
  public var words: Phrase
}
