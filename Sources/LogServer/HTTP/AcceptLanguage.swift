import Hummingbird
import Projections

extension Language {
  /// The language that a client prefers among those this program speaks (RFC 9110 §12.5.4); English when it names none.
  ///
  /// Chinese with a script or a region counts as its script (`zh-TW`, `zh-HK`, `zh-MO` are traditional); `zh` alone is
  /// simplified.
  init(acceptLanguage header: String?) {
    var best: (language: Language, weight: Int)?
    for range in (header ?? "").split(separator: ",") {
      let parts = range.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
      guard let tag = parts.first?.lowercased() else { continue }
      let weight = parts.dropFirst().first.map { Self.weight($0.lowercased()) } ?? 1_000
      guard weight > 0, let language = Self.spoken(tag) else { continue }
      if best.map({ weight > $0.weight }) ?? true { best = (language, weight) }
    }
    self = best?.language ?? .english
  }

  private static func spoken(_ tag: String) -> Language? {
    if tag == "*" || tag == "en" || tag.hasPrefix("en-") { return .english }
    if tag == "zh" || tag.hasPrefix("zh-") { return Language(locale: tag) }
    return nil
  }

  /// Thousandths: `q=0.8` is 800; 0 for what is no weight.
  private static func weight(_ text: String) -> Int {
    guard text.hasPrefix("q=") else { return 0 }
    let digits = text.dropFirst(2).split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = digits.first.flatMap({ Int($0) }), (0...1).contains(whole) else { return 0 }
    guard digits.count > 1 else { return whole * 1_000 }
    let fraction = digits[1].prefix(3)
    guard digits.count == 2, fraction.allSatisfy({ "0"..."9" ~= $0 }),
      let value = Int(fraction + String(repeating: "0", count: 3 - fraction.count))
    else { return 0 }
    return min(whole * 1_000 + value, 1_000)
  }
}
