/// Mappings that are found by name, without a file: the files of `fixtures/mappings`.
enum BuiltInMappings {
  /// Names and texts, sorted by name.
  static var all: [(name: String, yaml: String)] {
    files.map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) }
  }

  /// Their names, sorted.
  static var names: [String] { files.map(\.name) }

  private static var files: [(name: String, bytes: [UInt8])] {
    [
      ("boston-311", PackageResources.mapping_boston_311_yaml),
      ("coselog-receipt", PackageResources.mapping_coselog_receipt_yaml),
      ("taipei-1999", PackageResources.mapping_taipei_1999_yaml),
    ]
  }
}
