import EventStore
import Projections

/// How text is laid out: width, language, colour.
struct Layout {
  var width: Int
  var language: Language
  var isColoured = false

  /// What a piece of text is, for colouring.
  enum Role {
    case heading
    case label
    case caution
    case alarm
  }

  /// The text in the colour of its role.
  func paint(_ text: String, _ role: Role) -> String {
    guard isColoured, !text.isEmpty else { return text }
    let code =
      switch role {
      case .heading: "1"
      case .label: "2"
      case .caution: "33"
      case .alarm: "31;1"
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  /// A phrase in the layout's language.
  func callAsFunction(_ english: String, _ simplified: String, _ traditional: String) -> String {
    Phrase(english, simplified, traditional)(language)
  }

  /// Lines of a label and its value: the value is wrapped, and goes on below its own beginning.
  func labelled(
    _ label: String, _ value: String, indent: Int, labelWidth: Int, role: Role? = nil
  ) -> [String] {
    let left = String(repeating: " ", count: indent)
    let valueColumn = indent + labelWidth + 2
    let pieces = value.printable.wrapped(to: max(16, width - valueColumn))
    return pieces.enumerated().map { index, piece in
      let shown = role.map { paint(piece, $0) } ?? piece
      let head = index == 0 ? paint(label.padded(to: labelWidth), .label) : ""
      let gap = index == 0 ? "  " : String(repeating: " ", count: labelWidth + 2)
      return trimmed(left + head + gap + shown)
    }
  }

  private func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}

/// Collects output and hands it to standard output in large pieces.
struct Output {
  private var bytes: [UInt8] = []
  private let endsUnread: Bool

  /// - Parameter endsUnread: whether the process ends, without an error, as soon as nobody reads any more.
  init(endsUnread: Bool = false) {
    self.endsUnread = endsUnread
    bytes.reserveCapacity(1 << 16)
  }

  /// Adds a line.
  mutating func line(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    bytes.append(0x0A)
    if bytes.count > 60_000 { flush() }
  }

  /// Adds lines.
  mutating func lines(_ texts: [String]) {
    for text in texts { line(text) }
  }

  /// Writes what was collected. What could not be written is told when the program ends, or here when it would only go on
  /// for nothing.
  mutating func flush() {
    guard !bytes.isEmpty else { return }
    if !Terminal.write(bytes), endsUnread { Main.end(0) }
    bytes.removeAll(keepingCapacity: true)
  }
}
