public import Hotline

/// What is doubtful about a case: the importer's marks, and what a fold noticed; nothing is
/// silently mended.
public struct CaseMarks: OptionSet, Hashable, Sendable {
  /// Bit n stands for ``Hotline/IntakeMark`` n; bit 0 and bit 15 are the fold's own.
  public let rawValue: UInt16

  /// Marks from their bits.
  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// The importer's marks; those with numbers from 15 on become ``unknown``.
  public init(_ marks: IntakeMarks) {
    let known = UInt16(truncatingIfNeeded: marks.rawValue) & 0x7FFE
    rawValue = marks.rawValue >> 15 == 0 ? known : known | 1 << 15
  }

  /// A single mark of the importer.
  public init(_ mark: IntakeMark) {
    self.init(IntakeMarks(mark))
  }

  /// The intake's fields cannot be read.
  public static let unreadable = CaseMarks(rawValue: 1 << 0)
  /// A mark that this version has no room for.
  public static let unknown = CaseMarks(rawValue: 1 << 15)

  /// The marks that are set, one by one.
  public var list: [CaseMarks] {
    (0..<16).map { CaseMarks(rawValue: 1 << $0) }.filter { contains($0) }
  }

  private var intakeMark: IntakeMark? {
    IntakeMark(rawValue: UInt8(rawValue.trailingZeroBitCount))
  }

  /// Name of a single mark in JSON.
  public var code: String {
    if self == .unreadable { return "unreadable" }
    return intakeMark?.name ?? "mark\(rawValue.trailingZeroBitCount)"
  }

  /// A single mark in words.
  public var words: Phrase {
    if self == .unreadable {
      return Phrase(
        "the fields of the intake cannot be read", "受理内容无法读取", "受理內容無法讀取")
    }
    return intakeMark?.words
      ?? Phrase(
        "a mark that this version does not know", "此版本无法识别的标记", "此版本無法識別的標記")
  }
}
