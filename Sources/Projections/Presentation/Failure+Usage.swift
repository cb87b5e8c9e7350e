extension Failure {
  /// What the parser of arguments says, as one sentence that names the help of the command.
  ///
  /// - Parameters:
  ///   - message: its message; what may be given stands in lines of its own that begin with a dash.
  ///   - full: the message with the usage, which ends with the name of the help.
  ///   - program: name of the program, whose own help is named where no command's is.
  public init(usage message: String, full: String, of program: String) {
    var sentence = ""
    var choices: [String] = []
    for line in message.split(separator: "\n").map(\.trimmed) where !line.isEmpty {
      if line.hasPrefix("- ") {
        choices.append(String(line.dropFirst(2)))
      } else {
        sentence += (sentence.isEmpty ? "" : " ") + line
      }
    }
    while let last = sentence.last, ".: ".contains(last) { sentence.removeLast() }
    if !choices.isEmpty {
      sentence =
        sentence.replacing(". Please provide", with: "; give") + ": "
        + choices.joined(separator: ", ")
    }
    for (shape, advice) in Self.shapes
    where sentence.contains("is invalid for") && sentence.contains(shape) {
      sentence += "; write \(advice)"
    }
    self.init("\(sentence); see `\(Self.help(in: full) ?? "\(program) --help")`", .usage)
  }

  /// How values of some shapes are written.
  private static let shapes = [
    ("<time>", "a day such as 2016-07-01, or 2016-07-01T08:00:00+08:00"),
    ("<position>", "a whole number"),
  ]

  /// The command that shows more, as the parser names it: `See '…' for more information.`
  private static func help(in full: String) -> String? {
    guard let line = full.split(separator: "\n").last(where: { $0.trimmed.hasPrefix("See '") })
    else {
      return nil
    }
    let parts = line.split(separator: "'", omittingEmptySubsequences: false)
    return parts.count == 3 ? String(parts[1]) : nil
  }
}

extension Substring {
  fileprivate var trimmed: String {
    var rest = self
    while rest.first == " " { rest = rest.dropFirst() }
    while rest.last == " " { rest = rest.dropLast() }
    return String(rest)
  }
}
