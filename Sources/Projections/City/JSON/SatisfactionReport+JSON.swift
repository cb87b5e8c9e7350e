import Hotline

extension SatisfactionReport {
  /// The report as JSON; the same for `replay satisfaction` and the HTTP interface.
  public var json: JSONValue {
    .object([
      .init("period", .string(period.description)), .init("now", .string(now.description)),
      .init("by", .string(dimension.rawValue)), .init("sampleMin", .integer(sampleMin)),
      .init("sampleMinIsOfRules", .bool(sampleMinIsOfRules)),
      .init("rows", .array(rows.map { json($0, names.name($0.code, of: dimension)) })),
      .init("total", total.map { json($0, nil) } ?? .null),
    ])
  }

  private func json(_ row: Row, _ name: Phrase?) -> JSONValue {
    var members = JSONMembers()
    if let name {
      members.add("code", .string(row.code))
      members.add("name", name)
    }
    members.add("answers", .integer(row.answers))
    members.add("isSmallSample", .bool(row.isSmallSample))
    for measure in Self.measures {
      members.add(measure.rawValue, row.measures[measure].json(measure))
    }
    return members.object
  }
}
