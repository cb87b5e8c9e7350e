private import Glibc

/// The encodings that legacy files of Chinese hotlines come in.
public enum TextEncoding: String, CaseIterable, Sendable {
  /// UTF-8.
  case utf8 = "utf-8"
  /// GB18030, which contains GBK and GB 2312.
  case gb18030
  /// Big5 as Taiwan's open data uses it.
  case big5

  /// Name for the C library.
  fileprivate var libraryName: String {
    switch self {
    case .utf8: "UTF-8"
    case .gb18030: "GB18030"
    case .big5: "BIG5"
    }
  }
}

// SAFETY: the handle never leaves the class; it is opened in init and closed once, in deinit.
/// Converts text from one encoding to another, piece by piece, with the C library's `iconv`.
@safe
public final class TextConverter {
  /// Where a conversion stopped.
  public enum Stop: Sendable {
    /// At the end of the input.
    case done
    /// Before a character that is cut off by the end of the input.
    case incomplete
    /// Before bytes that are no character of the one encoding, or a character that the other has not.
    case invalid
  }

  private let handle: iconv_t

  // SAFETY: the names are Swift strings, terminated and alive for the call; the handle is closed once, in deinit.
  /// A converter.
  /// - Throws: ``LogError/system(_:)`` when the C library lacks one of the encodings.
  public init(from: TextEncoding, to: TextEncoding) throws(LogError) {
    let opened = unsafe iconv_open(to.libraryName, from.libraryName)
    guard unsafe opened != iconv_t(bitPattern: -1) else {
      throw .system(
        "this system cannot convert \(from.rawValue) to \(to.rawValue); install its locale data")
    }
    guard let opened = unsafe opened else { throw .system("iconv_open gave no converter") }
    unsafe handle = opened
  }

  deinit {
    // SAFETY: the handle was opened in init and is used by nobody else.
    _ = unsafe iconv_close(handle)
  }

  // SAFETY: both buffers are used only inside their closures; iconv writes at most `room` bytes and moves the
  // pointers inside the buffers that it was given.
  /// Converts as much of the input as it can and appends it to the output.
  ///
  /// - Returns: how many bytes of the input were taken, and why it stopped.
  public func convert(_ input: Span<UInt8>, into output: inout [UInt8]) -> (taken: Int, Stop) {
    var piece = [UInt8](repeating: 0, count: 4_096)
    var taken = 0
    while taken < input.count {
      var left = input.count - taken
      var room = piece.count
      let before = left
      let code = unsafe input.withUnsafeBytes { source in
        unsafe piece.withUnsafeMutableBytes { target in
          var from = unsafe source.baseAddress.map {
            unsafe UnsafeMutablePointer(
              mutating: ($0 + taken).assumingMemoryBound(to: CChar.self))
          }
          var to = unsafe target.baseAddress?.assumingMemoryBound(to: CChar.self)
          return unsafe iconv(handle, &from, &left, &to, &room)
        }
      }
      let failure = errno
      output.append(contentsOf: piece[..<(piece.count - room)])
      taken += before - left
      if code != .max { continue }
      if failure == E2BIG { continue }
      return (taken, failure == EINVAL ? .incomplete : .invalid)
    }
    return (taken, .done)
  }

  /// Converts a whole text of UTF-8; a character that the other encoding has not becomes `replacement`.
  ///
  /// - Returns: how many characters were replaced.
  public func convertAll(
    _ input: Span<UInt8>, into output: inout [UInt8], replacement: UInt8
  ) -> Int {
    var at = 0
    var replaced = 0
    while at < input.count {
      let (taken, stop) = convert(input.extracting(at..<input.count), into: &output)
      at += taken
      guard at < input.count, stop != .done else { break }
      at += 1
      while at < input.count, input[at] & 0xC0 == 0x80 { at += 1 }
      output.append(replacement)
      replaced += 1
    }
    return replaced
  }
}
