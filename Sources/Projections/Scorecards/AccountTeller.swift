import EventStore
import Hotline
import Wire

extension String {
  /// The text of some bytes; what is not UTF-8 is replaced.
  init(repairing bytes: Span<UInt8>) {
    self =
      String(validating: bytes, 0..<bytes.count)
      ?? String(decoding: [UInt8](copying: bytes), as: UTF8.self)
  }
}

/// 记账: tells accounts of the events of their streams, as they were recorded or as other rules would have judged.
struct AccountTeller: Sendable {
  private let retelling: ScoreLedger.Retelling?

  init(_ retelling: ScoreLedger.Retelling?) {
    self.retelling = retelling
  }

  /// Whether limits are made anew.
  var isRetelling: Bool { retelling != nil }

  /// Takes the next event of a stream.
  /// - Parameters:
  ///   - kind: place of its type in the vocabulary; `nil` for one that this version does not know.
  ///   - held: the stream's account, or nothing before its first event of a case's life.
  ///   - unreadable: takes the position of an event whose payload cannot be read.
  /// - Returns: whether it is a case's event.
  func take(
    _ event: borrowing EventView, _ kind: Int?, _ held: inout [TicketAccount],
    _ unreadable: inout [Position]
  ) -> Bool {
    let record = event.record
    let moment = Moment(record)
    let isKnown = !held.isEmpty
    do throws(WireError) {
      guard let kind else {
        if isKnown { held[0].count(at: event.position, moment) }
        return isKnown
      }
      guard Vocabulary.isCaseEvent(at: kind) else {
        if isKnown { held[0].count(at: event.position, moment) }
        _ = try Vocabulary.decode(at: kind, record.payload)
        return isKnown
      }
      if !isKnown {
        held.append(TicketAccount(stream: String(repairing: record.stream)))
      }
      try take(event, kind, moment, &held[0])
      return true
    } catch {
      unreadable.append(event.position)
      guard let kind, Vocabulary.isCaseEvent(at: kind) else { return isKnown }
      if isKnown {
        held[0].count(at: event.position, moment)
      } else {
        held.removeAll()
      }
      return isKnown
    }
  }

  private func take(
    _ event: borrowing EventView, _ kind: Int, _ moment: Moment, _ account: inout TicketAccount
  ) throws(WireError) {
    guard let retelling else {
      try account.fold(kind, event.record, at: event.position, moment)
      return
    }
    let payload = try Vocabulary.decode(at: kind, event.record.payload)
    let actor =
      FactRule.isTraced[kind] ? String(repairing: event.record.actor) : ""
    account.retake(payload, at: event.position, moment, by: actor, retelling)
  }

  /// Lets time pass for an account whose limits are made anew: what falls due by a moment is assumed.
  func passTime(_ held: inout [TicketAccount], to now: Instant?) {
    if let now, let retelling, !held.isEmpty { held[0].passTime(to: now, by: retelling.book) }
  }
}
