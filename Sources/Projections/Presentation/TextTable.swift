/// A table for a terminal, aligned by ``displayWidth(_:)-(StringProtocol)`` so that Chinese text
/// lines up.
public struct TextTable: Sendable {
  /// One column: its title and how its cells stand.
  public struct Column: Sendable {
    /// Text of the first line.
    public var title: String
    /// Whether cells stand at the right edge, as numbers do.
    public var isNumber: Bool
    /// Whether this column gives way, down to its title, when the table is too wide.
    public var shrinks: Bool

    /// A column.
    public init(_ title: String, isNumber: Bool = false, shrinks: Bool = false) {
      self.title = title
      self.isNumber = isNumber
      self.shrinks = shrinks
    }
  }

  /// The columns, left to right.
  public let columns: [Column]
  /// The rows; a missing cell is empty.
  public private(set) var rows: [[String]] = []

  /// An empty table.
  public init(_ columns: [Column]) {
    self.columns = columns
  }

  /// Adds a row; steering characters are made visible.
  public mutating func add(_ cells: [String]) {
    rows.append(cells.map(\.printable))
  }

  /// Whether columns must give way for a width.
  public func isCut(to width: Int) -> Bool {
    widths.reduce(0, +) + gaps > width
  }

  /// The lines of the table, none wider than `width` as far as the shrinking columns allow.
  ///
  /// Cells that differ only in what is cut lose their middle instead of their end.
  public func lines(width: Int) -> [String] {
    var widths = self.widths
    fit(&widths, width)
    var cells = rows
    for index in columns.indices where columns[index].shrinks {
      Self.shorten(&cells, index, to: widths[index])
    }
    return [render(columns.map(\.title), widths)] + cells.map { render($0, widths) }
  }

  private var widths: [Int] {
    var widths = columns.map { displayWidth($0.title) }
    for row in rows {
      for (index, cell) in row.enumerated() where index < widths.count {
        widths[index] = max(widths[index], displayWidth(cell))
      }
    }
    return widths
  }

  private var gaps: Int { 2 * (columns.count - 1) }

  private static func shorten(_ rows: inout [[String]], _ index: Int, to width: Int) {
    var full: [String: String] = [:]
    var isAmbiguous = false
    for row in rows where index < row.count {
      let other = full.updateValue(row[index], forKey: row[index].shortened(to: width))
      if let other, other != row[index] { isAmbiguous = true }
    }
    for place in rows.indices where index < rows[place].count {
      let cell = rows[place][index]
      rows[place][index] =
        isAmbiguous ? cell.shortenedInside(to: width) : cell.shortened(to: width)
    }
  }

  private func fit(_ widths: inout [Int], _ width: Int) {
    var excess = widths.reduce(0, +) + gaps - width
    while excess > 0 {
      // The widest shrinking column gives way first.
      let candidate = columns.indices.filter { columns[$0].shrinks && widths[$0] > 6 }
        .max { widths[$0] < widths[$1] }
      guard let index = candidate else { return }
      widths[index] -= 1
      excess -= 1
    }
  }

  private func render(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (index, column) in columns.enumerated() {
      let cell = (index < cells.count ? cells[index] : "").shortened(to: widths[index])
      if index > 0 { line += "  " }
      line += column.isNumber ? cell.paddedLeft(to: widths[index]) : cell.padded(to: widths[index])
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
