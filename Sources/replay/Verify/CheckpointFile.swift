import EventStore
import Projections

/// A head of the log that was kept elsewhere: a C2SP checkpoint, with its signatures or as its three lines alone.
struct CheckpointFile {
  let checkpoint: Checkpoint
  /// The whole note; `nil` when the file holds no signature.
  let signed: SignedCheckpoint?
  /// The mirror that it is the head of; `nil` when it is a file alone.
  private(set) var mirror: String?

  /// Reads a checkpoint's text.
  /// - Throws: ``Failure`` naming the line that is wrong.
  init(text: String, path: String) throws(Failure) {
    do throws(EvidenceError) {
      let bytes = Array(text.utf8)
      if text.contains("\n\n") {
        let note = try SignedCheckpoint(bytes)
        checkpoint = note.checkpoint
        signed = note
      } else {
        checkpoint = try Checkpoint(text: text)
        signed = nil
      }
    } catch {
      throw Self.failure(path, error.description)
    }
  }

  /// Reads a checkpoint's file, or that of a mirror's directory.
  static func read(_ path: String) throws -> CheckpointFile {
    if FileSystem.isDirectory(path) {
      var file = try read(path + "/checkpoint")
      file.mirror = path
      return file
    }
    guard FileSystem.exists(path) else {
      throw Failure("there is no checkpoint file \(path); give the path of one", .notFound)
    }
    let bytes = try FileSystem.read(path)
    guard bytes.count <= 65_536, let text = String(validating: bytes, as: UTF8.self) else {
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
