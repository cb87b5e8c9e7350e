import EventStore
import Hotline
import Projections

/// Something that is wrong with a bundle, and where.
struct BundleFinding: Equatable {
  /// Position of the event that it concerns, or `nil`.
  var position: Position?
  /// What is wrong.
  var words: Phrase

  /// The place and what is wrong there, in a language.
  func text(_ language: Language) -> String {
    guard let position else { return words(language) }
    let place = Phrase(
      "event at position \(position): ", "位置 \(position) 的事件：", "位置 \(position) 的事件：")
    return place(language) + words(language)
  }
}

extension EvidenceError {
  /// The error in three languages: of what kind it is, and the particulars as they are in English.
  var words: Phrase {
    let kind =
      switch kind {
      case .malformed: ("格式不符", "格式不符")
      case .badSignature: ("签名不成立", "簽章不成立")
      case .noKnownSignature: ("没有所给密钥的签名", "沒有所給金鑰的簽章")
      case .badProof: ("证明不成立", "證明不成立")
      }
    return Phrase(description, "\(kind.0)（\(description)）", "\(kind.1)（\(description)）")
  }
}
