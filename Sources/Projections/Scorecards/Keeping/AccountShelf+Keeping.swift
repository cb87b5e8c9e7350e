import EventStore
import Wire

extension AccountShelf {
  /// The briefs in the order of their numbers, each as kinds, marks and last event; a number without an account as 0.
  func keepBriefs(in part: inout WireWriter) {
    forEachSlot { _, slot in
      part.varint(slot.brief.last.rawValue)
      if slot.brief.isEmpty { return }
      part.varint(UInt64(slot.brief.kinds))
      part.varint(UInt64(slot.brief.marks))
    }
  }

  /// A shelf whose accounts are all left to the log.
  init(keptBriefs bytes: Span<UInt8>) throws(WireError) {
    self.init()
    var reader = WireReader(bytes)
    var number: UInt64 = 0
    while !reader.isAtEnd {
      _ = reach(StreamNumber(number))
      let last = Position(try reader.varint())
      if last != .start {
        let kinds = UInt32(truncatingIfNeeded: try reader.varint())
        let marks = UInt32(truncatingIfNeeded: try reader.varint())
        put(
          Slot(inLog: TicketBrief(kinds: kinds, marks: marks, last: last)),
          at: StreamNumber(number))
      }
      number += 1
    }
  }
}
