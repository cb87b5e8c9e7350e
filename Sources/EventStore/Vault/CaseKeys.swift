private import Synchronization

/// The key store: a random seed for each stream that has personal values.
///
/// Files of 65,536 slots of 32 bytes, in order of stream numbers; a slot of zeros holds no key. New seeds are written into
/// empty slots; destroying one writes its file anew without it and takes the old file's place.
final class CaseKeys: Sendable {
  static let directoryName = "keys"
  static let slotsPerFile: UInt64 = 65_536
  static let slotBytes = 32
  private static let mark = Array("anjuan keys 1\n\0\0".utf8)

  let directory: String
  private let wrapping: WrappingKey
  private let isReadOnly: Bool
  /// Open files of a process that is sure to see every replacement, by number.
  private let files: Mutex<[UInt64: PlacedFile]>?

  /// - Parameter keepsFiles: `false` for a reader beside a writer: each look-up opens the file as it is now.
  init(_ directory: String, _ wrapping: WrappingKey, isReadOnly: Bool, keepsFiles: Bool) {
    self.directory = directory
    self.wrapping = wrapping
    self.isReadOnly = isReadOnly
    files = keepsFiles ? Mutex([:]) : nil
  }

  /// The key of a stream, or `nil` when it has none or none any more.
  func key(of stream: UInt64) throws(LogError) -> SealingKey? {
    guard let file = try open(stream / Self.slotsPerFile) else { return nil }
    return try seeds(stream, 1, in: file)[0].map { wrapping.key($0, of: stream) }
  }

  /// The keys of several streams, in ascending order; `nil` for those that have none.
  func known(_ streams: [UInt64]) throws(LogError) -> [SealingKey?] {
    var found: [Digest?] = []
    found.reserveCapacity(streams.count)
    for (number, some) in Self.byFile(streams) {
      if let file = try open(number) {
        found += try seeds(some, in: file)
      } else {
        found += [Digest?](repeating: nil, count: some.count)
      }
    }
    let present = zip(found, streams).compactMap { seed, stream in seed.map { ($0, stream) } }
    var made = wrapping.keys(present)[...]
    return found.map { $0 == nil ? nil : made.popFirst() }
  }

  /// What a seed gives for a stream.
  func key(_ seed: Digest, of stream: UInt64) -> SealingKey { wrapping.key(seed, of: stream) }

  /// The keys of streams in ascending order; those that had none get one, durable when this returns.
  func keys(for streams: [UInt64]) throws(LogError) -> [SealingKey] {
    var result: [SealingKey] = []
    result.reserveCapacity(streams.count)
    for (number, some) in Self.byFile(streams) {
      try add(some, to: try openOrCreate(number), &result)
    }
    return result
  }

  /// Streams in ascending order, by the number of the file that has their slots.
  private static func byFile(_ streams: [UInt64]) -> [(number: UInt64, streams: ArraySlice<UInt64>)]
  {
    var result: [(number: UInt64, streams: ArraySlice<UInt64>)] = []
    var start = 0
    while start < streams.count {
      let number = streams[start] / slotsPerFile
      var end = start + 1
      while end < streams.count, streams[end] / slotsPerFile == number { end += 1 }
      result.append((number, streams[start..<end]))
      start = end
    }
    return result
  }

  private func add(
    _ streams: ArraySlice<UInt64>, to file: PlacedFile, _ result: inout [SealingKey]
  ) throws(LogError) {
    var isChanged = false
    var made: [(seed: Digest, stream: UInt64)] = []
    made.reserveCapacity(streams.count)
    var fresh: [UInt8] = []
    var firstFresh: UInt64 = 0
    let known = try seeds(streams, in: file)
    let random = randomBytes(Self.slotBytes * known.count { $0 == nil })
    var used = 0
    func flush() throws(LogError) {
      if fresh.isEmpty { return }
      try file.write(fresh, at: Self.offset(of: firstFresh))
      fresh.removeAll(keepingCapacity: true)
      isChanged = true
    }
    for (stream, known) in zip(streams, known) {
      if let known {
        made.append((known, stream))
        continue
      }
      let next = firstFresh + UInt64(fresh.count / Self.slotBytes)
      if !fresh.isEmpty, stream != next { try flush() }
      if fresh.isEmpty { firstFresh = stream }
      let seed = Digest(random.span, at: used)
      used += Self.slotBytes
      seed.append(to: &fresh)
      made.append((seed, stream))
    }
    result += wrapping.keys(made)
    try flush()
    if isChanged { try file.sync() }
  }

