/// Languages in which people read Anjuan.
public enum Language: String, CaseIterable, Sendable {
  /// English.
  case english = "en"
  /// Chinese in simplified characters.
  case simplifiedChinese = "zh-Hans"
  /// Chinese in traditional characters.
  case traditionalChinese = "zh-Hant"

  /// The language of a POSIX locale such as `zh_TW.UTF-8`; English for every other.
  public init(locale: String) {
    let name = locale.lowercased()
    if !name.hasPrefix("zh") {
      self = .english
    } else if name.contains("tw") || name.contains("hk") || name.contains("mo")
      || name.contains("hant")
    {
      self = .traditionalChinese
    } else {
      self = .simplifiedChinese
    }
  }
}

/// One thing said in every ``Language``.
public struct Phrase: Hashable, Sendable {
  /// English.
  public let english: String
  /// Chinese in simplified characters.
  public let simplified: String
  /// Chinese in traditional characters.
  public let traditional: String

  /// A phrase.
  public init(_ english: String, _ simplified: String, _ traditional: String) {
    self.english = english
    self.simplified = simplified
    self.traditional = traditional
  }

  /// The phrase in a language.
  public func callAsFunction(_ language: Language) -> String {
    switch language {
    case .english: english
    case .simplifiedChinese: simplified
    case .traditionalChinese: traditional
    }
  }
}
