/// What is to happen, in order of time; equal times in the order in which they were planned.
struct Agenda<Act> {
  struct Entry {
    let time: Int64
    let sequence: UInt64
    let act: Act
  }

  private var heap: [Entry] = []
  private var planned: UInt64 = 0

  /// The time of the next act, or `nil` when nothing is planned.
  var nextTime: Int64? { heap.first?.time }

  mutating func plan(_ act: Act, at time: Int64) {
    planned += 1
    heap.append(Entry(time: time, sequence: planned, act: act))
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard Self.precedes(heap[child], heap[parent]) else { break }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  mutating func takeNext() -> Entry? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    if heap.isEmpty { return first }
    heap[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
        if Self.precedes(heap[child], heap[least]) { least = child }
      }
      if least == parent { return first }
      heap.swapAt(parent, least)
      parent = least
    }
  }

  private static func precedes(_ left: Entry, _ right: Entry) -> Bool {
    left.time != right.time ? left.time < right.time : left.sequence < right.sequence
  }
}
