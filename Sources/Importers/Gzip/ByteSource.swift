import EventStore

/// The bytes of a file in order, unpacked when the file is gzip, and the digest of the file as it
/// lies.
///
/// Gzip is recognised by its first two bytes, not by the name; several members one after the other
/// are one content. Constant memory.
struct ByteSource: ~Copyable {
  /// Where the file is.
  let path: String
  /// What it looked like when it was opened.
  let stamp: FileStamp

  private let file: FileDescriptor
  private let inflater: Inflater?
  private var packed: [UInt8] = []
  private var taken = 0
  private var filled = 0
  private var packedOffset: UInt64 = 0
  private var insideMember = true
  private var isAtEnd = false
  private var hash = SHA256Stream()

  /// Bytes of the file that were read so far, packed or not.
  private(set) var bytesRead: UInt64 = 0

  private static let packedBytes = 65_536

  /// How gzip begins (RFC 1952).
  static let gzipMark: [UInt8] = [0x1F, 0x8B]

  /// Opens a file.
  /// - Throws: ``ImportError/file(_:)`` when it cannot be read, or is named `.gz` and is not gzip.
  init(_ path: String) throws(ImportError) {
    let file = try FileDescriptor(reading: path)
    let stamp = try file.stamp()
    var packed = [UInt8](repeating: 0, count: Self.packedBytes)
    var filled = 0
    while filled < 2 {
      let got = try file.read(into: &packed, at: filled, upTo: packed.count - filled)
      if got == 0 { break }
      filled += got
    }
    let isGzip = packed[..<filled].starts(with: Self.gzipMark)
    if !isGzip, path.utf8.suffix(3).elementsEqual(".gz".utf8) {
      throw .file("\(path) is named .gz but is not gzip; rename it, or fetch it again")
    }
    let inflater = isGzip ? try Self.makeInflater(path) : nil
    self.path = path
    self.stamp = stamp
    self.file = file
    self.inflater = inflater
    self.packed = packed
    self.filled = filled
    hash.update(packed, 0..<filled)
    bytesRead = UInt64(filled)
  }

  private static func makeInflater(_ path: String) throws(ImportError) -> Inflater {
    do throws(Inflater.Damage) {
      return try Inflater()
    } catch {
      throw .file("\(path) cannot be unpacked: \(error.words)")
    }
  }

  /// Reads up to `count` unpacked bytes into `buffer` from `offset` on; 0 at the end of the
  /// content.
  /// - Throws: ``ImportError/file(_:)`` with the byte at which a packed file is damaged or cut off.
  mutating func read(
    into buffer: inout [UInt8], at offset: Int, upTo count: Int
  ) throws(ImportError) -> Int {
    if isAtEnd { return 0 }
    if inflater != nil { return try unpack(into: &buffer, at: offset, upTo: count) }
    if taken < filled {
      let part = min(count, filled - taken)
      for index in 0..<part { buffer[offset + index] = packed[taken + index] }
      taken += part
      return part
    }
    let got = try file.read(into: &buffer, at: offset, upTo: count)
    if got == 0 { isAtEnd = true }
    hash.update(buffer, offset..<(offset + got))
    bytesRead += UInt64(got)
    return got
  }

  /// Reads what is left, unpacks it where it is packed, and compares the file with what it was when it was opened.
  /// - Returns: SHA-256 of the file as it lies.
  /// - Throws: ``ImportError/file(_:)`` when it was changed in the meantime, or is damaged or cut off.
  consuming func finish() throws(ImportError) -> Digest {
    if inflater != nil {
      var unread = [UInt8](repeating: 0, count: Self.packedBytes)
      while try read(into: &unread, at: 0, upTo: unread.count) > 0 {}
    }
    while true {
      let got = try file.read(into: &packed, at: 0, upTo: packed.count)
      if got == 0 { break }
      hash.update(packed, 0..<got)
    }
    guard try file.stamp() == stamp else { throw Self.changed(path) }
    return hash.finalize()
  }

  /// What to say of a file that changed under our hands.
  static func changed(_ path: String) -> ImportError {
    .file(
      "\(path) was changed while it was imported; wait until it is complete, then import it again: rows that were "
        + "recorded before are kept and not recorded twice")
  }

  private mutating func unpack(
    into buffer: inout [UInt8], at offset: Int, upTo count: Int
  ) throws(ImportError) -> Int {
    var given = 0
    while given == 0 {
      if taken == filled, try refill() == 0 {
        if insideMember { throw damaged("it is cut off") }
        isAtEnd = true
        return 0
      }
      if !insideMember {
        if try startNextMember() { continue }
        isAtEnd = true
        return 0
      }
      given = try step(into: &buffer, at: offset, upTo: count)
    }
    return given
  }

  private mutating func step(
    into buffer: inout [UInt8], at offset: Int, upTo count: Int
  ) throws(ImportError) -> Int {
    do throws(Inflater.Damage) {
      guard
        let step = try inflater?.step(
          &packed, from: taken, to: filled, into: &buffer, at: offset, room: count)
      else { return 0 }
      taken += step.taken
      if step.memberEnded {
        insideMember = false
      } else if step.taken == 0, step.given == 0 {
        throw Inflater.Damage(words: "no progress")
      }
      return step.given
    } catch {
      throw damaged(error.words)
    }
  }

  /// Finds the next member after one ended, or `false` when only zero padding follows.
  private mutating func startNextMember() throws(ImportError) -> Bool {
    if packed[taken] == 0x1F {
      inflater?.startMember()
      insideMember = true
      return true
    }
    while true {
      while taken < filled {
        guard packed[taken] == 0 else {
          throw damaged("something that is not gzip follows its end")
        }
        taken += 1
      }
      if try refill() == 0 { return false }
    }
  }

  private mutating func refill() throws(ImportError) -> Int {
    packedOffset += UInt64(filled)
    taken = 0
    filled = try file.read(into: &packed, at: 0, upTo: packed.count)
    hash.update(packed, 0..<filled)
    bytesRead += UInt64(filled)
    return filled
  }

  private func damaged(_ words: String) -> ImportError {
    .file(
      "\(path) cannot be unpacked at byte \(packedOffset + UInt64(taken)): \(words); "
        + "fetch the file again")
  }
}

extension SHA256Stream {
  /// Takes a part of an array.
  fileprivate mutating func update(_ bytes: [UInt8], _ range: Range<Int>) {
    update(bytes.span.extracting(range))
  }
}
