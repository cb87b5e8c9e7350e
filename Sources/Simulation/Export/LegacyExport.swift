public import EventStore
import Wire

/// Writes the matters of a simulation as a legacy system would have kept them: a CSV file a month in GB18030 or Big5,
/// and the mapping by which `log-server import` reads them back.
public final class LegacyExport {
  private let directory: String
  private let profile: CityProfile
  private let encoding: TextEncoding
  private let converter: TextConverter
  private var month = 0
  private var content: [UInt8] = []
  private var row: [UInt8] = []

  /// Characters that the encoding has not; each became a question mark.
  public private(set) var replaced = 0
  /// Rows written.
  public private(set) var rows = 0
  /// Paths of the files written, in order.
  public private(set) var files: [String] = []
  /// Path of the mapping.
  public let mappingPath: String

  /// An export into a directory that is empty or does not exist.
  /// - Throws: ``EventStore/LogError`` when it cannot be written, or holds something.
  public init(_ city: City, directory: String) throws(LogError) {
    self.directory = directory
    profile = city.profile
    encoding = profile.isTraditional ? .big5 : .gb18030
    converter = try TextConverter(from: .utf8, to: encoding)
    mappingPath = directory + "/mapping.yaml"
    if FileSystem.exists(directory), try !FileSystem.list(directory).isEmpty {
      throw .unusable("\(directory) is not empty; choose another directory for the export")
    }
    try FileSystem.createDirectory(directory)
    try FileSystem.replace(mappingPath, with: Array(mapping.utf8))
  }

  private var header: [String] {
    profile.isTraditional
      ? ["案件編號", "立案日期", "立案時間", "管道", "訴求類型", "派工項目", "行政區", "案件地址", "民眾", "電話", "內容"]
      : ["工单编号", "受理日期", "受理时间", "渠道", "诉求类型", "类别", "行政区", "地址", "来电人", "电话", "诉求内容"]
  }

  /// Writes a matter.
  func add(_ matter: Matter, sourceID: String, occurredAt: Int64, values: [PersonalValue]) throws {
    let date = CityTime.date(occurredAt)
    let (year, number, day) = date.components
    if year * 100 + number != month {
      try finish()
      month = year * 100 + number
      append(header)
    }
    func value(_ path: String) -> String {
      values.first { $0.path == path }.map { String(decoding: $0.value, as: UTF8.self) } ?? ""
    }
    let seconds = Int(CityTime.timeOfDay(occurredAt) / Length.second)
    let time = seconds / 3_600 * 10_000 + seconds / 60 % 60 * 100 + seconds % 60
    let digits = String(time)
    append([
      sourceID, String(year * 10_000 + number * 100 + day),
      String(repeating: "0", count: 6 - digits.utf8.count) + digits,
      profile.channels[matter.channel].code, profile.kinds[matter.kind].code,
      profile.categories[matter.category].name, profile.districts[matter.district].name,
      value("address"), value("caller.name"), value("caller.phone"), value("text"),
    ])
    rows += 1
  }

  private func append(_ fields: [String]) {
    row.removeAll(keepingCapacity: true)
    for (index, field) in fields.enumerated() {
      if index > 0 { row.append(UInt8(ascii: ",")) }
      let needsQuotes = field.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
      if needsQuotes { row.append(0x22) }
      for byte in field.utf8 {
        if byte == 0x22 { row.append(0x22) }
        row.append(byte)
      }
      if needsQuotes { row.append(0x22) }
    }
    row.append(contentsOf: [0x0D, 0x0A])
    replaced += converter.convertAll(row.span, into: &content, replacement: UInt8(ascii: "?"))
  }

  /// Writes what waits.
  func finish() throws(LogError) {
    if content.isEmpty { return }
    let digits = String(month)
    let path = "\(directory)/calls-\(digits.prefix(4))-\(digits.suffix(2)).csv"
    try FileSystem.replace(path, with: content)
    files.append(path)
    content = []
  }

  /// The mapping, as a text that `log-server import` reads.
  private var mapping: String {
    let names = header
    let categories = profile.categories.map { "    \($0.code): [\"\($0.name)\"]" }
    let districts = profile.districts.map { "    \($0.code): [\"\($0.name)\"]" }
    return """
      # Reads the legacy files of a simulated hotline back; written beside them.
      name: \(profile.prefix)-legacy
      event: IntakeRecorded

      source:
        format: csv
        encoding: \(encoding.rawValue)
        columns: [\(names.joined(separator: ", "))]

      identity:
        version: 1
        columns: [\(names.joined(separator: ", "))]

      stream:
        prefix: \(profile.prefix)-legacy

      id:
        column: \(names[0])
        forms:
          - { pattern: "YYYYMMDD######" }

      occurred:
        offset: "+08:00"
        date: { column: \(names[1]), patterns: [YYYYMMDD] }
        time:
          column: \(names[2])
          patterns:
            - { pattern: HHMMSS }

      category: { column: \(names[5]), table: categories }
      district: { column: \(names[6]), characters: 8, table: districts, otherwise: other }

      constants:
        channel: ""
        kind: ""

      disclosures:
        - { path: address, column: \(names[7]) }
        - { path: caller.name, column: \(names[8]) }
        - { path: caller.phone, column: \(names[9]) }
        - { path: text, column: \(names[10]) }

      tables:
        categories:
      \(categories.joined(separator: "\n"))
        districts:
      \(districts.joined(separator: "\n"))

      """
  }
}
