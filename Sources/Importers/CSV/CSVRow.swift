/// The shape of one row: where its fields lie in the buffer it was found in.
struct CSVRow {
  /// Most fields of a row that are told apart.
  static let fieldsMax = 1024

  /// How a search for a row ended.
  enum Outcome {
    /// A row was found.
    case row
    /// An empty line was found.
    case blank
    /// The buffer ends inside the row; with the line of a quote that is still open.
    case incomplete(openQuoteLine: UInt64?)
  }

  /// A field: a range of the buffer, or of the scratch where doubled quotes were undone.
  struct Field {
    var lower: Int32 = 0
    var upper: Int32 = 0
    var inScratch = false
  }

  /// Number of fields; those beyond ``fieldsMax`` are counted but not kept.
  private(set) var fieldCount = 0
  /// Whether text follows a closing quote.
  private(set) var hasBadQuote = false
  /// Whether the row holds a NUL byte.
  private(set) var hasNUL = false
  /// Whether a carriage return stands outside quotes and ends no line.
  private(set) var hasLoneReturn = false
  /// The row in the buffer, without its line end.
  private(set) var range = 0..<0
  /// First byte after the row's line end.
  private(set) var end = 0
  /// Line feeds inside quotes.
  private(set) var innerLines: UInt64 = 0
  /// Content of fields whose doubled quotes were undone.
  private(set) var scratch: [UInt8] = []

  private var fields = [Field](repeating: Field(), count: CSVRow.fieldsMax)
  private let delimiter: UInt8
  private let delimiterWord: UInt64
  /// First carriage return outside quotes, in the buffer.
  private var firstReturn = Int.max

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let quoteWord = repeated(quote)
  private static let lineFeedWord = repeated(lineFeed)
  private static let carriageReturnWord = repeated(carriageReturn)

  init(delimiter: UInt8) {
    self.delimiter = delimiter
    delimiterWord = Self.repeated(delimiter)
  }

  /// A field of the row.
  func field(_ index: Int) -> Field {
    precondition(index < fieldCount, "the row has no such field")
    return fields[index]
  }

  /// Finds the row that starts at `start`.
  ///
  /// - Parameters:
  ///   - buffer: the bytes; at least eight bytes longer than `limit`.
  ///   - limit: end of what was read.
  ///   - isWhole: whether the file ends at `limit`.
  ///   - line: line of `start`.
  mutating func scan(
    _ buffer: [UInt8], from start: Int, to limit: Int, isWhole: Bool, line: UInt64
  ) -> Outcome {
    let bytes = buffer.span
    fieldCount = 0
    hasBadQuote = false
    hasNUL = false
    hasLoneReturn = false
    firstReturn = .max
    innerLines = 0
    scratch.removeAll(keepingCapacity: true)
    var fieldStart = start
    while true {
      var wasQuoted = false
      var contentEnd = fieldStart
      var field = Field()
      if fieldStart < limit, bytes[fieldStart] == Self.quote {
        let openLine = line + innerLines
        guard let quoted = scanQuoted(bytes, from: fieldStart, to: limit, isWhole: isWhole) else {
          return .incomplete(openQuoteLine: openLine)
        }
        wasQuoted = true
        field = quoted.field
        contentEnd = quoted.end
      }
      let stop = findEnd(bytes, from: contentEnd, to: limit)
      if stop == limit, !isWhole {
        hasLoneReturn = firstReturn < limit - 1
        return .incomplete(openQuoteLine: nil)
      }
      let isLast = stop == limit || bytes[stop] == Self.lineFeed
      var upper = stop
      if isLast, upper > contentEnd, bytes[upper - 1] == Self.carriageReturn { upper -= 1 }
      if firstReturn < upper { hasLoneReturn = true }
      if !wasQuoted {
        field = Field(lower: Int32(fieldStart), upper: Int32(upper))
      } else if upper > contentEnd {
        hasBadQuote = true
        field = Field(lower: Int32(fieldStart), upper: Int32(upper))
      }
      if fieldCount < Self.fieldsMax { fields[fieldCount] = field }
      fieldCount += 1
      if isLast {
        range = start..<upper
        end = min(stop + 1, limit)
        return fieldCount == 1 && range.isEmpty ? .blank : .row
      }
      fieldStart = stop + 1
    }
  }