  /// A seed that no slot has.
  static func freshSeed() -> Digest { SystemEntropy().salt(for: []) }

  /// Destroys the seed of a stream, or puts another in its place: the file is written anew, without the old one.
  func replace(_ stream: UInt64, with seed: Digest?) throws(LogError) {
    let number = stream / Self.slotsPerFile
    guard try openOrCreate(number, unless: seed == nil) != nil else { return }
    let path = path(number)
    var content = try FileSystem.read(path)
    let offset = Int(Self.offset(of: stream))
    if content.count < offset + Self.slotBytes {
      if seed == nil { return }
      content += [UInt8](repeating: 0, count: offset + Self.slotBytes - content.count)
    }
    let slot = seed?.bytes ?? [UInt8](repeating: 0, count: Self.slotBytes)
    content.replaceSubrange(offset..<(offset + Self.slotBytes), with: slot)
    try FileSystem.replace(path, with: content)
    files?.withLock { $0[number] = nil }
  }

  // MARK: Files

  private func path(_ number: UInt64) -> String {
    let digits = String(number)
    let zeros = String(repeating: "0", count: max(0, 6 - digits.utf8.count))
    return "\(directory)/\(zeros)\(digits).keys"
  }

  /// Path of the file that has the slot of a stream, when it is not there.
  func missingFile(for stream: UInt64) -> String? {
    let path = path(stream / Self.slotsPerFile)
    return FileSystem.exists(path) ? nil : path
  }

  private static func offset(of stream: UInt64) -> UInt64 {
    UInt64(mark.count + 16) + stream % slotsPerFile * UInt64(slotBytes)
  }

  private func open(_ number: UInt64) throws(LogError) -> PlacedFile? {
    if let kept = files?.withLock({ $0[number] }) { return kept }
    guard let file = try PlacedFile(path(number), isReadOnly: isReadOnly) else { return nil }
    let head = try file.read(Self.mark.count + 16, at: 0)
    guard head.starts(with: Self.mark), head.count == Self.mark.count + 16 else {
      throw .unusable("\(file.path) is no key file of this version; restore it from a backup")
    }
    guard Array(head[Self.mark.count...]) == wrapping.check else {
      let sentence =
        "\(file.path) belongs to another wrapping key; name the right file in \(WrappingKey.variable)"
      throw wrapping.isNamed ? .denied(sentence) : .unusable(sentence)
    }
    files?.withLock { $0[number] = file }
    return file
  }

  private func openOrCreate(_ number: UInt64) throws(LogError) -> PlacedFile {
    if let file = try openOrCreate(number, unless: false) { return file }
    throw .unusable("\(path(number)) cannot be created")
  }

  private func openOrCreate(
    _ number: UInt64, unless isNotWanted: Bool
  ) throws(LogError) -> PlacedFile? {
    if let file = try open(number) { return file }
    if isNotWanted { return nil }
    try FileSystem.replace(path(number), with: Self.mark + wrapping.check)
    return try open(number)
  }

  // MARK: Slots

  /// Seeds of streams of one file, read in one piece when they lie close together.
  private func seeds(
    _ streams: ArraySlice<UInt64>, in file: PlacedFile
  ) throws(LogError) -> [Digest?] {
    guard let first = streams.first, let last = streams.last else { return [] }
    // New streams come after all others: their slots lie beyond the file's end.
    if try file.length() <= Self.offset(of: first) {
      return [Digest?](repeating: nil, count: streams.count)
    }
    if last - first < 4_096 {
      let all = try seeds(first, Int(last - first) + 1, in: file)
      return streams.map { all[Int($0 - first)] }
    }
    var result: [Digest?] = []
    for stream in streams { result += try seeds(stream, 1, in: file) }
    return result
  }

  private func seeds(
    _ first: UInt64, _ count: Int, in file: PlacedFile
  ) throws(LogError) -> [Digest?] {
    let bytes = try file.read(count * Self.slotBytes, at: Self.offset(of: first))
    if bytes.isEmpty { return [Digest?](repeating: nil, count: count) }
    return (0..<count).map { index in
      let start = index * Self.slotBytes
      guard bytes.count >= start + Self.slotBytes else { return nil }
      let seed = Digest(bytes.span, at: start)
      return seed == .zero ? nil : seed
    }
  }
}
