import Wire

extension WireWriter {
  /// Writes a text unless it is empty, as proto3 does.
  mutating func text(_ number: Int, _ value: String) {
    if !value.isEmpty { field(number, string: value) }
  }

  /// Writes a number unless it is zero, as proto3 does.
  mutating func number(_ number: Int, _ value: UInt64) {
    if value != 0 { field(number, uint64: value) }
  }

  /// Writes bytes unless there are none, as proto3 does.
  mutating func blob(_ number: Int, _ value: [UInt8]) {
    if !value.isEmpty { field(number, bytes: value) }
  }
}