  /// Whole lines without a quote and without a carriage return that ends no line: where they end, how many they are, and how
  /// many bytes the first has.
  /// - Parameter limit: end of what was read; `bytes` are at least eight more.
  static func plainLines(
    _ bytes: Span<UInt8>, from start: Int, to limit: Int
  ) -> (end: Int, count: UInt64, firstBytes: Int) {
    var found = (end: start, count: UInt64(0), firstBytes: 0)
    var at = start
    while at < limit {
      let word = bytes.word(at: at)
      let feeds = zeroBytes(word ^ lineFeedWord)
      // The next word tells of a carriage return at the end of this one.
      let feedAfter = at + 8 < limit && bytes[at + 8] == lineFeed
      let feedsNext = feeds >> 8 | (feedAfter ? 1 << 63 : 0)
      let stops = zeroBytes(word ^ quoteWord) | zeroBytes(word ^ carriageReturnWord) & ~feedsNext
      let plain = stops == 0 ? 8 : stops.trailingZeroBitCount / 8
      let ends = feeds & lowBytes(min(plain, limit - at))
      if ends != 0 {
        if found.count == 0 { found.firstBytes = at + ends.trailingZeroBitCount / 8 - start }
        found.count += UInt64(ends.nonzeroBitCount)
        found.end = at + 8 - ends.leadingZeroBitCount / 8
      }
      if stops != 0 { break }
      at += 8
    }
    return found
  }

  /// First delimiter or line feed from `start` on, or `limit`; notes NUL bytes and carriage returns on the way.
  @inline(__always)
  private mutating func findEnd(_ bytes: Span<UInt8>, from start: Int, to limit: Int) -> Int {
    var at = start
    while at < limit {
      let word = bytes.word(at: at)
      let hits = Self.zeroBytes(word ^ delimiterWord) | Self.zeroBytes(word ^ Self.lineFeedWord)
      let stop = hits == 0 ? at + 8 : at + hits.trailingZeroBitCount / 8
      let nul = Self.zeroBytes(word)
      if nul != 0, at + nul.trailingZeroBitCount / 8 < min(stop, limit) { hasNUL = true }
      let returns = Self.zeroBytes(word ^ Self.carriageReturnWord)
      if returns != 0 {
        let first = at + returns.trailingZeroBitCount / 8
        if first < min(stop, limit) { firstReturn = min(firstReturn, first) }
      }
      if hits != 0 { return min(stop, limit) }
      at += 8
    }
    return limit
  }

  /// Passes over a quoted field; `nil` when its closing quote is not in the buffer.
  private mutating func scanQuoted(
    _ bytes: Span<UInt8>, from start: Int, to limit: Int, isWhole: Bool
  ) -> (field: Field, end: Int)? {
    let content = start + 1
    var at = content
    var copied = content
    let scratchStart = scratch.count
    var hasDoubled = false
    while true {
      let quote = findQuote(bytes, from: at, to: limit)
      if quote == limit { return nil }
      if quote + 1 == limit, !isWhole { return nil }
      if quote + 1 < limit, bytes[quote + 1] == Self.quote {
        hasDoubled = true
        scratch.append(block: bytes.extracting(copied..<(quote + 1)))
        copied = quote + 2
        at = copied
        continue
      }
      guard hasDoubled else {
        return (Field(lower: Int32(content), upper: Int32(quote)), quote + 1)
      }
      scratch.append(block: bytes.extracting(copied..<quote))
      return (
        Field(lower: Int32(scratchStart), upper: Int32(scratch.count), inScratch: true), quote + 1
      )
    }
  }

  /// First quote from `start` on, or `limit`; counts line feeds and notes NUL bytes on the way.
  private mutating func findQuote(_ bytes: Span<UInt8>, from start: Int, to limit: Int) -> Int {
    var at = start
    while at < limit {
      let word = bytes.word(at: at)
      let hits = Self.zeroBytes(word ^ Self.quoteWord)
      let stop = min(hits == 0 ? at + 8 : at + hits.trailingZeroBitCount / 8, limit)
      let before = Self.lowBytes(stop - at)
      innerLines += UInt64((Self.zeroBytes(word ^ Self.lineFeedWord) & before).nonzeroBitCount)
      if Self.zeroBytes(word) & before != 0 { hasNUL = true }
      if hits != 0 { return stop }
      at += 8
    }
    return limit
  }

  /// The highest bit of each byte that is zero.
  @inline(__always)
  private static func zeroBytes(_ word: UInt64) -> UInt64 {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    return ~(((word & low) &+ low) | word | low)
  }

  /// A mask of the first `count` bytes, 0 to 8.
  private static func lowBytes(_ count: Int) -> UInt64 {
    count >= 8 ? .max : (1 << UInt64(count * 8)) - 1
  }

  private static func repeated(_ byte: UInt8) -> UInt64 {
    UInt64(byte) &* 0x0101_0101_0101_0101
  }
}
