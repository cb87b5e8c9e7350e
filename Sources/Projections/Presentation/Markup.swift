/// A piece of HTML, written as a browser writes it when it is asked for `outerHTML`; text is escaped by its type.
public struct Markup: Sendable {
  /// The HTML.
  public let html: String

  /// HTML that is known to be whole: made by this source, never from what users wrote.
  public init(trusted html: String) {
    self.html = html
  }

  /// Text; steering characters are made visible.
  public static func text(_ text: String) -> Markup {
    Markup(trusted: escaped(text.printable))
  }

  /// An element.
  ///
  /// - Parameters:
  ///   - tag: its name, in lower case.
  ///   - attributes: names and values, in order.
  ///   - content: what is inside.
  public static func element(
    _ tag: String, _ attributes: KeyValuePairs<String, String> = [:], _ content: [Markup] = []
  ) -> Markup {
    let names = attributes.map { name, value in " \(name)=\"\(quoted(value))\"" }.joined()
    let end = emptyTags.contains(tag) ? "" : "</\(tag)>"
    return Markup(trusted: "<\(tag)\(names)>" + content.map(\.html).joined() + end)
  }

  /// An element with text inside.
  public static func element(
    _ tag: String, _ attributes: KeyValuePairs<String, String> = [:], text: String
  ) -> Markup {
    element(tag, attributes, [.text(text)])
  }

  /// A text for an element's content.
  public static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\u{A0}": result += "&nbsp;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func quoted(_ text: String) -> String {
    escaped(text).split(separator: "\"", omittingEmptySubsequences: false).joined(
      separator: "&quot;")
  }

  private static let emptyTags = ["br", "input", "meta"]
}
