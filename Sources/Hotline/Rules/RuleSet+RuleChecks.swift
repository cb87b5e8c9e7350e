// Findings about clocks, routes, cards and what units may ask for.
extension RuleSet {
  func checkClocks(_ check: inout RuleCheck) {
    for (index, clock) in clocks.enumerated() {
      let place: [PlaceStep] = [.key("clocks"), .item(index)]
      func under(_ key: String) -> [PlaceStep] { place + [.key(key)] }
      if clock.id.isEmpty || clock.id.contains("#") {
        check.find(at: under("id"), "must be a name without '#'")
      }
      if clock.start == nil { check.find(at: place, "lacks its start; say what starts it") }
      if clock.end == nil { check.find(at: place, "lacks its end; say which act it asks for") }
      if let flaw = clock.limit.map(\.flaw) ?? "is missing; write it as '6 working days'" {
        check.find(at: under("limit"), flaw)
      }
      checkOffice(clock.counting, clock.limit, under("counting"), &check)
      checkCase(clock.when, under("when"), &check)
      let rivals = clocks[..<index].filter {
        !clock.group.isEmpty && $0.group.utf8.elementsEqual(clock.group.utf8)
          && $0.start == clock.start
      }
      checkReach(clock.when, after: rivals.map { ($0.id, $0.when) }, place, &check)
    }
  }

  /// Whether a rule is ever used that stands after others of which the first that fits counts.
  private func checkReach(
    _ when: RuleCase?, after rivals: [(id: String, when: RuleCase?)], _ place: [PlaceStep],
    _ check: inout RuleCheck
  ) {
    if let first = rivals.first(where: { $0.when?.isAlways ?? true }) {
      check.find(
        at: place,
        "stands after '\(first.id)', which fits every case, and is never used; put it before")
    }
    if let other = rivals.first(where: { when?.overlaps($0.when) ?? false }) {
      check.find(
        at: place + [.key("when"), .key("time")],
        "overlaps the time of '\(other.id)', whose case is otherwise the same; let one end where the other begins"
      )
    }
  }

  private func hasCard(for clock: String) -> Bool {
    cards.contains { rule in
      rule.clocks.isEmpty || rule.clocks.contains { $0.utf8.elementsEqual(clock.utf8) }
    }
  }

  /// Counting by opening hours needs opening hours.
  private func checkOffice(
    _ counting: Counting?, _ limit: LimitSpec?, _ place: [PlaceStep], _ check: inout RuleCheck
  ) {
    guard opening.isEmpty else { return }
    if counting?.dueAt == .closing || counting?.afterHours == .nextOpening
      || limit?.unit == .workingHours
    {
      check.find(
        at: place,
        "counts by opening hours, and the rule set has none; add 'opening: [09:00-17:00]'")
    }
  }

  func checkRoutes(_ check: inout RuleCheck) {
    check.findRepeated(routes.map(\.id)) { [.key("routes"), .item($0), .key("id")] }
    for (index, route) in routes.enumerated() {
      let place: [PlaceStep] = [.key("routes"), .item(index)]
      if route.id.isEmpty { check.find(at: place + [.key("id")], "is empty; name the route") }
      checkCase(route.when, place + [.key("when")], &check)
      if route.lead.isEmpty == (route.referral == nil) {
        check.find(at: place, "must have a lead or a referral, and not both")
      }
      if route.lead.isEmpty, !route.coHandlers.isEmpty {
        check.find(at: place + [.key("co-handlers")], "need a lead; name it")
      }
      if let next = self.next(of: route), next == nil {
        check.find(
          at: place + [.key("next")], "names the route '\(route.next)', which there is not; add it")
      } else if let circle = circle(from: index) {
        check.find(
          at: place + [.key("next")],
          "runs in a circle: \(circle.joined(separator: " → ")); end the chain somewhere")
      }
      if !routes.contains(where: { $0.next.utf8.elementsEqual(route.id.utf8) }) {
        checkReach(route.when, after: routes[..<index].map { ($0.id, $0.when) }, place, &check)
      }
    }
  }

  /// Index of the route that follows; `nil` for none, `.some(nil)` for one that there is not.
  private func next(of route: RouteRule) -> Int?? {
    if route.next.isEmpty { return nil }
    return .some(routes.firstIndex { $0.id.utf8.elementsEqual(route.next.utf8) })
  }

  /// The ids of a chain that comes back to where it began, or `nil`.
  private func circle(from start: Int) -> [String]? {
    var ids = [routes[start].id]
    var at = start
    while ids.count <= routes.count, case .some(.some(let following)) = next(of: routes[at]) {
      ids.append(routes[following].id)
      if following == start { return ids }
      at = following
    }
    return nil
  }

