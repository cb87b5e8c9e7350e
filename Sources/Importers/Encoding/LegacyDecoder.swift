import EventStore

/// Reads a file of a legacy encoding as UTF-8.
///
/// Bytes that are no character become 0xFF, which no UTF-8 text holds: such a row is rejected where it matters, and
/// never guessed at.
struct LegacyDecoder: RowConverter {
  private static let invalid: UInt8 = 0xFF

  private let converter: TextConverter
  private var raw = [UInt8](repeating: 0, count: 65_536)
  /// Bytes of a character that the last piece cut off.
  private var kept = 0
  private var text: [UInt8] = []
  private var given = 0
  private var isAtEnd = false

  /// A decoder of an encoding.
  init(_ encoding: TextEncoding) throws(ImportError) {
    do {
      converter = try TextConverter(from: encoding, to: .utf8)
    } catch {
      throw .file(error.description)
    }
  }

  mutating func read(
    _ source: inout ByteSource, into buffer: inout [UInt8], at offset: Int, upTo count: Int
  ) throws(ImportError) -> Int {
    while given == text.count, !isAtEnd { try fill(&source) }
    let part = min(count, text.count - given)
    for index in 0..<part { buffer[offset + index] = text[given + index] }
    given += part
    return part
  }

  private mutating func fill(_ source: inout ByteSource) throws(ImportError) {
    var piece = text
    text = []
    piece.removeAll(keepingCapacity: true)
    given = 0
    let got = try source.read(into: &raw, at: kept, upTo: raw.count - kept)
    let end = kept + got
    isAtEnd = got == 0
    var at = 0
    while at < end {
      let (taken, stop) = converter.convert(raw.span.extracting(at..<end), into: &piece)
      at += taken
      if stop == .incomplete, !isAtEnd { break }
      if stop != .done {
        piece.append(Self.invalid)
        at += 1
      }
    }
    text = piece
    kept = end - at
    for index in 0..<kept { raw[index] = raw[at + index] }
  }
}
