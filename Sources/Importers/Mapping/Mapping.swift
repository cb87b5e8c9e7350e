public import EventStore
import Hotline

/// How the rows of one kind of legacy file become events: a YAML file, checked and ready for use.
///
/// The format is described by its examples in `fixtures/mappings` and in `docs/mappings.md`.
public struct Mapping: Sendable {
  /// Name of the mapping; the events' actor is `importer:<name>`.
  public let name: String
  /// SHA-256 of the YAML text.
  public let digest: Digest

  var columns: [String] = []
  /// Other names that files may give a column, by its index.
  var otherNames: [[String]] = []
  var format = SourceFormat.separated(by: UInt8(ascii: ","))
  var encoding = TextEncoding.utf8
  var identityVersion = 0
  var identityColumns: [Int] = []
  var streamPrefix = ""
  var idColumn = 0
  var idForms: [TimePattern] = []
  var offsetMinutes = 0
  var dateColumn = 0
  var datePatterns: [TimePattern] = []
  var timeColumn = 0
  var timePatterns: [TimePattern] = []
  var absorbColumn: Int?
  var categoryColumn = 0
  var categories = ValueTable()
  var districtColumn = 0
  var districtCharacters = 0
  var districts = ValueTable()
  var districtOtherwise = ""
  var channel = ""
  var kind = ""
  var disclosures: [(path: String, column: Int)] = []
  /// What rows become when they become events of cases; `nil` when each becomes one intake.
  var cases: CasePlan?

  /// Name of the events' actor.
  public var actor: String { "importer:" + name }

  /// Names of the mappings that need no file, sorted.
  public static var builtInNames: [String] { BuiltInMappings.names }

  init(name: String, digest: Digest) {
    self.name = name
    self.digest = digest
  }

  /// The mapping with this name, or in the file at this path.
  /// - Throws: ``ImportError/mapping(_:)`` naming the file and line at fault.
  public static func load(_ nameOrPath: String) throws(ImportError) -> Mapping {
    if let known = BuiltInMappings.all.first(where: { $0.name == nameOrPath }) {
      return try Mapping(yaml: known.yaml, file: nameOrPath)
    }
    guard FileSystem.exists(nameOrPath) else {
      throw .mapping(
        "there is no mapping '\(nameOrPath)': it is neither a file nor one of the built-in "
          + "mappings (\(builtInNames.joined(separator: ", "))); check the name")
    }
    let bytes: [UInt8]
    do {
      bytes = try FileSystem.read(nameOrPath)
    } catch {
      throw .mapping(error.description)
    }
    guard let text = String(validating: bytes) else {
      throw .mapping("\(nameOrPath) is not UTF-8; save the mapping as UTF-8")
    }
    return try Mapping(yaml: text, file: nameOrPath)
  }

  /// A mapping from its YAML text.
  ///
  /// - Parameter file: what to call the text in errors.
  /// - Throws: ``ImportError/mapping(_:)`` naming the line at fault.
  public init(yaml: String, file: String) throws(ImportError) {
    self = try MappingReader(yaml: yaml, file: file).read()
  }
}

/// How a file lays out its rows.
enum SourceFormat: Hashable, Sendable {
  /// CSV (RFC 4180), with a comma or something else between the fields.
  case separated(by: UInt8)
  /// JSON (RFC 8259): a list of objects, or one object after the other.
  case json
  /// A sheet of a workbook of Office Open XML (`.xlsx`).
  case workbook(SheetChoice)

  /// What stands between the fields of a row as it is scanned.
  var delimiter: UInt8 {
    if case .separated(let byte) = self { byte } else { CSVText.delimiter }
  }
}

extension String {
  fileprivate init?(validating bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    self = text
  }
}