  func checkCards(_ check: inout RuleCheck) {
    check.findRepeated(cards.map(\.id)) { [.key("cards"), .item($0), .key("id")] }
    for (index, card) in cards.enumerated() {
      let place: [PlaceStep] = [.key("cards"), .item(index)]
      if card.id.isEmpty { check.find(at: place + [.key("id")], "is empty; name the card rule") }
      if card.colour == nil { check.find(at: place, "lacks its colour; write yellow or red") }
      for (number, id) in card.clocks.enumerated()
      where !clocks.contains(where: { $0.id.utf8.elementsEqual(id.utf8) }) {
        check.find(
          at: place + [.key("clocks"), .item(number)],
          "names the clock '\(id)', which there is not; correct it")
      }
      if let flaw = card.after.flatMap(\.flaw) { check.find(at: place + [.key("after")], flaw) }
      checkOffice(nil, card.after, place + [.key("after")], &check)
    }
    for (index, clock) in clocks.enumerated()
    where clock.consequence == .card && !hasCard(for: clock.id) {
      check.find(
        .key("clocks"), .item(index), .key("consequence"),
        reason: "is a card, and no card rule takes this clock; add one")
    }
  }

  func checkHandling(_ check: inout RuleCheck) {
    check.findRepeated(extensions.map(\.authority)) { [.key("extensions"), .item($0)] }
    for (index, rule) in extensions.enumerated() {
      let days = rule.workingDaysMax
      if days == 0 || days > LimitSpec.amountMax(.workingDays) || rule.authority.isEmpty {
        check.find(
          .key("extensions"), .item(index),
          reason:
            "must name an authority and 1 to \(LimitSpec.amountMax(.workingDays)) working days")
      }
    }
    if let flaw = returns?.within.flatMap(\.flaw) {
      check.find(.key("returns"), .key("within"), reason: flaw)
    }
    checkRepeatedWords(returns?.grounds ?? [], [.key("returns"), .key("grounds")], &check)
    checkRepeatedWords(callback?.questions ?? [], [.key("callback"), .key("questions")], &check)
    checkRepeatedWords(exclusions, [.key("exclusions")], &check)
    if let callback, callback.questions.isEmpty || callback.attemptsMax == 0 {
      check.find(.key("callback"), reason: "needs a question and at least one attempt")
    }
    if let callback, callback.sharePermille == 0 || callback.sharePermille > 1_000 {
      check.find(.key("callback"), .key("share"), reason: "must be more than 0 % and at most 100 %")
    }
    for (index, period) in periods.enumerated() {
      let place: [PlaceStep] = [.key("periods"), .item(index)]
      if !(1...12).contains(period.firstMonth) {
        check.find(at: place + [.key("first-month")], "must be a month from 1 to 12")
      }
      if period.kind == nil {
        check.find(at: place, "lacks its kind: month, quarter, half or year")
      }
      if periods[..<index].contains(where: { $0.kind == period.kind }) {
        check.find(at: place, "repeats a period that stands above; remove one")
      }
    }
    if let spot = self.check, spot.perPeriod == 0 || spot.perPeriod > 100_000 || spot.period == nil
    {
      check.find(
        .key("spot-checks"),
        reason: "must draw 1 to 100000 tickets each month, quarter, half or year")
    }
    for (index, matter) in excludedMatters.enumerated() {
      let place: [PlaceStep] = [.key("not-assessed"), .item(index)]
      checkCase(matter.when, place + [.key("when")], &check)
      if matter.ground == nil || matter.when?.isAlways ?? true {
        check.find(at: place, "must say which matters and on which ground")
      }
    }
    check.findRepeated(kinds) { [.key("kinds"), .item($0)] }
    check.findRepeated(channels) { [.key("channels"), .item($0)] }
    check.findRepeated(languages) { [.key("languages"), .item($0)] }
    check.findRepeated(queues.map(\.id)) { [.key("queues"), .item($0), .key("id")] }
  }

  private func checkRepeatedWords<W: Word>(
    _ words: [W], _ place: [PlaceStep], _ check: inout RuleCheck
  ) {
    check.findRepeated(words.map(\.name)) { place + [.item($0)] }
  }

  /// A case may ask only for kinds and channels that the rule set lists, when it lists any.
  private func checkCase(_ when: RuleCase?, _ place: [PlaceStep], _ check: inout RuleCheck) {
    guard let when else { return }
    for (list, known, key) in [(when.kinds, kinds, "kind"), (when.channels, channels, "channel")]
    where !known.isEmpty {
      for code in list where !known.contains(where: { $0.utf8.elementsEqual(code.utf8) }) {
        check.find(
          at: place + [.key(key)],
          "names '\(code)', which is not among the rule set's \(key)s; add it there")
      }
    }
    if let window = when.window,
      window.fromSecond == window.untilSecond || window.fromSecond >= 86_400
        || window.untilSecond > 86_400
    {
      check.find(at: place + [.key("time")], "is empty or no stretch of a day; write 08:00-18:00")
    }
  }
}

extension RuleCase {
  /// Whether it fits every matter at every time.
  var isAlways: Bool {
    kinds.isEmpty && categories.isEmpty && channels.isEmpty && urgency == nil && difficulty == nil
      && handling == nil && window == nil
  }

  /// Whether it is another's case but for the time of day, and the times overlap.
  func overlaps(_ other: RuleCase?) -> Bool {
    guard let window, var other, let otherWindow = other.window else { return false }
    other.window = window
    return other == self && window.overlaps(otherWindow)
  }
}

extension DayInterval {
  /// Whether two stretches of the day share a second; either may pass midnight.
  func overlaps(_ other: DayInterval) -> Bool {
    contains(other.fromSecond) || other.contains(fromSecond)
  }
}
