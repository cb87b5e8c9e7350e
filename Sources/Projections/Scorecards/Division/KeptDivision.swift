import EventStore

/// 常备口径: sums by a division that are kept up to date beside those by unit, once they were asked for.
struct KeptDivision: Sendable {
  var division: ScoreDivision
  var cube: ScoreCube
  let shelf: FigureShelf
  /// The latest change to any unit when it was made: who is a unit is no person. `nil` where persons are not told apart.
  let unitsAt: Position?
}

extension ScoreView {
  /// Keeps the sums by a division from now on.
  /// - Complexity: O(events) for the first time.
  /// - Throws: ``EventStore/LogError``.
  public mutating func keep(_ division: ScoreDivision) throws {
    if !keeps(division) { kept.append(try making(division)) }
  }

  /// Whether the sums by a division are at hand.
  public func keeps(_ division: ScoreDivision) -> Bool {
    division.isByUnit || kept.contains { $0.division.isLike(division) }
  }

  /// Keeps the sums by a division that another view of the same events keeps.
  public mutating func keep(_ division: ScoreDivision, madeBy other: ScoreView) {
    guard !keeps(division), other.judgedAt == judgedAt, other.ledger.events == ledger.events,
      let made = other.kept.first(where: { $0.division.isLike(division) })
    else { return }
    kept.append(made)
  }

  /// Whether sums by person are kept, so that it must ``know(_:)`` whom events name before it follows them.
  public var keepsPersons: Bool { kept.contains { $0.division.persons != nil } }

  /// Makes the persons of the events known that will be followed next.
  public mutating func know(_ persons: PersonBook) {
    for place in kept.indices where kept[place].division.persons != nil {
      kept[place].division.persons = persons
    }
  }

  private func making(_ division: ScoreDivision) throws -> KeptDivision {
    let view = try ScoreView(ledger, by: basis, division: division)
    return KeptDivision(
      division: division, cube: view.cube, shelf: view.shelf,
      unitsAt: division.persons == nil ? nil : ledger.reference.unitChanges.last?.position)
  }

  /// Takes a ticket's entries and signals out of every sum.
  mutating func remove(_ account: TicketAccount, of number: StreamNumber) {
    let held = [account]
    let entries = Contribution.entries(ofHeld: held, by: basis)
    signals?.remove(held, of: number, by: basis)
    cube.remove(divided(entries, account), of: number, account.state)
    for place in kept.indices {
      let own = kept[place].division.entries(entries, of: account, units.groups)
      kept[place].cube.remove(own, of: number, account.state)
    }
  }

  /// Puts a ticket's entries and signals into every sum.
  mutating func add(_ account: TicketAccount, of number: StreamNumber) {
    let held = [account]
    let entries = Contribution.entries(ofHeld: held, by: basis)
    signals?.add(held, of: number, by: basis)
    cube.add(divided(entries, account), of: number, account.state)
    for place in kept.indices {
      let own = kept[place].division.entries(entries, of: account, units.groups)
      kept[place].cube.add(own, of: number, account.state)
    }
  }

  private func divided(_ entries: [ScoreEntry], _ account: TicketAccount) -> [ScoreEntry] {
    division.isByUnit ? entries : division.entries(entries, of: account, units.groups)
  }

  /// Makes those anew that rest on units which have changed.
  mutating func renewKept() throws {
    let latest = ledger.reference.unitChanges.last?.position
    for place in kept.indices {
      let isOutdated = kept[place].division.persons != nil && kept[place].unitsAt != latest
      if isOutdated { kept[place] = try making(kept[place].division) }
    }
  }
}
