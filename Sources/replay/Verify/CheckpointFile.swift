import EventStore
import Projections

/// A head of the log that was kept elsewhere: the text of a C2SP checkpoint.
///
/// Three lines: origin, size in decimal, root in base64. Lines of extensions and signatures may
/// follow; signatures are not checked yet, and whoever uses the file is told so.
struct CheckpointFile {
  let origin: String
  let size: UInt64
  let root: Digest

  /// Reads a checkpoint's text.
  /// - Throws: ``Failure`` naming the line that is wrong.
  init(text: String, path: String) throws(Failure) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count >= 4 else {
      throw Self.failure(path, "it has fewer than three whole lines")
    }
    origin = String(lines[0])
    guard !origin.isEmpty else { throw Self.failure(path, "line 1, the origin, is empty") }
    guard let size = UInt64(lines[1]), String(size) == lines[1] else {
      throw Self.failure(path, "line 2 is not a size in decimal digits")
    }
    guard let root = base64Bytes(String(lines[2])).flatMap({ Digest($0) }) else {
      throw Self.failure(path, "line 3 is not a root of 32 bytes in base64")
    }
    self.size = size
    self.root = root
  }

  /// Reads a checkpoint's file.
  static func read(_ path: String) throws -> CheckpointFile {
    guard FileSystem.exists(path) else {
      throw Failure("there is no checkpoint file \(path); give the path of one", .notFound)
    }
    let bytes = try FileSystem.read(path)
    guard bytes.count <= 65_536, let text = String(validatingUTF8Bytes: bytes) else {
      throw failure(path, "it is not a short UTF-8 text")
    }
    return try CheckpointFile(text: text, path: path)
  }

  private static func failure(_ path: String, _ what: String) -> Failure {
    Failure(
      "\(path) is not a checkpoint: \(what); expected are the lines origin, size and root in base64",
      .usage)
  }
}

extension String {
  fileprivate init?(validatingUTF8Bytes bytes: [UInt8]) {
    self.init(validating: bytes, as: UTF8.self)
  }
}
