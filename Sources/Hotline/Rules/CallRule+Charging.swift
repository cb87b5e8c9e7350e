extension CallRule {
  /// Seconds of a call that are charged: those beyond the free time. Exactly the free time costs nothing.
  ///
  /// Source: Taipei 1999, the first ten minutes are free.
  public func chargedSeconds(talked seconds: UInt64) -> UInt64 {
    freeSeconds == 0 || seconds <= freeSeconds ? 0 : seconds - freeSeconds
  }

  /// Whether a call of this length cannot have happened, since it is cut off before.
  ///
  /// Source: Kaohsiung 1999, calls are cut off after twelve minutes.
  public func exceedsCutOff(talked seconds: UInt64) -> Bool {
    cutOffSeconds != 0 && seconds > cutOffSeconds
  }
}

extension CallEnded {
  /// Seconds talked, whole seconds begun not counted; `nil` when nobody answered.
  public var talkedSeconds: UInt64? {
    guard let answeredAt, let endedAt, endedAt >= answeredAt else { return nil }
    return UInt64((endedAt.microseconds - answeredAt.microseconds) / 1_000_000)
  }
}
