public import EventStore

/// Why an import stopped. What was acknowledged before stays; running the same import again goes on
/// from there.
public enum ImportError: Error, Hashable, Sendable {
  /// A file cannot be read, or is not what it should be; the sentence names it.
  case file(String)
  /// A mapping cannot be used; the sentence names file and line.
  case mapping(String)
  /// The import was asked for in a way that cannot work.
  case usage(String)
  /// The log refused a request of the import.
  case append(AppendError)
  /// The log cannot be read.
  case log(String)
}

extension ImportError: CustomStringConvertible {
  /// One sentence: what, where and how to mend it.
  public var description: String {
    switch self {
    case .file(let text), .mapping(let text), .usage(let text), .log(let text): text
    case .append(let error):
      "the import stopped because \(error); "
        + "what was acknowledged is kept, and the same command goes on from there"
    }
  }
}
