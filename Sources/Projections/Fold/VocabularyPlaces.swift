import Hotline
import Wire

/// Places of event types in the vocabulary, found by the bytes of their names.
enum VocabularyPlaces {
  private static let names: NameTable = {
    var names = NameTable()
    for type in Vocabulary.types { _ = names.number(of: Array(type.typeName.utf8).span) }
    return names
  }()

  /// The place of a type; `nil` for one that this version does not know.
  static func place(of name: Span<UInt8>) -> Int? {
    // Number 0 is the empty name.
    names.known(name).flatMap { $0 == 0 ? nil : Int($0) - 1 }
  }

  /// The place of a type; `nil` for one that this version does not know.
  static func place(of name: String) -> Int? { place(of: Array(name.utf8).span) }
}
