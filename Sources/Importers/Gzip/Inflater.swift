import CZlib

/// Unpacks gzip members, one after the other, from pieces of packed bytes.
///
/// Works in the constant memory of one zlib window (about 40 KiB).
@safe
struct Inflater: ~Copyable {
  /// What one step did.
  struct Step {
    /// Packed bytes taken.
    var taken: Int
    /// Unpacked bytes given.
    var given: Int
    /// Whether a member ended (its checksum agreed).
    var memberEnded: Bool
  }

  /// Bytes that are not a gzip stream; zlib's own words.
  struct Damage: Error {
    var words: String
  }

  private let stream: UnsafeMutablePointer<z_stream>

  /// Ready for the first byte of a member.
  init() throws(Damage) {
    // SAFETY: zlib keeps the structure's address, so it gets memory of its own, freed in deinit.
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // SAFETY: 15 window bits + 16 asks for gzip; the structure is initialised and zlib checks its
    // size.
    let code = unsafe inflateInit2_(
      stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else {
      unsafe stream.deallocate()
      throw Damage(words: "zlib cannot start (code \(code))")
    }
    unsafe self.stream = stream
  }

  deinit {
    // SAFETY: the structure was set up in init and nobody else holds it.
    _ = unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Gets ready for the next member.
  func startMember() {
    // SAFETY: the structure was set up in init.
    _ = unsafe inflateReset(stream)
  }

  /// Unpacks from `input[from..<to]` into `output[at..<(at + room)]`.
  func step(
    _ input: inout [UInt8], from: Int, to: Int, into output: inout [UInt8], at: Int, room: Int
  ) throws(Damage) -> Step {
    precondition(from >= 0 && from <= to && to <= input.count, "input stays inside")
    precondition(at >= 0 && room > 0 && output.count - at >= room, "output stays inside")
    // SAFETY: the preconditions keep both ranges inside their arrays; zlib uses the pointers only
    // in this call.
    let code = unsafe input.withUnsafeMutableBufferPointer { source in
      unsafe output.withUnsafeMutableBufferPointer { target in
        unsafe stream.pointee.next_in = source.baseAddress.map { unsafe $0 + from }
        unsafe stream.pointee.avail_in = UInt32(to - from)
        unsafe stream.pointee.next_out = target.baseAddress.map { unsafe $0 + at }
        unsafe stream.pointee.avail_out = UInt32(room)
        return unsafe inflate(stream, Z_NO_FLUSH)
      }
    }
    // SAFETY: plain numbers of a structure that lives as long as this value.
    let step = unsafe Step(
      taken: to - from - Int(stream.pointee.avail_in),
      given: room - Int(stream.pointee.avail_out), memberEnded: code == Z_STREAM_END)
    guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else {
      // SAFETY: zlib's message is a terminated constant.
      let words = unsafe stream.pointee.msg.map { unsafe String(cString: $0) }
      throw Damage(words: words ?? "code \(code)")
    }
    return step
  }
}
